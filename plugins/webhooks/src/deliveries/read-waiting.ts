import type { Transaction } from '@stowage/sdk'
import type { Waiting } from './lane.ts'

/** How much of what is to be sent is read along for one endpoint. */
const BODIES_BYTES_MAX = 1_000_000

interface WaitingRow extends Omit<Waiting, 'notBefore'> {
  readonly endpoint: string
  readonly waitMs: number
}

/** Of which endpoint how many are to be read at most. */
export interface Reach {
  readonly endpoint: string
  readonly most: number
}

/**
 * Reads the first deliveries of endpoints that have not ended, in their order; all endpoints in one
 * statement.
 */
export async function readWaiting(
  trx: Transaction,
  reaches: readonly Reach[],
): Promise<ReadonlyMap<string, Waiting[]>> {
  const { rows } = await trx.raw<{ rows: WaitingRow[] }>(
    `select l.endpoint, d.id, d.event, d.owner, d.subjects, d.attempts, d.forgiven,
            greatest(0, extract(epoch from d.next_try_at - now()) * 1000)::float8 as "waitMs",
            e.stream, e.position,
            case when sum(octet_length(e.body)) over (partition by l.endpoint order by d.id) <= ?
                 then e.body end as body
       from unnest(?::uuid[], ?::int[]) l (endpoint, most)
      cross join lateral (select * from webhooks.delivery d
                           where d.endpoint = l.endpoint and d.state = 'pending' order by d.id limit l.most) d
       join webhooks.event e on e.id = d.event
      order by d.id`,
    [BODIES_BYTES_MAX, reaches.map(({ endpoint }) => endpoint), reaches.map(({ most }) => most)],
  )
  const now = performance.now()
  const found = new Map<string, Waiting[]>(reaches.map(({ endpoint }) => [endpoint, []]))
  for (const { waitMs, endpoint, ...row } of rows)
    found.get(endpoint)!.push({ ...row, notBefore: now + waitMs })
  return found
}

/** What one event is sent as, where it was too long to be read along. */
export async function readBody(trx: Transaction, event: number): Promise<string> {
  const row = await trx('webhooks.event').where({ id: event }).first('body')
  return row.body
}
