import pg from 'pg'
import type { Test } from 'tap'
import type { Told } from './clients-under-load.ts'

/** Holds what clients were told against the record: nothing is lost, doubled or strange. */
export async function proveRecord(t: Test, adminUrl: string, told: readonly Told[]): Promise<void> {
  const strange = told.flatMap((one) => one.strange)
  t.strictSame([...new Set(strange)], [], 'every answer is an outcome, or asks to come again')
  const record = await readRecord(adminUrl)
  const acknowledged = told.flatMap((one) => [...one.acknowledged])
  const sent = new Set(told.flatMap((one) => [...one.sent]))
  t.comment(`${acknowledged.length} movements acknowledged, ${record.posted.size} posted, ${sent.size} sent`)
  const lost = acknowledged.filter(([document, id]) => !record.posted.get(document)?.includes(id))
  t.strictSame(lost.slice(0, 3), [], 'no acknowledged movement is lost')
  const doubled = [...record.posted].filter(([, ids]) => ids.length > 1)
  t.strictSame(doubled.slice(0, 3), [], 'no movement was posted twice')
  const unsent = [...record.posted.keys()].filter((document) => !sent.has(document))
  t.strictSame(unsent.slice(0, 3), [], 'nothing was posted that nobody sent')
  t.equal(record.onHand, record.posted.size, 'the bin holds one piece for each movement')
}

/** What the database holds in the end: the movements of each document, and the bin's balance. */
async function readRecord(
  connectionString: string,
): Promise<{ posted: Map<string, string[]>; onHand: number }> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const movements = await client.query(
    'select source_id, array_agg(id::text) as ids from ledger.movement ' +
      "where source_type = 'fault' group by 1",
  )
  const balance = await client.query('select sum(on_hand)::int as on_hand from ledger.balance')
  await client.end()
  return {
    posted: new Map(movements.rows.map(({ source_id, ids }) => [source_id, ids])),
    onHand: balance.rows[0].on_hand,
  }
}
