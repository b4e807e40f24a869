import type { SecretStore } from '@stowage/sdk'
import type { SecretBox, SecretPlace } from './secret-box.ts'

/** A plugin's own secrets, which no other plugin can open. */
export function secretStoreOf(plugin: string, box: SecretBox): SecretStore {
  const place = placeOfOwn(plugin)
  return { seal: (text) => box.seal(text, place), open: (sealed) => box.open(sealed, place) }
}

/** Where stands what a plugin seals itself, wherever it keeps it. */
export function placeOfOwn(plugin: string): SecretPlace {
  return { plugin, row: 'own', member: 'a secret of its own' }
}
