import type { Database } from '../../database/database.ts'

const AT_ONCE = 10_000
const ROUNDS_MAX = 1_000

/**
 * Forgets decisions after ninety days, unless something refers to them.
 * @returns how many
 */
export async function sweepDecisions({ appAll }: Database, olderThan = '90 days'): Promise<number> {
  let total = 0
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const { rows } = await appAll.raw<{ rows: { swept: number }[] }>(
      'select host.sweep_decisions(?::interval, ?) as swept',
      [olderThan, AT_ONCE],
    )
    total += rows[0]!.swept
    if (rows[0]!.swept < AT_ONCE) break
  }
  return total
}
