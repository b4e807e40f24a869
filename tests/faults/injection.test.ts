import t from 'tap'
import { Description, type Operation, type Schema } from './fuzz/description.ts'
import { startGround } from './fuzz/ground.ts'
import { type Answer, hangUp, send } from './fuzz/wire.ts'

/*
 * Whether a value that somebody asks with is ever read as SQL. Each parameter of each address that is read
 * gets pairs of values that differ in one thing: as SQL the one holds and the other does not. Were it ever
 * SQL, the two answers would differ, or take as long as the value says, or be a 5xx. `INJECTIONS=all` tries
 * every pair with each.
 */

/** Texts that end where they stand and go on as a condition. */
const PAIRS = [
  ["x' or '1'='1", "x' or '1'='2"],
  ["x') or ('1'='1", "x') or ('1'='2"],
  ["%' or '1' like '1", "%' or '1' like '2"],
  ['0 or 1=1', '0 or 1=2'],
  ['0) or (1=1', '0) or (1=2'],
  ["x\\' or 1=1--", "x\\' or 1=2--"],
  ['x" or "1"="1', 'x" or "1"="2'],
  ["x'||(select '1' where 1=1)||'", "x'||(select '1' where 1=2)||'"],
  ['(case when 1=1 then id else null end)', '(case when 1=2 then id else null end)'],
  ['id,(select 1/1)', 'id,(select 1/0)'],
  ['id desc,1=1', 'id desc,1=2'],
  ['$$x$$ or 1=1', '$$x$$ or 1=2'],
  ['?:name??$1 or 1=1', '?:name??$1 or 1=2'],
  ["2026-01-01' or '1'='1", "2026-01-01' or '1'='2"],
  ["{a}' or '1'='1", "{a}' or '1'='2"],
  ["00000000-0000-0000-0000-000000000000' or '1'='1", "00000000-0000-0000-0000-000000000000' or '1'='2"],
  ["x'); set role stowage_owner; --", "x'); set role stowage_nobody; --"],
] as const
/** Twenty seconds, which nothing that is asked here takes. */
const SLEEPERS = [
  "x'||pg_sleep(20)||'",
  '0;select pg_sleep(20)--',
  '(select pg_sleep(20))',
  "1') or pg_sleep(20) is null--",
]
const LONGEST_MS = 15_000
const triesAll = process.env.INJECTIONS === 'all'
const PAIRS_EACH = 1

const ground = await startGround(t)
t.teardown(hangUp)
const { body } = await ground.identities.send('GET', '/api/openapi.json')
const reads = new Description(body).operations.filter(
  ({ method, path }) => method === 'GET' && !path.endsWith('/live'),
)
const NOBODYS = '019a0000-0000-7000-8000-00000000ffff'

/** The address with this value where the parameter stands. */
function addressOf({ path, parameters }: Operation, name: string, value: string): string {
  const isInPath = path.includes(`{${name}}`)
  const steps = path.replaceAll(/\{([^}]+)\}/g, (_, step) =>
    encodeURIComponent(step === name ? value : NOBODYS),
  )
  const needed = parameters.filter((one) => one.in === 'query' && one.required && one.name !== name)
  const query = needed.map((one) => `${one.name}=${encodeURIComponent(one.schema.enum?.[0] ?? NOBODYS)}`)
  if (!isInPath) query.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return query.length === 0 ? steps : `${steps}?${query.join('&')}`
}

const ask = (operation: Operation, name: string, value: string): Promise<Answer> =>
  send(ground.url, {
    method: 'GET',
    address: addressOf(operation, name, value),
    headers: ground.identities.headersOf('administrator'),
    bytes: undefined,
  })

/**
 * An answer without what differs by itself: the value that it repeats, ids of requests, instants, durations.
 */
function plain({ status, text }: Answer, value: string): string {
  const echo = JSON.stringify(value).slice(1, -1)
  const encoded = encodeURIComponent(value)
  return `${status} ${text
    .replaceAll(echo, '…')
    .replaceAll(encoded, '…')
    .replaceAll(/"requestId":"[^"]*"/g, '')
    .replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, '')
    .replaceAll(/\d+(\.\d+)?/g, '0')}`
}

/** As many of them as there is time for, others for each parameter. */
function chosen<One>(of: readonly One[], turn: number, count: number): readonly One[] {
  if (triesAll) return of
  return Array.from({ length: count }, (_, n) => of[(turn * count + n) % of.length]!)
}

/** What a parameter takes by its schema is no text that could end where it stands. */
const isNarrow = ({ format, enum: words, type }: Schema) =>
  format !== undefined || words !== undefined || (type !== undefined && type !== 'string')

/** The parameters of an address; of the narrow ones a fourth, unless all are tried. */
function parametersOf({ path, parameters }: Operation): string[] {
  const named = parameters.filter((one) => one.in === 'query' || one.in === 'path')
  const told = named.filter(({ schema }, n) => triesAll || !isNarrow(schema) || (n + path.length) % 4 === 0)
  const isList = parameters.some(({ name }) => name === 'sort')
  // A list takes more than its description names: any member that is asked for otherwise.
  const more = isList ? ['id[in]', "id'[in]", "sort'--"] : []
  return [...told.map(({ name }) => name), ...more]
}

let turn = 0
t.test('no value that anybody asks with is read as SQL', { timeout: 0 }, async (t) => {
  let asked = 0
  for (const operation of reads) {
    for (const name of parametersOf(operation)) {
      turn += 1
      for (const [holds, fails] of chosen(PAIRS, turn, PAIRS_EACH)) {
        const [one, other] = [await ask(operation, name, holds), await ask(operation, name, fails)]
        asked += 2
        const words = `${operation.path} ${name}=${holds}`
        if (one.status >= 500 || other.status >= 500) t.fail(`${words}: ${one.text} / ${other.text}`)
        if (plain(one, holds) !== plain(other, fails)) t.fail(`${words}: ${one.text} / ${other.text}`)
      }
      for (const value of chosen(SLEEPERS, turn, 1)) {
        const { status, ms, text } = await ask(operation, name, value)
        asked += 1
        if (status >= 500 || ms > LONGEST_MS) t.fail(`${operation.path} ${name}=${value}: ${ms} ms, ${text}`)
      }
    }
  }
  t.ok(asked > 1_000, `${asked} were asked`)
  process.stderr.write(`${asked} injections were tried\n`)
})

t.test('nor is one of the headers that are kept or looked up', async (t) => {
  const { own } = ground
  for (const [holds] of PAIRS) {
    const headers = {
      ...ground.identities.headersOf('administrator'),
      'content-type': 'application/json',
      'idempotency-key': holds,
      'x-request-id': holds,
      'accept-language': holds,
      'if-match': holds,
      'user-agent': holds,
    }
    const bytes = Buffer.from(JSON.stringify({ [holds]: holds, owner: own }))
    for (const address of [
      '/api/v1/items',
      '/api/v1/ledger/movements',
      '/api/v1/ledger/holds',
      '/api/v1/access/users',
    ]) {
      const { status, text } = await send(ground.url, { method: 'POST', address, headers, bytes })
      t.ok(status >= 400 && status < 500, `${address} ${holds}: ${status} ${text}`)
    }
    const cookie = `stowage_session=${encodeURIComponent(holds)}`
    const told = await send(ground.url, {
      method: 'GET',
      address: '/api/v1/items',
      headers: { cookie },
      bytes: undefined,
    })
    t.equal(told.status, 401)
    const bearer = { authorization: `Bearer ${holds}` }
    const key = await send(ground.url, {
      method: 'GET',
      address: '/api/v1/items',
      headers: bearer,
      bytes: undefined,
    })
    t.equal(key.status, 401)
  }
})
