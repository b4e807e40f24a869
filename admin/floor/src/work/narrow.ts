import type { Balance, Lookup, Match } from './lookup.ts'

/** Those of the balances that a further scan speaks of; none where it speaks of something else. */
export function narrowed(rows: readonly Balance[], { matches }: Lookup): readonly Balance[] {
  return rows.filter((row) => matches.some((match) => speaksOf(match, row)))
}

/** A scanned package, or a label with a count, says how much, whatever else chose the balance. */
export function packageOf({ matches }: Lookup): Match | undefined {
  return matches.find(({ level, count = 1 }) => level !== null || count > 1)
}

function speaksOf({ kind, id, item, location, balances }: Match, row: Balance): boolean {
  switch (kind) {
    case 'item':
    case 'packaging_level':
      return row.item.id === item
    case 'lot':
      return row.lot?.id === id
    case 'handling_unit':
      return row.handlingUnit?.id === id
    case 'location':
      return row.location.path === location?.path || row.location.path.startsWith(`${location?.path}/`)
    case 'serial':
      return balances.some(({ bucket }) => bucket === row.bucket)
  }
}
