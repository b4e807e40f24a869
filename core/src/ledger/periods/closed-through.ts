import type pg from 'pg'
import { plainArray } from '../posting/array-literal.ts'

/**
 * Until when each owner's books are closed, by his number, in microseconds since 1970: nothing may happen
 * before it any more. Owners whose books are open are left out; so are clients and suppliers, who keep
 * books of their own. Called in the transaction that writes, after `selectOpenHolds`, whose lock keeps a
 * period from being closed between this look and the commit.
 */
export async function selectClosedThrough(
  client: pg.Client,
  owners: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await client.query<{ no: number; micros: number }>({
    name: 'ledger.closed_through',
    text: `select o.no, ledger.micros(c.closed_through) as micros
             from unnest($1::int[]) a (no) join access.owner o on o.no = a.no
             join access.company c on c.id = o.company and isfinite(c.closed_through)`,
    values: [plainArray(owners)],
  })
  return new Map(rows.map(({ no, micros }) => [no, micros]))
}
