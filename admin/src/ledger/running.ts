import { sumQuantities } from '../pieces/format.ts'
import type { LineRow } from './rows.ts'

/**
 * The balance after each line, newest first, going back from the figure as it stands.
 * @param figure what is there after the first of the lines
 */
export function runningBalances(lines: readonly LineRow[], figure: number): number[] {
  const balances: number[] = []
  let after = figure
  for (const line of lines) {
    balances.push(after)
    after = sumQuantities([after, -line.change])
  }
  return balances
}

/** The balance that the ledger wrote beside a line of one bucket. */
export function balanceAfter(line: LineRow): number | null {
  return line.change > 0 ? line.toAfter : line.fromAfter
}
