import type { Transaction } from '@stowage/sdk'
import { inOrder } from './line-arithmetic.ts'
import type { Snapshot } from './snapshot.ts'

/** A month of lines. */
interface Month {
  readonly since: string
  readonly until: string
  /**
   * Whether it is over for so long that all of it was looked at line by line before, and was sealed since.
   */
  readonly isClosed: boolean
}

/**
 * How a bucket stood, as one number: of two that differ, the numbers do. They can be added up over all
 * months.
 */
const standing = (bucket: string, version: string, figure: string) =>
  `hash_numeric_extended(${figure}, hashint8extended(${bucket}, ${version}))`

/** Where lines left buckets, less where they found them. A side that keeps no balance counts for nothing. */
const LEFT_LESS_FOUND = `
  select (coalesce(sum(${standing('from_bucket', 'from_version', 'from_after')}), 0)
        - coalesce(sum(${standing('from_bucket', 'from_version - 1', 'from_after + quantity')}), 0)
        + coalesce(sum(${standing('to_bucket', 'to_version', 'to_after')}), 0)
        - coalesce(sum(${standing('to_bucket', 'to_version - 1', 'to_after - quantity')}), 0))::text as moved
    from ledger.line where at >= :since and at < :until`

/**
 * Where the balances stand, less nothing at version 0, where each bucket begins. One that was swept left
 * nothing.
 */
const STAND_LESS_BEGINNING = `
  select (coalesce(sum(${standing('bucket', 'version', 'on_hand')}), 0)
        - coalesce(sum(${standing('bucket', '0', '0')}), 0))::text as moved
    from (select bucket, version, on_hand from ledger.balance where version > 0
          union all select bucket, version, 0 from ledger.swept) s`

/**
 * Proves that on every line after = before ± quantity with dense versions, and that every balance is what its
 * last line left. What a line left in a bucket, the next one found there, or it is the balance: so all that
 * was left and all that was found are the same, and the sums of their 64-bit hashes are. That takes one
 * reading of the lines and no sorting: 0.8 µs a line, where comparing each line with the one before took 7.5.
 * Whether instants rise and lateness is told rightly is compared line by line in the months that are still
 * open.
 * @returns whether all of it holds; what does not is named by the invariants' own queries
 */
export async function proveBalances(snapshot: Snapshot, months: readonly Month[]): Promise<boolean> {
  let difference = 0n
  let isInOrder = true
  await snapshot.all([
    async (trx) => {
      const { rows } = await trx.raw<{ rows: { moved: string }[] }>(STAND_LESS_BEGINNING)
      difference -= BigInt(rows[0]!.moved)
    },
    ...months.map((month) => async (trx: Transaction) => {
      const { since, until } = month
      const { rows } = await trx.raw<{ rows: { moved: string }[] }>(LEFT_LESS_FOUND, { since, until })
      difference += BigInt(rows[0]!.moved)
    }),
    ...months
      .filter(({ isClosed }) => !isClosed)
      .map(({ since, until }) => async (trx: Transaction) => {
        const { rows } = await trx.raw(inOrder, { since, until })
        if (rows.length > 0) isInOrder = false
      }),
  ])
  return difference === 0n && isInOrder
}

/** The months that have a partition. */
export async function monthsOf(trx: Transaction): Promise<Month[]> {
  const { rows } = await trx.raw<{ rows: Month[] }>(
    `select m.since, m.since + interval '1 month' as until,
           m.since + interval '2 months' < now() as "isClosed"
       from pg_inherits i join pg_class c on c.oid = i.inhrelid
       cross join lateral (select to_timestamp(right(c.relname, 7) || ' UTC', 'YYYY_MM') as since) m
      where i.inhparent = 'ledger.line'::regclass and c.relname ~ '^line_\\d{4}_\\d\\d$' order by 1`,
  )
  return rows
}
