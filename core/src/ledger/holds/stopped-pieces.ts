import type pg from 'pg'
import { plainArray } from '../posting/array-literal.ts'
import type { Bucket } from '../posting/bucket-cache.ts'

/** A piece that a hold keeps from being allocated; `keeper` is the allocation that had it before the hold. */
export interface StoppedPiece {
  readonly bucket: number
  readonly keeper: string | null
}

/**
 * The pieces on hold by their numbers that stand in balances about to be allocated on: whoever asks for any
 * piece does not get these. Asked only of items whose every piece has a number, after the look at
 * holds, which keeps others from being placed.
 */
export async function selectStoppedPieces(
  client: pg.Client,
  buckets: readonly Bucket[],
): Promise<ReadonlyMap<number, readonly StoppedPiece[]>> {
  const numbered = buckets.flatMap(({ id, serials }) => (serials === 'always' ? id : []))
  if (numbered.length === 0) return new Map()
  const { rows } = await client.query<StoppedPiece>({
    name: 'ledger.select_stopped_pieces',
    text: `select distinct r.bucket, r.id, a.id as keeper
             from ledger.hold h join ledger.serial r on r.id = h.subject
             left join ledger.allocation a on a.serial = r.id
            where h.scope = 'serial' and h.lifted_at is null and 'allocate' = any (h.blocks)
              and r.bucket = any ($1::bigint[])`,
    values: [plainArray([...new Set(numbered)])],
  })
  return Map.groupBy(rows, ({ bucket }) => bucket)
}
