import type { Actor, Transaction } from '@stowage/sdk'
import { newId } from '../database/ids.ts'
import { writeWaitingFields } from '../host/fields/field-writes.ts'

/** Who changes something, and in which request. */
export interface Author {
  readonly actor: Actor
  readonly requestId?: string | null
  /** Why, in his own words. */
  readonly reason?: string | null
}

/** One change of one row, as the audit keeps it. Never put a secret into `before` or `after`. */
export interface Change extends Author {
  /** `plugin.noun`, such as `items.item`. */
  readonly entity: string
  readonly id: string
  /** In one word: `create`, `change`, `revoke`. */
  readonly action: string
  /** Whose row it is, by number; left out for the house's, which only staff see. */
  readonly owner?: number | null
  readonly before?: object | null
  readonly after?: object | null
}

/** Writes one change to the audit, in the transaction of the change itself. */
export function recordChange(trx: Transaction, change: Change): Promise<void> {
  return recordChanges(trx, change, [change])
}

/** Writes many changes of one author in one statement. */
export async function recordChanges(
  trx: Transaction,
  { actor, requestId = null, reason = null }: Author,
  given: readonly Omit<Change, keyof Author>[],
): Promise<void> {
  if (given.length === 0) return
  const changes = await writeWaitingFields(trx, given)
  const rows = changes.map(({ entity, id, action, owner, before, after }) => ({
    change: newId(),
    action,
    entity,
    entity_id: id,
    owner: owner ?? 0,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  }))
  await trx.raw(
    `insert into access.change (id, actor, action, entity, entity_id, owner, before, after, request_id,
                                reason, device)
     select change, ?, action, entity, entity_id, owner, before, after, ?, ?, ?::uuid
       from jsonb_to_recordset(?) as c(change uuid, action text, entity text, entity_id uuid, owner integer,
                                       before jsonb, after jsonb)`,
    [actor.id, requestId, reason, actor.device ?? null, JSON.stringify(rows)],
  )
}
