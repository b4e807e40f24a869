import { createHash } from 'node:crypto'
import { refuse } from '@stowage/sdk'

const MAXIMUM_DEPTH = 50
const MAXIMUM_LENGTH = 256 * 1024

/**
 * Writes a value so that equal ones are written equally (RFC 8785): members sorted, numbers and text as
 * ECMAScript writes them. Written by hand because libraries drop what JSON does not know; of what is
 * signed nothing may be dropped.
 * @throws `host.sign_content_invalid`
 */
export function canonicalJson(value: unknown): string {
  const text = write(value, 0)
  if (text.length > MAXIMUM_LENGTH) throw fault(`it is longer than ${MAXIMUM_LENGTH} characters`)
  return text
}

/** SHA-256 of a canonical text, in hexadecimal digits. */
export function hashOf(canonical: string): string {
  return createHash('sha256').update(canonical, 'utf8').digest('hex')
}

function write(value: unknown, depth: number): string {
  if (depth > MAXIMUM_DEPTH) throw fault(`it is deeper than ${MAXIMUM_DEPTH} levels`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw fault(`it holds the number ${value}`)
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw fault('it holds half a character')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${Array.from(value, (one) => write(one, depth + 1)).join(',')}]`
  if (typeof value !== 'object' || !isPlain(value)) throw fault(`it holds a ${kindOf(value)}`)
  const members = Object.keys(value)
    .sort()
    .map((name) => `${write(name, depth)}:${write((value as Record<string, unknown>)[name], depth + 1)}`)
  return `{${members.join(',')}}`
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function kindOf(value: unknown): string {
  return typeof value === 'object' ? (value?.constructor?.name ?? 'thing') : typeof value
}

function fault(problem: string): Error {
  return refuse('host.sign_content_invalid', { problem })
}
