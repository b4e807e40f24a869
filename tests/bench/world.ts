/** The stock that every candidate works on: each item lies in each bin, so that there are as many balances as the baseline has. */
export interface World {
  readonly items: readonly string[]
  readonly bins: readonly string[]
}

export const worldSize = { items: 1000, bins: 100, onHand: 100_000 }

/** A movement as the API takes it: one piece of a random item from one random bin to another. */
export function randomTransfer(world: World): object {
  const { items, bins } = world
  const item = items[Math.floor(Math.random() * items.length)]!
  const from = Math.floor(Math.random() * bins.length)
  const to = (from + 1 + Math.floor(Math.random() * (bins.length - 1))) % bins.length
  return {
    kind: 'transfer',
    lines: [{ item, quantity: 1, from: { location: bins[from]! }, to: { location: bins[to]! } }],
  }
}
