import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../../audit/record-change.ts'

interface CursorRow {
  readonly id: string
  readonly subscriber: string
  readonly event: string
  readonly stream: 'outbox' | 'ledger'
  readonly position: number
  readonly state: 'running' | 'away' | 'asking'
  readonly tries: number
}

/** What skipping means. */
export interface Skip {
  readonly reason: string
  /** How many events; all that wait unless said. */
  readonly events?: number
}

/**
 * Lets a cursor that failed be tried again now.
 * @throws DomainError `host.cursor_unknown`
 */
export async function retryCursor(trx: Transaction, author: Author, id: string): Promise<void> {
  const cursor = await readCursor(trx, id)
  await trx('host.cursor').where({ id }).update({ next_try_at: null })
  await record(trx, author, cursor, { action: 'retry', before: { tries: cursor.tries } })
}

/**
 * Has a cursor whose plugin is back go on from where it stood.
 * @throws DomainError `host.cursor_unknown`, `host.cursor_not_asking`
 */
export async function catchUp(trx: Transaction, author: Author, id: string): Promise<void> {
  const cursor = await readCursor(trx, id)
  if (cursor.state !== 'asking') throw refuse('host.cursor_not_asking', { event: cursor.event })
  await trx('host.cursor').where({ id }).update({ state: 'running', next_try_at: null })
  await record(trx, author, cursor, { action: 'catch_up', before: { position: cursor.position } })
}

/**
 * Moves a cursor past events that its plugin will never get.
 * @throws DomainError `host.cursor_unknown`
 */
export async function skipEvents(trx: Transaction, author: Author, id: string, skip: Skip): Promise<void> {
  const cursor = await readCursor(trx, id)
  const position = Math.max(cursor.position, await positionAfter(trx, cursor, skip.events))
  await trx.raw(
    `update host.cursor set position = greatest(position, ?), tries = 0, last_error = null, failed_at = null,
            next_try_at = null, state = case state when 'asking' then 'running' else state end where id = ?`,
    [position, id],
  )
  await record(trx, author, cursor, {
    action: 'skip',
    before: { position: cursor.position },
    after: { position, reason: skip.reason },
  })
}

async function positionAfter(
  trx: Transaction,
  { stream, event, position }: CursorRow,
  events: number | undefined,
): Promise<number> {
  if (stream === 'ledger') {
    const { rows } = await trx.raw('select last_position from ledger.sequencer')
    const head: number = rows[0].last_position
    return events === undefined ? head : Math.min(head, position + events)
  }
  const { rows } = await trx.raw(
    `select coalesce(max(w.position), 0) as position
       from (select p.position from host.outbox_position p where ? in (p.name, '*') and p.position > ?
              order by p.position limit ?) w`,
    [event, position, events ?? null],
  )
  return rows[0].position
}

async function readCursor(trx: Transaction, id: string): Promise<CursorRow> {
  const cursor = await trx<CursorRow>('host.cursor').where({ id }).first()
  if (cursor === undefined) throw refuse('host.cursor_unknown', { id })
  return cursor as CursorRow
}

function record(
  trx: Transaction,
  author: Author,
  { id, subscriber, event }: CursorRow,
  change: { readonly action: string; readonly before: object; readonly after?: object },
): Promise<void> {
  const before = { subscriber, event, ...change.before }
  return recordChange(trx, { ...author, entity: 'host.cursor', id, ...change, before })
}
