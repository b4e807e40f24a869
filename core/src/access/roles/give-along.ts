import { refuse, type Transaction } from '@stowage/sdk'
import { changeRow } from '../../audit/versioned-row.ts'
import { systemActor } from '../system-actor.ts'
import { Role } from './role.model.ts'

/** What is given, and to which roles. */
export interface GiftAlong {
  /** Who gives; it gives only what it declares. */
  readonly plugin: string
  readonly permission: string
  /** Every role that has this one gets the other, for the same owners and sites. */
  readonly having: string
}

/**
 * Gives a plugin's permission to whoever has another one by a role: what has just come is of use without an
 * administrator's going through all roles. He finds it in their history, and may take it away again.
 * @throws `access.permission_unknown` for one of another plugin
 */
export async function giveAlong(trx: Transaction, { plugin, permission, having }: GiftAlong): Promise<void> {
  if (!permission.startsWith(`${plugin}.`)) throw refuse('access.permission_unknown', { permission })
  const rows = await Role.query(trx)
    .whereRaw('? = any (permissions)', [having])
    .whereRaw('not permissions && ?::text[]', [[permission, '*']])
  const author = { actor: systemActor, reason: `Comes with ${having}` }
  for (const row of rows) {
    const patch = { permissions: [...row.permissions, permission] }
    await changeRow(trx, author, { model: Role, entity: 'access.role', row, version: row.version, patch })
  }
}
