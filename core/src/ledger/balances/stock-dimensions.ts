import { refuse } from '@stowage/sdk'
import type { ListQuery } from '../../http/list/list-declaration.ts'

interface DimensionSql {
  /** The column of the balance. */
  readonly column: string
  /** What brings the names, once the sums are made. */
  readonly join: string
  /** The columns that tell it; the first one names it in a key. */
  readonly tells: readonly string[]
}

/** The dimensions that stock is summed by. */
export const DIMENSIONS = {
  item: {
    column: 'item',
    // The limit keeps it a look-up by key: joined, the sums of a thousand items read all that there are.
    join: 'left join lateral (select * from items.item x where x.id = z.item limit 1) i on true',
    tells: ['i.id as item_id', 'i.sku', 'i.name as item_name', 'i.base_unit'],
  },
  site: {
    column: 'site',
    join: 'left join locations.site s on s.no = z.site',
    tells: ['s.id as site_id', 's.code as site_code'],
  },
  location: {
    column: 'location',
    join: 'left join locations.location l on l.id = z.location',
    tells: ['l.id as location_id', 'l.code as location_code'],
  },
  owner: {
    column: 'owner',
    join: 'left join access.owner o on o.no = z.owner',
    tells: ['o.id as owner_id', 'o.name as owner_name'],
  },
  status: {
    column: 'status',
    join: 'left join ledger.status t on t.no = z.status',
    tells: ['t.name as status'],
  },
  lot: {
    column: 'lot',
    join: 'left join items.lot n on n.id = z.lot',
    tells: ['n.id as lot_id', 'n.name as lot_name'],
  },
  handlingUnit: {
    column: 'handling_unit',
    join: 'left join locations.handling_unit u on u.id = z.handling_unit',
    tells: ['u.id as unit_id', 'u.code as unit_code'],
  },
} as const satisfies Record<string, DimensionSql>
/** One of them. */
export type Dimension = keyof typeof DIMENSIONS

/** Their names as a pattern: `item|site|…`. */
export const DIMENSION_WORDS = Object.keys(DIMENSIONS).join('|')

/**
 * The dimensions that a query asks to sum by.
 * @throws `ledger.dimension_twice`
 */
export function dimensionsOf({ by }: ListQuery): Dimension[] {
  const chosen = String(by).split(',') as Dimension[]
  if (new Set(chosen).size !== chosen.length) throw refuse('ledger.dimension_twice', { by }, '#by')
  return chosen
}

/** The columns that tell all dimensions: named where they were chosen, null where not. */
export function tellingColumns(chosen: readonly Dimension[]): string[] {
  return (Object.keys(DIMENSIONS) as Dimension[]).flatMap((dimension) =>
    chosen.includes(dimension)
      ? [...DIMENSIONS[dimension].tells]
      : DIMENSIONS[dimension].tells.map(nullColumn),
  )
}

/** What names one group among all: the ids of its dimensions. */
export function keySql(chosen: readonly Dimension[]): string {
  const ids = chosen.map((dimension) => `coalesce(${idColumn(dimension)}::text, '')`)
  return `concat_ws('|', ${ids.join(', ')})`
}

/** The column that a dimension's id is read from. */
export function idColumn(dimension: Dimension): string {
  return DIMENSIONS[dimension].tells[0].split(' as ')[0]!
}

function nullColumn(name: string): string {
  const alias = name.includes(' as ') ? name.split(' as ')[1]! : name.split('.')[1]!
  return `null::${alias.endsWith('_id') ? 'uuid' : 'text'} as ${alias}`
}
