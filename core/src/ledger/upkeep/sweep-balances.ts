import type { Database } from '../../database/database.ts'

/** A balance that stood empty for so long is swept away. */
const EMPTY_FOR = '7 days'
const SLICE = 10_000

/**
 * Takes away the balances that have stood empty for a week, slice by slice along their buckets. One that is
 * posted to again goes on from its bucket's last line.
 * @returns how many went
 */
export async function sweepBalances(
  { appAll }: Database,
  emptyFor = EMPTY_FOR,
  slice = SLICE,
): Promise<number> {
  let swept = 0
  for (let after = 0; ; ) {
    const { rows } = await appAll.raw<{ rows: { swept_count: number; next_bucket: number | null }[] }>(
      'select * from ledger.sweep_balances(?::interval, ?, ?)',
      [emptyFor, after, slice],
    )
    const { swept_count, next_bucket } = rows[0]!
    swept += swept_count
    if (next_bucket === null) return swept
    after = next_bucket
  }
}
