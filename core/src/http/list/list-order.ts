import { InvalidInput } from '../validation.ts'
import type { ListShape, OrderTerm } from './list-shape.ts'

const MAX_TERMS = 4

/** A complete order: what was asked for, and then the key, so that no two rows stand in the same place. */
export interface ListOrder {
  /** As it was asked for; a cursor is only good for the same. */
  readonly text: string
  readonly terms: readonly OrderTerm[]
}

/**
 * Reads `-createdAt,sku`.
 * @throws InvalidInput for a field that is not declared as sortable
 */
export function readOrder(shape: ListShape, text: string): ListOrder {
  const terms = text.split(',').map((word) => {
    const isDescending = word.startsWith('-')
    const field = shape.sortable.get(isDescending ? word.slice(1) : word)
    if (field === undefined) throw badSort(shape, text, `"${word}" is nothing to sort by`)
    const { column, type, isNullable, name } = field
    return { column, type, isNullable, isDescending, alias: name }
  })
  if (terms.length > MAX_TERMS) throw badSort(shape, text, `${MAX_TERMS} fields are the most`)
  if (new Set(terms.map(({ column }) => column)).size < terms.length) {
    throw badSort(shape, text, 'a field stands there twice')
  }
  const { isDescending } = terms.at(-1)!
  for (const term of shape.key) {
    if (!terms.some(({ column }) => column === term.column)) terms.push({ ...term, isDescending })
  }
  return { text, terms }
}

function badSort(shape: ListShape, value: string, problem: string): InvalidInput {
  const detail =
    `${problem[0]!.toUpperCase()}${problem.slice(1)}; there are: ` +
    `${[...shape.sortable.keys()].join(', ')}.`
  return new InvalidInput('querystring', [{ pointer: '#sort', code: 'http.wrong_value', detail, value }])
}

/**
 * The ORDER BY. Null is the highest value, as PostgreSQL has it, so that plain indexes serve both directions.
 */
export function orderSql({ terms }: ListOrder): string {
  return terms
    .map(({ column, isDescending }) => `${escaped(column)}${isDescending ? ' desc' : ''}`)
    .join(', ')
}

/** A condition with its bindings. */
export interface Condition {
  readonly sql: string
  readonly bindings: readonly (string | number | boolean | readonly string[])[]
}

type Value = string | number | boolean | null

/**
 * The rows that stand after the given values. Where all terms run one way and none is null it is one row
 * comparison, which an index on the terms answers from the place on; else a range on the first term, which an
 * index can also begin at, with the finer order inside.
 */
export function afterSql({ terms }: ListOrder, values: readonly Value[]): Condition {
  const isUniform = terms.every(
    ({ isNullable, isDescending }) => !isNullable && isDescending === terms[0]!.isDescending,
  )
  if (isUniform) {
    const columns = terms.map(({ column }) => escaped(column)).join(', ')
    const places = terms.map(({ type }) => `?${castOf(type)}`).join(', ')
    const comparison = terms[0]!.isDescending ? '<' : '>'
    return {
      sql: `(${columns}) ${comparison} (${places})`,
      bindings: values as (string | number | boolean)[],
    }
  }
  let condition = strictlyAfter(terms.at(-1)!, values.at(-1)!)
  for (let place = terms.length - 2; place >= 0; place -= 1) {
    const term = terms[place]!
    const value = values[place]!
    condition = or(strictlyAfter(term, value), and(sameAs(term, value), condition))
    if (place === 0) condition = and(notBefore(term, value), condition)
  }
  return condition
}

function strictlyAfter({ column, type, isNullable, isDescending }: OrderTerm, value: Value): Condition {
  const name = escaped(column)
  if (value === null) return { sql: isDescending ? `${name} is not null` : 'false', bindings: [] }
  if (isDescending) return { sql: `${name} < ?${castOf(type)}`, bindings: [value] }
  const after = `${name} > ?${castOf(type)}`
  return { sql: isNullable ? `(${after} or ${name} is null)` : after, bindings: [value] }
}

function sameAs({ column, type }: OrderTerm, value: Value): Condition {
  if (value === null) return { sql: `${escaped(column)} is null`, bindings: [] }
  return { sql: `${escaped(column)} = ?${castOf(type)}`, bindings: [value] }
}

/** Says nothing new, but an index can begin here. */
function notBefore({ column, type, isNullable, isDescending }: OrderTerm, value: Value): Condition {
  if (value === null || (isNullable && !isDescending)) return { sql: 'true', bindings: [] }
  return { sql: `${escaped(column)} ${isDescending ? '<=' : '>='} ?${castOf(type)}`, bindings: [value] }
}

function and(one: Condition, other: Condition): Condition {
  return { sql: `(${one.sql} and ${other.sql})`, bindings: [...one.bindings, ...other.bindings] }
}

function or(one: Condition, other: Condition): Condition {
  return { sql: `(${one.sql} or ${other.sql})`, bindings: [...one.bindings, ...other.bindings] }
}

/** The type that a bound value is given, so that the column's own index serves the comparison. */
export function castOf(type: OrderTerm['type']): string {
  return CASTS[type]
}

const CASTS: Readonly<Record<OrderTerm['type'], string>> = {
  string: '::text',
  number: '::numeric',
  integer: '::bigint',
  uuid: '::uuid',
  boolean: '::boolean',
  date: '::date',
  'date-time': '::timestamptz',
  texts: '::jsonb',
  json: '::jsonb',
}

/** In knex, a bare question mark is a binding. */
export function escaped(column: string): string {
  return column.replaceAll('?', '\\?')
}
