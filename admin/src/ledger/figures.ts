import { sumQuantities } from '../pieces/format.ts'
import { statusTint, statusWord } from '../pieces/status-chip.tsx'
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
  if (sum.available === null || sum.allocated === null) return byKind(rows, statusOf, (row) => row.onHand)
  const kept = byKind(rows, whyKept, (row) =>
    sumQuantities([row.onHand, -(row.allocated ?? 0), -(row.available ?? 0)]),
  )
  return [
    { word: say('available'), tint: 'available', quantity: sum.available },
    { word: say('allocated'), tint: 'allocated', quantity: sum.allocated },
    ...kept,
  ]
}

const statusOf = ({ status }: { readonly status: string }) => status

/** Why what is neither available nor allocated is kept back: its status, a hold, or its way. */
function whyKept({ status, held }: Figures & { readonly status: string }): string {
  if (status !== 'unrestricted') return status
  return held === 0 ? 'transit' : 'hold'
}

function byKind<Row>(
  rows: readonly Row[],
  kindOf: (row: Row) => string,
  pick: (row: Row) => number,
): StowPart[] {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(kindOf(row), sumQuantities([sums.get(kindOf(row)) ?? 0, pick(row)]))
  return [...sums].map(([kind, quantity]) => ({ word: kindWord(kind), tint: statusTint(kind), quantity }))
}

function kindWord(kind: string): string {
  if (kind === 'hold') return say('on hold')
  return kind === 'transit' ? say('in transit') : statusWord(kind)
}

function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === values.length ? sumQuantities(known) : null
}
