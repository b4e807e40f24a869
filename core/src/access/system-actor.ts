import type { Actor } from '@stowage/sdk'

/** Stowage itself, as whom log-ins are checked and commands of this machine's administrator run. */
export const systemActor: Actor = {
  id: '00000000-0000-7000-8000-000000000003',
  kind: 'system',
  name: 'Stowage',
  permissions: new Set(['*']),
  owners: 'all',
  sites: 'all',
}
