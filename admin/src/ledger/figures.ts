import { sumQuantities } from '../pieces/format.ts'
import { statusTint } from '../pieces/status-chip.tsx'
import type { StowPart } from '../pieces/stow-bar.tsx'
import type { Figures } from './rows.ts'

/** Sums figures exactly; a figure that is unknown in one row is unknown in the sum. */
export function figuresOf(rows: readonly Figures[]): Figures {
  return {
    onHand: sumQuantities(rows.map((row) => row.onHand)),
    allocated: sumKnown(rows.map((row) => row.allocated)),
    available: sumKnown(rows.map((row) => row.available)),
  }
}

/** What a quantity on hand is made of: available, allocated, and the rest by status. */
export function partsOf(rows: readonly (Figures & { readonly status: string })[]): StowPart[] {
  const sum = figuresOf(rows)
  if (sum.available === null || sum.allocated === null) return byStatus(rows, (row) => row.onHand)
  const kept = byStatus(rows, (row) =>
    sumQuantities([row.onHand, -(row.allocated ?? 0), -(row.available ?? 0)]),
  )
  return [
    { word: 'available', tint: 'available', quantity: sum.available },
    { word: 'allocated', tint: 'allocated', quantity: sum.allocated },
    ...kept.map((part) =>
      part.word === 'unrestricted' ? { ...part, word: 'in transit', tint: 'transit' } : part,
    ),
  ]
}

function byStatus<Row extends { readonly status: string }>(
  rows: readonly Row[],
  pick: (row: Row) => number,
): StowPart[] {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(row.status, sumQuantities([sums.get(row.status) ?? 0, pick(row)]))
  return [...sums].map(([status, quantity]) => ({ word: status, tint: statusTint(status), quantity }))
}

function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === values.length ? sumQuantities(known) : null
}
