import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { CONTENT_TYPES, HEADERS, QUERY_NAMES, QUERY_VALUES, STEPS, VALUES } from './hostile.ts'
import { type Body, toJson, type Wish } from './wish.ts'

/*
 * What a clumsy or hostile caller does to a request that would have been right. Each of these takes one and
 * gives it back broken, and says in words what it did.
 */

type Breaking = (wish: Wish) => Wish

const LONG = 10_000
const DEEP = 200

/** A request of those, broken in one or two ways. */
export function broken(wishes: fc.Arbitrary<Wish>): fc.Arbitrary<Wish> {
  return fc
    .tuple(wishes, fc.array(breaking, { minLength: 1, maxLength: 2 }))
    .map(([wish, breakings]) => breakings.reduce((so, breakOnce) => breakOnce(so), wish))
}

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.double() },
)

const member: fc.Arbitrary<Breaking> = fc.tuple(fc.nat(), hostileValue).map(
  ([at, value]) =>
    (wish) =>
      inBody(wish, (body) => replaceAt(body, at, () => value), `a member is ${shown(value)}`),
)
const longList: fc.Arbitrary<Breaking> = fc
  .nat()
  .map(
    (at) => (wish) =>
      inBody(
        wish,
        (body) =>
          replaceAt(body, at, (one) =>
            Array.from({ length: LONG }, () => (Array.isArray(one) ? (one[0] ?? 1) : one)),
          ),
        `${LONG} of a member`,
      ),
  )
const surplus: fc.Arbitrary<Breaking> = fc
  .tuple(
    fc.constantFrom(
      'version',
      'id',
      'owner',
      'isAdmin',
      'permissions',
      'createdAt',
      'toString',
      'x'.repeat(3_000),
      '',
      'ключ',
    ),
    hostileValue,
  )
  .map(
    ([name, value]) =>
      (wish) =>
        inBody(wish, (body) => ({ ...(body as object), [name]: value }), `a surplus ${name.slice(0, 20)}`),
  )
const missing: fc.Arbitrary<Breaking> = fc.nat().map(
  (at) => (wish) =>
    inBody(
      wish,
      (body) => {
        const entries = Object.entries((body ?? {}) as object)
        return Object.fromEntries(entries.filter((_, place) => place !== at % Math.max(1, entries.length)))
      },
      'a member is missing',
    ),
)
const other: fc.Arbitrary<Breaking> = hostileValue.map(
  (value) => (wish) => inBody(wish, () => value, `the body is ${shown(value)}`),
)
const spoils: readonly (readonly [string, (text: string) => string])[] = [
  ['cut in half', (text) => text.slice(0, Math.ceil(text.length / 2))],
  [
    'with a forbidden name',
    (text) => `{"__proto__":{"x":1}${text.startsWith('{') && text !== '{}' ? `,${text.slice(1)}` : '}'}`,
  ],
  [
    'with a twin',
    (text) => (text.startsWith('{') && text !== '{}' ? `{"id":1,"id":2,${text.slice(1)}` : '{"a":1,"a":2}'),
  ],
  ['very deep', () => '['.repeat(DEEP) + ']'.repeat(DEEP)],
  ['very deep objects', () => `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
  ['in single quotes', (text) => text.replaceAll('"', "'")],
  ['with a comma too much', (text) => text.replace(/\}$/, ',}')],
  ['with a mark before it', (text) => `\ufeff${text}`],
  ['with more behind it', (text) => `${text} x`],
  ['twice', (text) => text + text],
  ['with NUL', (text) => text.replace('"', '"\\u0000')],
  ['with a raw control character', (text) => text.replace('"', '"\u0001')],
  ['with half a pair', (text) => text.replace('"', '"\\ud800')],
  ['a megabyte too long', (text) => ' '.repeat(1024 * 1024 + 1) + text],
  ['half a million numbers', () => `[${'1,'.repeat(500_000)}1]`],
  ['empty', () => ''],
]
const spoiled: fc.Arbitrary<Breaking> = fc.constantFrom(...spoils).map(([words, spoil]) => (wish) => {
  if (wish.body.kind === 'form') return wish
  const value = wish.body.kind === 'json' ? wish.body.value : {}
  return withBody(wish, { kind: 'spoiled', value, spoil }, `the body is ${words}`)
})
const otherType: fc.Arbitrary<Breaking> = fc
  .tuple(
    fc.constantFrom(...CONTENT_TYPES),
    fc.constantFrom('as it was', 'no UTF-8', 'packed', 'random'),
    fc.uint8Array({ maxLength: 64 }),
  )
  .map(([type, what, random]) => (wish) => {
    const text = Buffer.from(wish.body.kind === 'json' ? toJson(plain(wish.body.value)) : '{}')
    const bytes =
      what === 'no UTF-8'
        ? Buffer.concat([text.subarray(0, 2), Buffer.from([0xff, 0xc0]), text.subarray(2)])
        : what === 'packed'
          ? gzipSync(text)
          : what === 'random'
            ? Buffer.from(random)
            : text
    return withBody(wish, { kind: 'bytes', bytes, type }, `the body is of the type ${type}, ${what}`)
  })
const header: fc.Arbitrary<Breaking> = fc
  .constantFrom(...HEADERS)
  .chain(([name, values]) => fc.constantFrom(...values).map((value) => [name, value] as const))
  .map(([name, value]) => (wish) => ({
    ...wish,
    headers: { ...wish.headers, [name]: value },
    broken: [...wish.broken, `${name}: ${value.slice(0, 40)}`],
  }))
const step: fc.Arbitrary<Breaking> = fc
  .tuple(fc.nat(), fc.constantFrom(...STEPS))
  .map(([at, text]) => (wish) => {
    const steps = wish.path.split('/')
    const named = steps.flatMap((one, place) => (one.startsWith('{') ? [place] : []))
    const place = named.length > 0 && at % 4 > 0 ? named[at % named.length]! : steps.length - 1 - (at % 2)
    steps[place] = text
    return {
      ...wish,
      path: steps.join('/'),
      broken: [...wish.broken, `the address has ${text.slice(0, 40)}`],
    }
  })
const slashes: fc.Arbitrary<Breaking> = fc
  .constantFrom<(path: string) => string>(
    (path) => `${path}/`,
    (path) => path.replace('/v1/', '//v1//'),
    (path) => path.toUpperCase(),
    (path) => path.replace('/api', '/%61pi'),
    (path) => path.replace('/api/v1', '/api/v1/./../v1'),
    (path) => `${path}#x`,
    (path) => `${path}/bulk`,
  )
  .map((change) => (wish) => ({
    ...wish,
    path: change(wish.path),
    broken: [...wish.broken, 'another address'],
  }))
const method: fc.Arbitrary<Breaking> = fc
  .constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY', 'PROPFIND')
  .map((name) => (wish) => ({ ...wish, method: name, broken: [...wish.broken, `the method is ${name}`] }))
const parameter: fc.Arbitrary<Breaking> = fc
  .tuple(fc.nat(), fc.constantFrom(...QUERY_NAMES), fc.constantFrom(...QUERY_VALUES), fc.boolean())
  .map(([at, name, value, isKnown]) => (wish) => {
    const { query } = wish
    const words = `the query has ${name.slice(0, 20)}=${value.slice(0, 20)}`
    if (!isKnown || query.length === 0) {
      return { ...wish, query: [...query, [name, value]], broken: [...wish.broken, words] }
    }
    const place = at % query.length
    const changed = query.map((one, index) => (index === place ? ([one[0], value] as const) : one))
    return {
      ...wish,
      query: changed,
      broken: [...wish.broken, `${query[place]![0]} is ${value.slice(0, 20)}`],
    }
  })
const twice: fc.Arbitrary<Breaking> = fc.constant((wish: Wish) => ({
  ...wish,
  query: [...wish.query, ...wish.query, ['limit', '1'], ['limit', '2']] as Wish['query'],
  broken: [...wish.broken, 'the query stands there twice'],
}))

const breaking: fc.Arbitrary<Breaking> = fc.oneof(
  { weight: 8, arbitrary: member },
  { weight: 1, arbitrary: longList },
  { weight: 2, arbitrary: surplus },
  { weight: 2, arbitrary: missing },
  { weight: 1, arbitrary: other },
  { weight: 2, arbitrary: spoiled },
  { weight: 2, arbitrary: otherType },
  { weight: 3, arbitrary: header },
  { weight: 3, arbitrary: step },
  { weight: 1, arbitrary: slashes },
  { weight: 1, arbitrary: method },
  { weight: 5, arbitrary: parameter },
  { weight: 1, arbitrary: twice },
)

function inBody(wish: Wish, change: (value: unknown) => unknown, words: string): Wish {
  if (wish.body.kind !== 'json') return wish
  return withBody(wish, { kind: 'json', value: change(wish.body.value) }, words)
}

function withBody(wish: Wish, body: Body, words: string): Wish {
  return { ...wish, body, broken: [...wish.broken, words] }
}

/** Replaces one of all values within another. */
function replaceAt(value: unknown, at: number, change: (one: unknown) => unknown): unknown {
  let left = at % Math.max(1, count(value))
  const walk = (one: unknown): unknown => {
    if (left === 0) {
      left = -1
      return change(one)
    }
    left -= 1
    if (Array.isArray(one)) return one.map(walk)
    if (!isPlain(one)) return one
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner)]))
  }
  return walk(value)
}

function count(value: unknown): number {
  const inner = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : []
  return inner.reduce<number>((sum, one) => sum + count(one), 1)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Without what only the sender knows. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!isPlain(value)) return typeof value === 'object' && value !== null ? 'x' : value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}

function shown(value: unknown): string {
  return toJson(value).slice(0, 40)
}
