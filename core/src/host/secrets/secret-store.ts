import type { SecretStore } from '@stowage/sdk'
import type { SecretBox } from './secret-box.ts'

/** A plugin's own secrets, which no other plugin can open. */
export function secretStoreOf(plugin: string, box: SecretBox): SecretStore {
  const place = { plugin, row: 'own', member: 'a secret of its own' }
  return { seal: (text) => box.seal(text, place), open: (sealed) => box.open(sealed, place) }
}
