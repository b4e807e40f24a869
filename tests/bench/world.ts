import type { MovementInput } from '../../core/src/ledger/posting/command.ts'

/**
 * The stock that every candidate works on: each item lies in each bin, so that there are as many balances as
 * the baseline has.
 */
export interface World {
  readonly items: readonly string[]
  readonly bins: readonly string[]
}

export const worldSize = { items: 1000, bins: 100, onHand: 100_000 }

const rehearsedLines = 2_000

/** A movement as the API takes it: one piece of a random item from one random bin to another. */
export function randomTransfer(world: World): MovementInput {
  const { items, bins } = world
  const item = items[Math.floor(Math.random() * items.length)]!
  const from = Math.floor(Math.random() * bins.length)
  const to = (from + 1 + Math.floor(Math.random() * (bins.length - 1))) % bins.length
  return {
    kind: 'transfer',
    lines: [{ item, quantity: 1, from: { location: bins[from]! }, to: { location: bins[to]! } }],
  }
}

/**
 * Has every bucket of the world looked up once, by movements that are rolled back: a node that has run for a
 * day knows its buckets, and it is that day which is measured, not the first minute.
 */
export async function rehearseWorld(
  dryRun: (movements: readonly MovementInput[]) => Promise<unknown>,
  { items, bins }: World,
): Promise<void> {
  const outside = { location: '00000000-0000-7000-8000-000000000012' }
  const atOnce = Math.floor(rehearsedLines / bins.length)
  for (let from = 0; from < items.length; from += atOnce) {
    const movements = items.slice(from, from + atOnce).map((item) => ({
      kind: 'receipt',
      lines: bins.map((location) => ({ item, quantity: 1, from: outside, to: { location } })),
    }))
    await dryRun(movements)
  }
}
