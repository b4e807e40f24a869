import { say } from '../words/say.ts'

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

/** How a plugin can stand. */
export const states = Object.keys(tints)

/** Where plugins can come from. */
export const origins = ['core', 'house', 'package', 'folder', 'gone'] as const

/** Whether a plugin is on. */
export function PluginState({ state }: { state: string }) {
  return <span className={`chip ${tints[state] ?? 'neutral'}`}>{stateWord(state)}</span>
}

/** How a plugin stands, in a word. */
export function stateWord(state: string): string {
  const words: Readonly<Record<string, string>> = {
    on: say('on'),
    core: say('core'),
    off: say('off'),
    enabling: say('enabling'),
    disabling: say('disabling'),
    faulty: say('faulty'),
    missing: say('missing'),
  }
  return words[state] ?? state
}

/** Where a plugin comes from. */
export function originWord(origin: string): string {
  const words: Readonly<Record<string, string>> = {
    core: say('core'),
    house: say('house'),
    package: say('package'),
    folder: say('folder'),
    gone: say('gone'),
  }
  return words[origin] ?? origin
}
