import type { DraftMovement, Guard } from '@stowage/sdk'

/** How much of an item may leave at once. */
export interface Limit {
  readonly largest: number
  readonly sku: string
}

/** Limits by item. */
export type Limits = ReadonlyMap<string, Limit>

/** Refuses to let more of an item leave at once than its limit says. */
export const limitGuard: Guard<Limits> = {
  /** Once for all movements that are posted together. */
  async load(movements, read) {
    const items = [
      ...new Set(movements.filter(isIssue).flatMap(({ lines }) => lines.map(({ item }) => item))),
    ]
    if (items.length === 0) return new Map()
    const rows = await read.query<{ item: string; largest: number; sku: string }>(
      `select l.item, l.largest, i.sku from "sample"."limit" l join stock.item i on i.id = l.item
        where l.item = any ($1::uuid[])`,
      [items],
    )
    return new Map(rows.map((row) => [row.item, row]))
  },
  /** Pure: movement by movement, in the order in which they came. */
  judge(movement, _sides, limits) {
    if (!isIssue(movement)) return undefined
    for (const [item, asked] of sums(movement)) {
      const limit = limits.get(item)
      if (limit !== undefined && asked > limit.largest) {
        return { code: 'sample.over_limit', facts: { sku: limit.sku, largest: limit.largest, asked } }
      }
    }
    return undefined
  },
}

function isIssue({ kind }: DraftMovement): boolean {
  return kind === 'issue'
}

function sums({ lines }: DraftMovement): Map<string, number> {
  const asked = new Map<string, number>()
  for (const { item, quantity } of lines) asked.set(item, (asked.get(item) ?? 0) + quantity)
  return asked
}
