import type { TObject } from 'typebox'
import type { ListDeclaration, ListField, ListFieldType, ListOperator } from './list-declaration.ts'
import { mayBeNullAt, permissionAt } from './row-schema.ts'

/** A field as the compiler sees it. */
export interface ShapedField extends ListField {
  readonly name: string
  /** Its name in queries. */
  readonly parameter: string
  readonly operators: readonly ListOperator[]
  readonly isNullable: boolean
  /** What it takes to see it, to filter and to sort by it. */
  readonly permission?: string
}

/** A part of an order: an expression with its values' type. */
export interface OrderTerm {
  readonly column: string
  readonly type: ListFieldType
  readonly isNullable: boolean
  readonly isDescending: boolean
  /** Under which name the row has the value. */
  readonly alias: string
}

/** A list's declaration, looked through once. */
export interface ListShape {
  readonly fields: readonly ShapedField[]
  readonly sortable: ReadonlyMap<string, ShapedField>
  /** The terms that name a row, ascending. */
  readonly key: readonly OrderTerm[]
  readonly selected: string
}

const OPERATORS: Readonly<Record<ListFieldType, readonly ListOperator[]>> = {
  string: ['eq', 'in', 'contains', 'startsWith', 'isNull'],
  number: ['eq', 'gte', 'gt', 'lte', 'lt', 'in', 'isNull'],
  integer: ['eq', 'gte', 'gt', 'lte', 'lt', 'in', 'isNull'],
  uuid: ['eq', 'in', 'isNull'],
  boolean: ['eq', 'isNull'],
  date: ['eq', 'gte', 'gt', 'lte', 'lt', 'in', 'isNull'],
  'date-time': ['eq', 'gte', 'gt', 'lte', 'lt', 'in', 'isNull'],
  texts: ['has', 'isNull'],
  json: ['isNull'],
}

/** What stands in every list's query beside its fields. */
const OWN_PARAMETERS = ['limit', 'cursor', 'sort', 'count', 'format', 'q']

const FIELD_NAME = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9-]*){0,3}$/

/**
 * Looks a declaration through once, when its module is loaded.
 * @throws Error for a mistake in the declaration, which is the developer's
 */
export function shapeOf(list: ListDeclaration): ListShape {
  const named = [list.key].flat()
  const fields = Object.entries(list.fields).map(([name, field]) =>
    shapeField(name, named.length === 1 ? askedByKey(field, named[0]!) : field, list.row),
  )
  checkRow(list.row, fields)
  const key = named.map((column, place) => keyTerm(column, place, fields))
  const columns = [
    ...fields.map(({ column, name }) => selection(column, name)),
    ...key.map(({ column, alias }) => selection(column, alias)),
  ]
  return {
    fields,
    sortable: new Map(fields.filter(({ sort }) => sort).map((field) => [field.parameter, field])),
    key,
    selected: columns.join(', '),
  }
}

/** What names a row is always asked for by name: so do files and changes of rows that somebody chose. */
function askedByKey(field: ListField, key: string): ListField {
  const { column, type, filter = [] } = field
  const isAsked = filter === true || filter.includes('in') || !OPERATORS[type].includes('in')
  return column !== key || isAsked ? field : { ...field, filter: [...filter, 'in'] }
}

function shapeField(name: string, field: ListField, row: TObject): ShapedField {
  if (!FIELD_NAME.test(name)) throw new Error(`the list field "${name}" is not in camelCase`)
  const { filter, hidden, parameter = name } = field
  if (OWN_PARAMETERS.includes(parameter)) {
    throw new Error(`the list field "${name}" needs another "parameter": "${parameter}" is the list's own`)
  }
  const operators = filter === true ? OPERATORS[field.type] : (filter ?? [])
  const alien = operators.find((operator) => !OPERATORS[field.type].includes(operator))
  if (alien !== undefined)
    throw new Error(`the list field "${name}" (${field.type}) has no operator ${alien}`)
  if ((field.type === 'json' || field.type === 'texts') && field.sort)
    throw new Error(`the list field "${name}" (${field.type}) has no order`)
  const isNullable = hidden?.nullable ?? mayBeNullAt(row, name)
  const permission = permissionAt(row, name)
  return { ...field, name, parameter, operators, isNullable, ...(permission && { permission }) }
}

function keyTerm(column: string, place: number, fields: readonly ShapedField[]): OrderTerm {
  const field = fields.find((one) => one.column === column)
  return {
    column,
    type: field?.type ?? 'uuid',
    isNullable: field?.isNullable ?? false,
    isDescending: false,
    alias: `$key${place}`,
  }
}

/** In knex, a bare question mark is a binding. */
function selection(column: string, alias: string): string {
  return `${column.replaceAll('?', '\\?')} as "${alias}"`
}

function checkRow(row: TObject, fields: readonly ShapedField[]): void {
  const heads = new Set(fields.filter(({ hidden }) => !hidden).map(({ name }) => name.split('.')[0]!))
  const properties = Object.keys(row.properties)
  const missing = properties.find((property) => !heads.has(property))
  if (missing !== undefined) throw new Error(`the list's row has "${missing}", for which there is no field`)
  const surplus = [...heads].find((head) => !properties.includes(head))
  if (surplus !== undefined) throw new Error(`the list's field "${surplus}" does not stand in its row`)
}
