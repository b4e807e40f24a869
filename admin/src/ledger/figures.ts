import { sumQuantities } from '../pieces/format.ts'
import { statusTint } from '../pieces/status-chip.tsx'
import type { StowPart } from '../pieces/stow-bar.tsx'
import { say } from '../words/say.ts'
import type { Figures } from './rows.ts'

/** Sums figures exactly; a figure that is unknown in one row is unknown in the sum. */
export function figuresOf(rows: readonly Figures[]): Figures {
  return {
    onHand: sumQuantities(rows.map((row) => row.onHand)),
    allocated: sumKnown(rows.map((row) => row.allocated)),
    unallocated: sumKnown(rows.map((row) => row.unallocated)),
    held: sumQuantities(rows.map((row) => row.held)),
    available: sumKnown(rows.map((row) => row.available)),
  }
}

/** What a quantity on hand is made of: available, allocated, on hold, in transit, and the rest by status. */
export function partsOf(rows: readonly (Figures & { readonly status: string })[]): StowPart[] {
  const sum = figuresOf(rows)
  if (sum.available === null || sum.allocated === null) return byWord(rows, statusOf, (row) => row.onHand)
  const kept = byWord(rows, whyKept, (row) =>
    sumQuantities([row.onHand, -(row.allocated ?? 0), -(row.available ?? 0)]),
  )
  return [
    { word: say('available'), tint: 'available', quantity: sum.available },
    { word: say('allocated'), tint: 'allocated', quantity: sum.allocated },
    ...kept,
  ]
}

const statusOf = ({ status }: { readonly status: string }) => status
const tints: Readonly<Record<string, string>> = { 'on hold': 'hold', 'in transit': 'transit' }

/** Why what is neither available nor allocated is kept back. */
function whyKept({ status, held }: Figures & { readonly status: string }): string {
  if (status !== 'unrestricted') return status
  return held === 0 ? say('in transit') : say('on hold')
}

function byWord<Row>(
  rows: readonly Row[],
  wordOf: (row: Row) => string,
  pick: (row: Row) => number,
): StowPart[] {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(wordOf(row), sumQuantities([sums.get(wordOf(row)) ?? 0, pick(row)]))
  return [...sums].map(([word, quantity]) => ({ word, tint: tints[word] ?? statusTint(word), quantity }))
}

function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === values.length ? sumQuantities(known) : null
}
