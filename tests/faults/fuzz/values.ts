import fc from 'fast-check'
import type { Schema } from './description.ts'
import { Fresh, Seen } from './wish.ts'

/*
 * Values that a schema takes. Where something of that name was seen in an answer it is often said again, so
 * that requests are about rows that are there, and use the words that the business uses.
 */

const DEPTH_MAX = 7
const FAR: unique symbol = Symbol('left out')

/** Texts that are allowed, and are still taken badly here and there. */
const ODD_TEXTS = [
  'Bolt M8',
  "Robert'); drop table items.item;--",
  '%_\\',
  '=HYPERLINK("http://evil.invalid")',
  '+1+1',
  '@sum',
  '^XZ~JR',
  '^FD\\&_5E',
  '<script>alert(1)</script>',
  'שלום ‮ مرحبا',
  'Z̷͑a̴l̸g̶o',
  '👩‍👩‍👧 𝒳',
  'ﬁﬀ İıſ ß',
  '\u0085\u2028\u200b',
  'a\r\nBcc: x@evil.invalid',
  'a\tb',
  '  ',
  '0',
  'null',
  '__proto__',
  'constructor',
  '{{7*7}}',
  '../../etc/passwd',
  'x'.repeat(200),
  '\u{10FFFF}',
  '\u0001',
  '\u001d01095011015300031',
]
const URLS = [
  'https://hooks.invalid/a',
  'http://127.0.0.1:9/',
  'https://[::ffff:127.0.0.1]/',
  'http://169.254.169.254/latest',
  'https://user:word@hooks.invalid/',
  'ftp://hooks.invalid/',
]
const EDGES = [0, 1, -1, 2, 3, 0.5, 0.000001, 1e-7, 999999999, 2147483647, 2147483648, 999999999.999999, 1e15]
const DAYS = [
  '2026-11-27',
  '2024-02-29',
  '0001-01-01',
  '9999-12-31',
  '1970-01-01',
  '1582-10-10',
  '2400-02-29',
]
const INSTANTS = [
  '2026-11-27T10:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999Z',
  '2024-02-29T23:59:59.999999-14:59',
  '0001-01-01T00:00:00+14:59',
  '9999-12-31T23:59:59.999999-14:59',
  '2026-03-29T02:30:00+01:00',
]

/** A value for the member or parameter of this name; `undefined` is never among them. */
export function valueFor(schema: Schema, name: string, depth = 0): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const branches = schema.anyOf ?? schema.oneOf
  if (branches !== undefined) {
    return fc.oneof(...branches.map((branch: Schema) => valueFor(branch, name, depth)))
  }
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      return textOf(schema, name)
    case 'integer':
      return numberOf(schema, name, true)
    case 'number':
      return numberOf(schema, name, false)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return listOf(schema, name, depth)
    case 'object':
      return recordOf(schema, depth)
    default:
      return fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.integer(), fc.boolean(), fc.constant(null))
  }
}

/** Values of several schemas by their names, where all that is not needed is left out now and then. */
export function someOf(
  members: readonly { readonly name: string; readonly schema: Schema; readonly isNeeded: boolean }[],
  { depth = 0, oneIn = 4 }: { readonly depth?: number; readonly oneIn?: number } = {},
): fc.Arbitrary<Record<string, unknown>> {
  const each = members.map(({ name, schema, isNeeded }) => {
    if (!isNeeded && depth >= DEPTH_MAX) return fc.constant(FAR)
    const value = valueFor(schema, name, depth + 1)
    if (isNeeded) return value
    return fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(FAR) }, { weight: 1, arbitrary: value })
  })
  return fc.tuple(...each).map((values) => {
    const kept = values.map((value, place) => [members[place]!.name, value] as const)
    return Object.fromEntries(kept.filter(([, value]) => value !== FAR))
  })
}

function recordOf({ properties = {}, required = [], ...rest }: Schema, depth: number) {
  const members = Object.entries<Schema>(properties).map(([name, schema]) => ({
    name,
    schema,
    isNeeded: required.includes(name),
  }))
  const known = someOf(members, { depth, oneIn: 3 })
  const open = Object.values<Schema>(rest.patternProperties ?? {})[0] ?? rest.additionalProperties
  if (typeof open !== 'object' || depth >= DEPTH_MAX) return known
  const names = fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
    fc.constantFrom('name', 'sku', 'code', 'quantity', 'toString', 'a.b'),
  )
  return fc
    .tuple(known, fc.dictionary(names, valueFor(open, 'value', depth + 1), { maxKeys: 3 }))
    .map(([one, other]) => ({ ...other, ...one }))
}

function listOf(
  { items = {}, minItems = 0, maxItems = 100, uniqueItems }: Schema,
  name: string,
  depth: number,
) {
  const one = valueFor(items, name.replace(/s$/, ''), depth + 1)
  const maxLength = Math.min(maxItems, Math.max(minItems, depth > 3 ? 1 : 3))
  return uniqueItems === true
    ? fc.uniqueArray(one, { minLength: minItems, maxLength, selector: (value) => JSON.stringify(value) })
    : fc.array(one, { minLength: minItems, maxLength })
}

function numberOf(
  { minimum, maximum, exclusiveMinimum, multipleOf }: Schema,
  name: string,
  isWhole: boolean,
) {
  const least = minimum ?? (exclusiveMinimum === undefined ? -1e6 : exclusiveMinimum + (isWhole ? 1 : 1e-6))
  const most = maximum ?? 1e6
  const fits = (value: number) =>
    value >= least &&
    value <= most &&
    (!isWhole || Number.isInteger(value)) &&
    (multipleOf === undefined || Number.isInteger(value / multipleOf))
  const edges = [least, most, ...EDGES].filter(fits)
  const plain = fc.integer({
    min: Math.ceil(least),
    max: Math.max(Math.ceil(least), Math.floor(Math.min(most, least + 50))),
  })
  const arbitraries: fc.Arbitrary<unknown>[] = [plain]
  if (edges.length > 0) arbitraries.push(fc.constantFrom(...edges))
  arbitraries.push(fc.tuple(fc.nat(), plain).map(([pick, other]) => new Seen([name], pick, other)))
  return fc.oneof(...arbitraries)
}

function textOf(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const said = fresh(schema, name)
  const seen = fc.tuple(fc.nat(), said).map(([pick, otherwise]) => new Seen([name], pick, otherwise))
  return fc.oneof({ weight: 3, arbitrary: seen }, { weight: 2, arbitrary: said })
}

function fresh(
  { format, pattern, minLength = 0, maxLength = 200 }: Schema,
  name: string,
): fc.Arbitrary<unknown> {
  switch (format) {
    case 'uuid':
      return fc.oneof(
        fc.constant(new Fresh()),
        fc.nat().map((pick) => new Seen([name, 'id'], pick, new Fresh())),
      )
    case 'date':
      return fc.constantFrom(...DAYS)
    case 'date-time':
      return fc.oneof(
        fc.constantFrom(...INSTANTS),
        fc
          .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
          .map((instant) => instant.toISOString()),
      )
    case 'email':
      return fc.constantFrom('a@b.invalid', 'ä@b.invalid', '"a b"@c.invalid', `${'x'.repeat(60)}@b.invalid`)
    case 'uri':
      return fc.constantFrom(...URLS)
  }
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength
  if (pattern !== undefined) return matching(pattern).filter(fits)
  const odd = ODD_TEXTS.filter(fits)
  const any = fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 24)),
  })
  const plain = any.filter(fits).map((text) => text.replaceAll('\0', '·'))
  return odd.length === 0 ? plain : fc.oneof(fc.constantFrom(...odd), plain)
}

function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'))
  } catch {
    return fc.constantFrom('a', 'A1', '0', 'a.b')
  }
}
