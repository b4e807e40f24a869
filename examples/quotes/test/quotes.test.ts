import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { freePort } from '../../../core/src/embedded-postgres/free-port.ts'
import { sequence } from '../../../core/src/ledger/sequence/sequencer.ts'
import { discoverPlugins } from '../../../core/src/plugin-host/discover.ts'
import { endOf, type NodeHere, startNodeWith } from '../../../core/src/testing/start-node.ts'

const example = fileURLToPath(new URL('../', import.meta.url))
const COMPANY = '00000000-0000-7000-8000-000000000001'
const SUPPLIER = '00000000-0000-7000-8000-000000000011'
const CUSTOMER = '00000000-0000-7000-8000-000000000012'

/** Stowage with the example's own file, where its program runs on a free port of this machine. */
async function startWithQuotes(t: Test) {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'stowage-quotes-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'quotes'))
  const file = await readFile(join(example, 'stowage.plugin.json'), 'utf8')
  await writeFile(join(folder, 'quotes/stowage.plugin.json'), file.replace(':4100', `:${port}`))
  const node = await startNodeWith(t, () => discoverPlugins({ given: [folder] }))
  return { ...node, port }
}

interface Credentials {
  readonly key: string
  readonly signingSecret: string
}

async function switchOn({ send }: NodeHere): Promise<Credentials> {
  const { status, body } = await send('POST', '/api/v1/host/plugins/quotes/enable')
  if (status !== 202) throw new Error(JSON.stringify(body))
  const end = await endOf(send, body.id)
  if (end.state !== 'done') throw new Error(JSON.stringify(end))
  return body.credentials
}

/** The program, as a process of its own that knows Stowage by its address and its key alone. */
async function startProgram(t: Test, { url, port }: { url: string; port: number }, given: Credentials) {
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    STOWAGE_URL: url,
    STOWAGE_KEY: given.key,
    STOWAGE_SIGNING_SECRET: given.signingSecret,
  }
  const program = spawn(process.execPath, [join(example, 'server.js')], { env, cwd: tmpdir() })
  const ended = new Promise((resolve) => program.once('close', resolve))
  t.teardown(async () => {
    program.kill('SIGTERM')
    await ended
  })
  const said = linesOf(program)
  await said.until(/Quotes are given/)
  return { said, ask: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init) }
}

function linesOf(program: ChildProcess) {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  for (const stream of [program.stdout!, program.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      for (const look of waiting) look()
    })
  }
  return {
    async until(pattern: RegExp): Promise<string> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`not said: ${pattern}\n${lines.join('\n')}`)), 30_000)
        const look = () => {
          const line = lines.find((one) => pattern.test(one))
          if (line === undefined) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(line)
        }
        waiting.add(look)
        look()
      })
    },
  }
}

/** Forty lamps in Hamburg, which is open from Monday to Friday, and ten in Lyon, which always is. */
async function lamps({ send }: NodeHere) {
  const post = async (path: string, body: object) => {
    const answer = await send('POST', `/api/v1${path}`, body)
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const item = await post('/items', { sku: 'LAMP-7', name: 'Desk lamp', baseUnit: 'each' })
  const bins: string[] = []
  for (const [code, timeZone, quantity] of [
    ['HAM', 'Europe/Berlin', 40],
    ['LYO', 'Europe/Paris', 10],
  ] as const) {
    const site = await post('/locations/sites', { company: COMPANY, code, name: code, timeZone })
    const bin = await post('/locations', { site: site.id, kind: 'bin', code: 'A-1' })
    bins.push(bin.id)
    await move({ send }, { item: item.id, quantity, from: SUPPLIER, to: bin.id, kind: 'receipt' })
    if (code !== 'HAM') continue
    const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))
    const calendar = { openingHours: week, holidays: [] }
    await send('PUT', `/api/v1/host/calendars/${site.id}`, calendar, { 'if-match': '"0"' })
  }
  return { item: item.id as string, hamburg: bins[0]!, lyon: bins[1]! }
}

async function move(
  { send }: Pick<NodeHere, 'send'>,
  {
    item,
    quantity,
    from,
    to,
    kind,
  }: { item: string; quantity: number; from: string; to: string; kind: string },
) {
  const line = { item, quantity, from: { location: from }, to: { location: to } }
  const answer = await send('POST', '/api/v1/ledger/movements', {
    mode: 'each',
    movements: [{ kind, lines: [line] }],
  })
  if (answer.body.outcomes?.[0]?.status !== 'posted') throw new Error(JSON.stringify(answer.body))
}

t.test('a program of its own quotes from the stock, hears of movements and shows its screen', async (t) => {
  const node = await startWithQuotes(t)
  const { send, url, port, database, query } = node
  const { item, hamburg } = await lamps(node)
  const preview = await send('GET', '/api/v1/host/plugins/quotes/preview')
  t.match(preview.body, {
    problem: null,
    changes: {
      rights: ['items.item.read', 'ledger.balance.read', 'host.calendar.read'],
      permissions: ['quotes.quote.read'],
      fields: ['items.item.leadDays'],
      on: ['ledger.movement.posted@1'],
      screens: ['given'],
    },
  })
  const given = await switchOn(node)
  t.match(given, { key: /^stw_/, signingSecret: /^whsec_/ })
  const kept = JSON.stringify(
    await query('select * from host.program p join access.api_key k on k.id = p.key'),
  )
  t.notOk(kept.includes(given.key) || kept.includes(given.signingSecret), 'what was shown is not kept')

  const { ask, said } = await startProgram(t, { url, port }, given)
  await t.test('it says from where and by when, by the calendar of each site', async (t) => {
    const ten = await (await ask('/quotes?sku=LAMP-7&quantity=10')).json()
    t.match(ten, { canDeliver: true, site: /HAM|LYO/, most: 40 })
    const twelve = await (await ask('/quotes?sku=LAMP-7&quantity=12')).json()
    t.match(twelve, { canDeliver: true, site: 'HAM', by: /^\d{4}-\d\d-\d\d$/ })
    t.ok([1, 2, 3, 4, 5].includes(new Date(twelve.by).getUTCDay()), 'on a day on which Hamburg works')
    t.match(await (await ask('/quotes?sku=LAMP-7&quantity=41')).json(), { canDeliver: false, most: 40 })
    t.equal((await ask('/quotes?sku=NONE')).status, 404)
    const { version } = (await send('GET', `/api/v1/items/${item}`)).body
    const fields = { quotes: { leadDays: 30 } }
    await send('PATCH', `/api/v1/items/${item}`, { fields }, { 'if-match': `"${version}"` })
    const later = await (await ask('/quotes?sku=LAMP-7&quantity=12')).json()
    t.ok(later.by > twelve.by, 'the field of the item counts')
  })

  await t.test('its settings are said at the desk, the secret among them', async (t) => {
    const values = { leadDays: 2, token: 'sesame-77' }
    const wish = { scope: 'organisation', values }
    const put = await send('PUT', '/api/v1/host/settings/quotes/values', wish, { 'if-match': '"0"' })
    t.equal(put.status, 200, JSON.stringify(put.body))
    t.notMatch(JSON.stringify(put.body), /sesame/)
    t.equal((await ask('/quotes?sku=LAMP-7')).status, 401)
    const headers = { authorization: 'Bearer sesame-77' }
    t.equal((await ask('/quotes?sku=LAMP-7', { headers })).status, 200)
  })

  await t.test('its key may do what the file says, and nothing else', async (t) => {
    const headers = { authorization: `Bearer ${given.key}` }
    const get = async (path: string) => (await fetch(`${url}/api/v1${path}`, { headers })).status
    for (const path of ['/items', '/ledger/stock?by=site', '/host/program'])
      t.equal(await get(path), 200, path)
    for (const path of [
      '/ledger/movements',
      '/access/users',
      '/access/audit',
      '/host/plugins',
      '/host/settings/quotes',
    ]) {
      t.equal(await get(path), 403, path)
    }
    const write = await fetch(`${url}/api/v1/items`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ sku: 'X', name: 'X' }),
    })
    t.match(await write.json(), { status: 403, code: 'http.forbidden' })
  })

  await t.test('it is told of what moves, once somebody has allowed to call it', async (t) => {
    await move(node, { item, quantity: 35, from: hamburg, to: CUSTOMER, kind: 'issue' })
    await sequence(database)
    const cursor = await untilRow(() =>
      query<{ last_error: string; id: string; tries: number }>(
        "select id, last_error, tries from host.cursor where subscriber = 'quotes' and tries > 0",
      ),
    )
    t.match(cursor.last_error, /127\.0\.0\.1 is not (called|a public address)/)
    const leave = { host: '127.0.0.1', port, plainHttp: true, note: 'quotes' }
    t.equal((await send('POST', '/api/v1/host/allowed-targets', leave)).status, 201)
    await send('POST', `/api/v1/host/cursors/${cursor.id}/retry`)
    t.match(
      await said.until(/^Told of/),
      /^Told of ledger\.movement\.posted@1 at \d+, looked at [1-9]\d* quotes again$/,
    )
    await untilRow(() =>
      query("select from host.cursor where subscriber = 'quotes' and tries = 0 and delivered > 0"),
    )
  })

  await t.test('what Stowage did not sign is not heard', async (t) => {
    const text = JSON.stringify({ type: 'ledger.movement.posted@1', position: 1, data: { lines: [] } })
    const tell = (secret: string, at = Math.floor(Date.now() / 1000)) => {
      const key = Buffer.from(secret.slice(6), 'base64')
      const signature = `v1,${createHmac('sha256', key).update(`x.${at}.${text}`).digest('base64')}`
      const headers = { 'webhook-id': 'x', 'webhook-timestamp': String(at), 'webhook-signature': signature }
      return ask('/events', { method: 'POST', body: text, headers })
    }
    t.equal((await tell(given.signingSecret)).status, 200)
    t.equal((await tell('whsec_c29tZWJvZHkgZWxzZQ==')).status, 401, 'by somebody else')
    t.equal((await tell(given.signingSecret, 1_700_000_000)).status, 401, 'long ago')
    t.equal((await ask('/events', { method: 'POST', body: text })).status, 401, 'not at all')
  })

  await t.test('its screen stands in a frame, for whoever may see it, and says who looks', async (t) => {
    const { body } = await send('GET', '/api/v1/host/screens')
    const quotes = body.plugins.find(({ name }: { name: string }) => name === 'quotes')
    t.match(quotes.pages, [
      {
        path: 'given',
        frame: { path: '/plugins/quotes/screens/given', address: `http://127.0.0.1:${port}` },
      },
    ])
    const framed = await node.fetch(quotes.pages[0].frame.path)
    const page = await framed.text()
    t.equal(framed.status, 200, page)
    t.match(
      framed.headers.get('content-security-policy'),
      new RegExp(`frame-src http://127\\.0\\.0\\.1:${port}/screen;.*frame-ancestors 'self'`),
    )
    t.equal(framed.headers.get('x-frame-options'), 'SAMEORIGIN')
    t.match(page, /sandbox="allow-scripts allow-forms"/)
    const address = /src="([^"]+)"/.exec(page)![1]!.replaceAll('&#38;', '&')
    const screen = await fetch(address)
    t.equal(screen.status, 200)
    t.match(await screen.text(), /LAMP-7.*Stock has moved: ask again/s)
    t.equal((await ask('/screen')).status, 403, 'nobody comes by himself')
    t.equal((await fetch(address.replace(/viewer=[^&]+/, 'viewer=somebody'))).status, 403)
    t.equal((await fetch(url + quotes.pages[0].frame.path)).status, 401)
    const headers = { authorization: `Bearer ${given.key}` }
    t.equal((await fetch(url + quotes.pages[0].frame.path, { headers })).status, 403)
  })

  await t.test('another key is put in the place of the first, which ends an hour later', async (t) => {
    const made = await send('POST', '/api/v1/host/plugins/quotes/key')
    t.equal(made.status, 201, JSON.stringify(made.body))
    const statusWith = async (key: string) =>
      (await fetch(`${url}/api/v1/host/program`, { headers: { authorization: `Bearer ${key}` } })).status
    t.same(await Promise.all([given.key, made.body.key].map(statusWith)), [200, 200])
    const [left] = await query<{ minutes: number }>(
      `select round(extract(epoch from expires_at - now()) / 60)::int as minutes
         from access.api_key where expires_at is not null`,
    )
    t.equal(left!.minutes, 60)
    const again = await send('POST', '/api/v1/host/plugins/quotes/key')
    t.same(await Promise.all([given.key, made.body.key, again.body.key].map(statusWith)), [401, 200, 200])

    await node.change('quotes', 'disable')
    t.same(await Promise.all([given.key, made.body.key, again.body.key].map(statusWith)), [401, 401, 401])
    t.equal((await node.fetch('/plugins/quotes/screens/given')).status, 404)
    const actions = await query<{ action: string }>(
      "select action from access.change where entity = 'access.api_key' order by id",
    )
    t.same(
      actions.map(({ action }) => action),
      ['create', 'create', 'revoke', 'create', 'revoke', 'revoke'],
    )
  })
})

t.test('nobody switches on a program that may do more than he may himself', async (t) => {
  const node = await startWithQuotes(t)
  const { send, url } = node
  const made = await send('POST', '/api/v1/access/api-keys', {
    name: 'Plugin keeper',
    permissions: ['host.plugin.manage', 'items.item.read', 'host.calendar.read'],
  })
  const headers = { authorization: `Bearer ${made.body.token}` }
  const answer = await fetch(`${url}/api/v1/host/plugins/quotes/enable`, { method: 'POST', headers })
  t.match(await answer.json(), {
    status: 403,
    code: 'access.beyond_own_rights',
    facts: { permission: 'ledger.balance.read' },
  })
})

async function untilRow<Row>(read: () => Promise<Row[]>): Promise<Row> {
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    const [row] = await read()
    if (row !== undefined) return row
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not come')
}
