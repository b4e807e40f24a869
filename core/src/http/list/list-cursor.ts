import { refuse } from '@stowage/sdk'
import { isDay, isInstant, isUuid } from '../formats.ts'
import type { ListFieldType } from './list-declaration.ts'
import type { ListOrder } from './list-order.ts'

type Value = string | number | boolean | null

const MAX_LENGTH = 2_000

/** Writes the place of a row in an order as one opaque word. */
export function writeCursor({ text, terms }: ListOrder, row: Readonly<Record<string, unknown>>): string {
  const values = terms.map(({ alias }) => row[alias] ?? null)
  return Buffer.from(JSON.stringify([text, ...values])).toString('base64url')
}

/**
 * Reads a cursor back. Whatever stands in it is held against the types of the order, because anybody can
 * write one; its values are only ever bound.
 * @throws DomainError `http.cursor_invalid`
 */
export function readCursor({ text, terms }: ListOrder, cursor: string): Value[] {
  const [madeFor, ...values] = parse(cursor)
  const fits =
    madeFor === text &&
    values.length === terms.length &&
    terms.every(({ type, isNullable }, place) =>
      values[place] === null ? isNullable : isOfType(type, values[place]),
    )
  if (!fits) throw refuse('http.cursor_invalid', {}, '#cursor')
  return values as Value[]
}

function parse(cursor: string): unknown[] {
  if (cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) return []
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

function isOfType(type: ListFieldType, value: unknown): boolean {
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (type === 'integer') return Number.isSafeInteger(value)
  if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) return false
  if (type === 'uuid') return isUuid(value)
  if (type === 'date') return isDay(value)
  return type === 'date-time' ? isInstant(value) || /^-?infinity$/.test(value) : true
}
