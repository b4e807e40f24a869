import type { Database } from '../../database/database.ts'

const SWEPT_MAX = 20_000
const SWEEPS_MAX = 5_000

/**
 * Forgets events that are older than this and that every subscriber has behind it.
 * @returns how many
 */
export async function sweepEvents({ background }: Database, olderThanDays = 30): Promise<number> {
  let swept = 0
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep += 1) {
    const { rows } = await background.raw<{ rows: { swept: number }[] }>(
      "select host.sweep_events(? * interval '1 day', ?) as swept",
      [olderThanDays, SWEPT_MAX],
    )
    swept += rows[0]!.swept
    if (rows[0]!.swept < SWEPT_MAX) break
  }
  return swept
}
