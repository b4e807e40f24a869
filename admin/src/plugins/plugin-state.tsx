/** The chip of each state; a word that is not here takes the neutral one. */
const tints: Readonly<Record<string, string>> = {
  on: 'available',
  core: 'neutral',
  off: 'neutral',
  enabling: 'transit',
  disabling: 'transit',
  faulty: 'damaged',
  missing: 'damaged',
}

/** Whether a plugin is on. */
export function PluginState({ state }: { state: string }) {
  return <span className={`chip ${tints[state] ?? 'neutral'}`}>{state}</span>
}
