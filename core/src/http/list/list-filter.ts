import { PERMISSION } from '@stowage/sdk'
import { type TSchema, Type } from 'typebox'
import { isDay, isInstant, isUuid } from '../formats.ts'
import { InvalidInput } from '../validation.ts'
import type { ListOperator, ListQuery } from './list-declaration.ts'
import { type Condition, castOf, escaped } from './list-order.ts'
import type { ShapedField } from './list-shape.ts'

const MAX_TEXT = 200
const MAX_IN = 200

/** A query parameter and the condition that it makes. */
export interface ListFilter {
  readonly parameter: string
  readonly schema: TSchema
  /** What it takes to filter by this. */
  readonly permission?: string
  conditionOf(value: string | number | boolean): Condition
}

/** All filters of a list's fields. */
export function filtersOf(fields: readonly ShapedField[]): ListFilter[] {
  return fields.flatMap((field) =>
    field.operators.map((operator) => restricted(field, filterOf(field, operator))),
  )
}

/** The description names the permission as well, so that screens know it. */
function restricted({ permission }: ShapedField, filter: ListFilter): ListFilter {
  if (permission === undefined) return filter
  return { ...filter, permission, schema: { ...filter.schema, [PERMISSION]: permission } }
}

function filterOf(field: ShapedField, operator: ListOperator): ListFilter {
  const parameter = operator === 'eq' ? field.parameter : `${field.parameter}[${operator}]`
  const column = escaped(field.column)
  const cast = castOf(field.type)
  switch (operator) {
    case 'isNull':
      return {
        parameter,
        schema: Type.Boolean({ description: `Whether ${field.parameter} is empty` }),
        conditionOf: (value) => ({ sql: `${column} is ${value ? '' : 'not '}null`, bindings: [] }),
      }
    case 'in':
      return {
        parameter,
        schema: Type.String({
          minLength: 1,
          maxLength: 8_000,
          description: 'Any of these, with commas between',
        }),
        conditionOf(value) {
          const values = splitValues(field, parameter, String(value))
          return { sql: `${column} in (${values.map(() => `?${cast}`).join(', ')})`, bindings: values }
        },
      }
    case 'has':
      return {
        parameter,
        schema: Type.String({ minLength: 1, maxLength: MAX_TEXT, description: 'This is one of them' }),
        conditionOf: (value) => ({
          sql: `${column} @> ?${cast}`,
          bindings: [JSON.stringify([String(value)])],
        }),
      }
    case 'contains':
    case 'startsWith': {
      const [comparison, before] = operator === 'contains' ? ['ilike', '%'] : ['like', '']
      const description =
        operator === 'contains' ? 'Anywhere in it, in any case' : 'At its beginning, case as written'
      return {
        parameter,
        schema: Type.String({ minLength: 1, maxLength: MAX_TEXT, description }),
        conditionOf: (value) => ({
          sql: `${column} ${comparison} ?`,
          bindings: [`${before}${literalInLike(String(value))}%`],
        }),
      }
    }
    default:
      return {
        parameter,
        schema: valueSchema(field, operator),
        conditionOf: (value) => ({ sql: `${column} ${COMPARISONS[operator]} ?${cast}`, bindings: [value] }),
      }
  }
}

const COMPARISONS = { eq: '=', gte: '>=', gt: '>', lte: '<=', lt: '<' } as const

function valueSchema({ type, parameter }: ShapedField, operator: keyof typeof COMPARISONS): TSchema {
  const description = `${parameter} ${COMPARISONS[operator]} this`
  switch (type) {
    case 'number':
      return Type.Number({ description })
    case 'integer':
      return Type.Integer({
        description,
        minimum: -Number.MAX_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
      })
    case 'boolean':
      return Type.Boolean({ description })
    case 'string':
      return Type.String({ description, maxLength: MAX_TEXT })
    default:
      return Type.String({ description, format: type })
  }
}

const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  number: (text) => /^-?\d{1,15}(\.\d{1,15})?$/.test(text),
  integer: (text) => /^-?\d{1,15}$/.test(text),
  uuid: isUuid,
  date: isDay,
  'date-time': isInstant,
}

/** @throws InvalidInput when one of the values is not of the field's type, or there are too many */
function splitValues({ type }: ShapedField, parameter: string, text: string): string[] {
  const values = text.split(',')
  const bad = values.find((value) => FORMS[type]?.(value) === false)
  if (bad === undefined && values.length <= MAX_IN) return values
  const detail =
    bad === undefined
      ? `${MAX_IN} values are the most.`
      : `"${bad.slice(0, MAX_TEXT)}" is not of the type ${type}.`
  throw new InvalidInput('querystring', [
    { pointer: `#${parameter}`, code: 'http.wrong_value', detail, value: bad },
  ])
}

/** Takes the wild cards' meaning away. */
export function literalInLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** The conditions of a request's query. */
export function conditionsOf(filters: ReadonlyMap<string, ListFilter>, query: ListQuery): Condition[] {
  const conditions: Condition[] = []
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    const filter = filters.get(name)
    if (filter !== undefined) conditions.push(filter.conditionOf(value))
  }
  return conditions
}
