import { refuse } from '@stowage/sdk'
import { NIL_ID } from '../../database/ids.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'

interface DimensionSql {
  /** The column of the balance. */
  readonly column: string
  /** The table of its members, and their column that the balance's is equal to. */
  readonly table: string
  readonly id: string
  /** The columns that tell a member; the first one is its id. */
  readonly tells: readonly string[]
  /** What members are put in order by. */
  readonly names: readonly string[]
  /** Whether a house has many of them: an item, and no site. */
  readonly isMany: boolean
}

/** The dimensions that stock is summed by. */
export const DIMENSIONS = {
  item: {
    column: 'item',
    table: 'items.item i',
    id: 'i.id',
    tells: ['i.id as item_id', 'i.sku', 'i.name as item_name', 'i.base_unit'],
    names: ['item.sku', 'item.name'],
    isMany: true,
  },
  site: {
    column: 'site',
    table: 'locations.site s',
    id: 's.no',
    tells: ['s.id as site_id', 's.code as site_code'],
    names: ['site.code'],
    isMany: false,
  },
  location: {
    column: 'location',
    table: 'locations.location l',
    id: 'l.id',
    tells: ['l.id as location_id', 'l.code as location_code'],
    names: ['location.code'],
    isMany: true,
  },
  owner: {
    column: 'owner',
    table: 'access.owner o',
    id: 'o.no',
    tells: ['o.id as owner_id', 'o.name as owner_name'],
    names: ['owner.name'],
    isMany: false,
  },
  status: {
    column: 'status',
    table: 'ledger.status t',
    id: 't.no',
    tells: ['t.name as status'],
    names: ['statusName'],
    isMany: false,
  },
  lot: {
    column: 'lot',
    table: 'items.lot n',
    id: 'n.id',
    tells: ['n.id as lot_id', 'n.name as lot_name'],
    names: ['lot.name'],
    isMany: true,
  },
  handlingUnit: {
    column: 'handling_unit',
    table: 'locations.handling_unit u',
    id: 'u.id',
    tells: ['u.id as unit_id', 'u.code as unit_code'],
    names: ['handlingUnit.code'],
    isMany: true,
  },
} as const satisfies Record<string, DimensionSql>
/** One of them. */
export type Dimension = keyof typeof DIMENSIONS

const ALL = Object.keys(DIMENSIONS) as readonly Dimension[]

/** Their names as a pattern: `item|site|…`. */
export const DIMENSION_WORDS = ALL.join('|')

/**
 * The dimensions that a query asks to sum by.
 * @throws `ledger.dimension_twice`
 */
export function dimensionsOf({ by }: ListQuery): Dimension[] {
  const chosen = String(by).split(',') as Dimension[]
  if (new Set(chosen).size !== chosen.length) throw refuse('ledger.dimension_twice', { by }, '#by')
  return chosen
}

/** The dimension whose members' names a field has: `item.sku` is an item's. */
export function dimensionNamedBy(field: string): Dimension | undefined {
  return ALL.find((dimension) => (DIMENSIONS[dimension].names as readonly string[]).includes(field))
}

/**
 * The columns that tell all dimensions of groups `z`: named where they were chosen, null where not.
 * @param isJoined whether a dimension's table is joined; else a member is looked up when its row is shown
 */
export function tellingColumns(
  chosen: readonly Dimension[],
  isJoined: (dimension: Dimension) => boolean,
): string[] {
  return ALL.flatMap((dimension) => {
    const { tells } = DIMENSIONS[dimension]
    if (!chosen.includes(dimension)) return tells.map(nullColumn)
    return isJoined(dimension) ? [...tells] : tells.map((column) => lookedUp(dimension, column))
  })
}

/**
 * Joins a dimension's members to groups `z`. Where there are many, each is looked up by its key: joined as
 * tables, the sums of a thousand items read all items that there are.
 */
export function joinOf(dimension: Dimension): string {
  const { table, id, column, isMany } = DIMENSIONS[dimension]
  const alias = table.split(' ')[1]
  return isMany
    ? `left join lateral (select * from ${table} where ${id} = z.${column} limit 1) ${alias} on true`
    : `left join ${table} on ${id} = z.${column}`
}

/** What names one group `z` among all: the ids of its dimensions. */
export function keySql(chosen: readonly Dimension[]): string {
  return `concat_ws('|', ${chosen.map((dimension) => `coalesce(${idSql(dimension)}, '')`).join(', ')})`
}

/** The id of a group's member, as text; null where it has none. Of dimensions with few it is joined. */
export function idSql(dimension: Dimension): string {
  const { column, isMany, tells } = DIMENSIONS[dimension]
  return isMany ? `nullif(z.${column}, '${NIL_ID}')::text` : `${tells[0].split(' as ')[0]}::text`
}

/** A lookup in the list of columns is made after the order and the limit, for the rows of a page alone. */
function lookedUp(dimension: Dimension, tell: string): string {
  const { table, id, column } = DIMENSIONS[dimension]
  const [expression] = tell.split(' as ')
  return `(select ${expression} from ${table} where ${id} = z.${column}) as ${aliasOf(tell)}`
}

function nullColumn(tell: string): string {
  const alias = aliasOf(tell)
  return `null::${alias.endsWith('_id') ? 'uuid' : 'text'} as ${alias}`
}

function aliasOf(tell: string): string {
  return tell.includes(' as ') ? tell.split(' as ')[1]! : tell.split('.')[1]!
}
