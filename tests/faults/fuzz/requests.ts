import fc from 'fast-check'
import { broken } from './breakings.ts'
import type { Description, Operation } from './description.ts'
import { someOf, valueFor } from './values.ts'
import { type Body, type Part, Seen, type Who, type Wish } from './wish.ts'

/** Requests of all operations, on behalf of everybody; half of them broken. */
export function anyRequest({ operations }: Description): fc.Arbitrary<Wish> {
  const known = new Map<Operation, fc.Arbitrary<Wish>>()
  return fc.tuple(fc.constantFrom(...operations), fc.boolean()).chain(([operation, isRight]) => {
    const right = known.get(operation) ?? rightRequest(operation)
    known.set(operation, right)
    return isRight ? right : broken(right)
  })
}

const who: fc.Arbitrary<Who> = fc.oneof(
  { weight: 5, arbitrary: fc.constant('administrator' as const) },
  { weight: 4, arbitrary: fc.constant('client' as const) },
  { weight: 1, arbitrary: fc.constant('nobody' as const) },
)

/** As the description asks for it, about rows that are there where some are. */
function rightRequest(operation: Operation): fc.Arbitrary<Wish> {
  const { method, path, parameters } = operation
  const inPath = parameters.filter((one) => one.in === 'path')
  const inQuery = parameters.filter((one) => one.in === 'query')
  const isMany = inQuery.length > 8
  return fc
    .record({
      who,
      params: fc.record(
        Object.fromEntries(inPath.map(({ name, schema }) => [name, stepOf(path, name, schema)])),
      ),
      query: someOf(
        inQuery.map(({ name, schema, required = false }) => ({ name, schema, isNeeded: required })),
        { oneIn: isMany ? 12 : 3 },
      ),
      cursor: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat() }),
      headers: headersOf(operation),
      body: bodyOf(operation),
    })
    .map(({ cursor, query, ...wish }) => {
      const asked = Object.entries(query).filter(([name]) => name !== 'cursor')
      const page =
        isMany && cursor !== undefined
          ? [['cursor', new Seen([`nextCursor@${path}`], cursor, 'W10')] as const]
          : []
      return { ...wish, method, path, query: [...asked, ...page], broken: [] }
    })
}

/** The name in an address stands for a row of the list that it is under. */
function stepOf(path: string, name: string, schema: object): fc.Arbitrary<unknown> {
  const list = path.slice(0, path.indexOf(`/{${name}}`))
  const names = [`${name}@${list}`, `id@${list}`, name, 'id']
  return fc
    .tuple(fc.nat(), valueFor(schema, name))
    .map(([pick, otherwise]) => new Seen(names, pick, otherwise))
}

/** Above all the version that the row has now. */
function headersOf({ parameters }: Operation): fc.Arbitrary<Record<string, unknown>> {
  const names = parameters.filter((one) => one.in === 'header').map(({ name }) => name)
  return fc
    .record({
      version: fc.constantFrom('now', 'now', 'now', '"1"', '"2"'),
      key: fc.nat(30),
      hasKey: fc.boolean(),
    })
    .map(({ version, key, hasKey }) => ({
      ...(names.includes('if-match') && { 'if-match': version }),
      ...(names.includes('idempotency-key') && hasKey && { 'idempotency-key': `key-${key}` }),
    }))
}

function bodyOf({ bodies }: Operation): fc.Arbitrary<Body> {
  const { 'application/json': json, 'multipart/form-data': form } = bodies
  if (form !== undefined) return parts.map((some) => ({ kind: 'form', parts: some }))
  if (json === undefined) return fc.constant({ kind: 'none' })
  return valueFor(json, 'body').map((value) => ({ kind: 'json', value }))
}

const FILES: readonly (readonly [string, string | Buffer])[] = [
  ['items.csv', 'sku,name,baseUnit\r\nNEW-1,New,each\r\n=1+1,"a ""b""",kg\r\n'],
  ['stock.csv', 'Item;Location;Quantity\nAPPLE;A;5\nNOBODY;A;x\n'],
  ['empty.csv', ''],
  ['one.csv', 'a'],
  ['wide.csv', `${'c,'.repeat(5_000)}c\n`],
  ['twice.csv', 'sku,sku,__proto__,constructor\n1,2,3,4\n'],
  ['bytes.csv', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x2c, 0x00, 0x0a, 0x00, 0x00, 0xd8])],
  ['picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['page.html', '<!doctype html><script>alert(1)</script>'],
  ['broken.xlsx', Buffer.from('504b0304140000000800000000000000', 'hex')],
  ['../../etc/passwd', 'root'],
  ['a\u202egnp.exe', 'MZ'],
  ['x'.repeat(300), 'x'],
  ['con', 'x'],
]
const parts: fc.Arbitrary<readonly Part[]> = fc
  .record({
    file: fc.constantFrom(...FILES),
    owner: fc.option(fc.nat(), { freq: 2 }),
    shape: fc.constantFrom('right', 'right', 'right', 'no file', 'two files', 'file first', 'other names'),
  })
  .map(({ file: [fileName, content], owner, shape }) => {
    const file = { name: shape === 'other names' ? 'fille' : 'file', fileName, content }
    const whose = owner === null ? [] : [{ name: 'owner', content: new Seen(['owner'], owner, 'x') }]
    if (shape === 'no file') return whose
    if (shape === 'two files') return [...whose, file, file]
    return shape === 'file first' ? [file, ...whose] : [...whose, file]
  })
