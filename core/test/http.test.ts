import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import type { PluginDeclaration } from '@stowage/sdk'
import type { FastifyInstance, InjectOptions } from 'fastify'
import t from 'tap'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/database/database.ts'
import { coreDeclarations } from '../src/declarations.ts'
import { createLog } from '../src/http/request-log.ts'
import { createTestDatabase, type TestDatabase } from '../src/testing/test-database.ts'
import { accessFor, actorWith, buildCratesApp, CRATE_TABLE, gate } from './http-fixture.ts'

const REDOCLY = new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url).pathname
const ROW = `insert into crates.crate values ('01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f', 'C1', 1, null, null,
       now(), true, 1)`

let app: FastifyInstance
let platform: TestDatabase

t.before(async () => {
  platform = await createTestDatabase(t)
  await platform.query(`${CRATE_TABLE} ${ROW}`)
  app = await buildCratesApp(platform.database)
})
t.teardown(() => app.close())

function send(options: InjectOptions & { as?: string }) {
  const { as = 'all', headers, ...rest } = options
  return app.inject({ ...rest, headers: { ...(as && { authorization: `Bearer ${as}` }), ...headers } })
}

function post(body: string, headers: Record<string, string> = {}) {
  const url = '/api/v1/crates'
  return send({
    method: 'POST',
    url,
    payload: body,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

t.test('what is no HTTP is told so', async (t) => {
  const server = await buildCratesApp(platform.database)
  t.teardown(() => server.close())
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const say = async (words: string) => {
    const socket = connect(port, '127.0.0.1')
    socket.end(words)
    return text(socket)
  }
  t.match(
    await say('GIVE ME STOCK\r\n\r\n'),
    /^HTTP\/1\.1 400 .*application\/problem\+json.*"http\.malformed"/s,
  )
  const long = `GET /health/live HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`
  t.match(await say(long), /^HTTP\/1\.1 431 .*"http\.headers_too_large"/s)
  const expecting = 'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n'
  t.match(await say(expecting), /^HTTP\/1\.1 417 .*application\/problem\+json.*"http\.expectation_failed"/s)
})

t.test(
  'an address that is nowhere is a 404, one that takes other methods a 405 that names them',
  async (t) => {
    for (const url of [
      '/nowhere',
      '/api/v1/nowhere',
      '/api/v2/crates',
      '/../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
    ]) {
      const answer = await send({ url })
      t.equal(answer.statusCode, 404, url)
      t.equal(answer.json().code, 'http.not_found')
    }
    const answer = await send({ method: 'DELETE', url: '/api/v1/crates' })
    t.equal(answer.statusCode, 405)
    t.equal(answer.headers.allow, 'GET, POST')
    for (const url of [
      '/api/v1/crates/broken/%ff',
      `/api/v1/crates/broken/${'x'.repeat(300)}`,
      '/api/v1/crates?q=%00',
    ]) {
      const answer = await send({ url })
      t.ok([400, 404].includes(answer.statusCode), url)
      t.match(answer.headers['content-type'], /problem/)
    }
  },
)

t.test('a refusal carries its code, its facts and the sentence made of them', async (t) => {
  const answer = await post('{"code":"A7","weight":1200}')
  t.equal(answer.statusCode, 422)
  t.match(answer.json(), {
    code: 'crates.crate_too_heavy',
    title: 'Crate too heavy',
    detail: 'Crate A7 weighs 1200, and 1000 is the most.',
    facts: { code: 'A7', weight: 1200, most: 1000 },
    errors: [{ pointer: '/weight', code: 'crates.crate_too_heavy' }],
  })
})

t.test('what the database refuses has a code of ours and none of its words', async (t) => {
  const answers: [how: string, status: number, code: string][] = [
    ['unique', 409, 'database.duplicate'],
    ['check', 422, 'database.rule_broken'],
    ['range', 422, 'database.value_out_of_range'],
    ['timeout', 503, 'database.too_slow'],
    ['terminate', 503, 'database.unavailable'],
    ['syntax', 500, 'http.internal'],
    ['throw', 500, 'http.internal'],
  ]
  for (const [how, status, code] of answers) {
    const answer = await send({ url: `/api/v1/crates/broken/${how}` })
    t.equal(answer.statusCode, status, how)
    t.equal(answer.json().code, code)
    t.equal(answer.headers['retry-after'], status === 503 ? '1' : undefined)
    t.notMatch(answer.body, /crates\.crate"|crate_|constraint|selec|violates|nobody outside|http-fixture/)
  }
  await platform.query('begin')
  await platform.query('lock table crates.crate')
  const locked = await send({ url: '/api/v1/crates/broken/lock' })
  await platform.query('rollback')
  t.equal(locked.statusCode, 503)
  t.equal(locked.json().code, 'database.busy')
})

t.test('a database that is down is a 503, and so is readiness, while liveness stays', async (t) => {
  const database = openDatabase({ ...platform.access, port: 1 })
  const down = await buildCratesApp(database)
  t.teardown(async () => {
    await down.close()
    await database.close()
  })
  const list = await down.inject({ url: '/api/v1/crates', headers: { authorization: 'Bearer all' } })
  t.equal(list.statusCode, 503)
  t.equal(list.json().code, 'database.unavailable')
  t.equal((await down.inject('/health/ready')).statusCode, 503)
  t.equal((await down.inject('/health/live')).statusCode, 200)
})

t.test('a thousand questions for health are one question for the database', async (t) => {
  let questions = 0
  platform.database.appAll.on('query', () => {
    questions += 1
  })
  const answers = await Promise.all(Array.from({ length: 1000 }, () => app.inject('/health/ready')))
  platform.database.appAll.removeAllListeners('query')
  t.ok(answers.every(({ statusCode }) => statusCode === 200))
  t.ok(questions <= 2, `${questions} questions`)
})

t.test('a change takes the version that was read', async (t) => {
  const patch = (headers: Record<string, string>) =>
    send({
      method: 'PATCH',
      url: '/api/v1/crates/01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f',
      payload: {},
      headers,
    })
  const changed = await patch({ 'if-match': '"3"' })
  t.equal(changed.statusCode, 200, changed.body)
  t.equal(changed.headers.etag, '"4"')
  t.equal((await patch({})).statusCode, 428)
  for (const version of ['3', 'W/"3"', '*', '"x"', '"-1"', '"3", "4"', `"${'9'.repeat(30)}"`]) {
    const answer = await patch({ 'if-match': version })
    t.equal(answer.statusCode, 400, version)
    t.equal(answer.json().code, 'http.if_match_invalid')
  }
})

t.test('an idempotency key is one word of visible characters', async (t) => {
  t.equal((await post('{"code":"A"}', { 'idempotency-key': 'order-7:line-1' })).json().key, 'order-7:line-1')
  for (const key of ['', 'a b', 'é', 'x'.repeat(201)]) {
    const answer = await post('{"code":"A"}', { 'idempotency-key': key })
    t.equal(answer.json().code, 'http.idempotency_key_invalid', key)
  }
})

t.test("a foreign page's write is refused, our own and a program's pass", async (t) => {
  const body = '{"code":"A"}'
  const cookie = { cookie: 'stowage_session=x', authorization: '' }
  const status = async (headers: Record<string, string>) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/crates',
      payload: body,
      headers: { 'content-type': 'application/json', host: 'stock.example', ...headers },
    })
    return answer.json().code
  }
  const bare = { cookie: cookie.cookie }
  t.equal(await status({ ...bare, 'sec-fetch-site': 'cross-site' }), 'http.cross_origin')
  t.equal(
    await status({ ...bare, 'sec-fetch-site': 'same-site', origin: 'https://evil.example' }),
    'http.cross_origin',
  )
  t.equal(await status({ ...bare, origin: 'https://evil.example' }), 'http.cross_origin')
  t.equal(await status({ ...bare, origin: 'null' }), 'http.cross_origin')
  t.equal(await status({ ...bare, origin: 'https://stock.example' }), 'http.unauthenticated')
  t.equal(await status({ ...bare, 'sec-fetch-site': 'same-origin' }), 'http.unauthenticated')
  t.equal(
    (await post(body, { 'sec-fetch-site': 'cross-site' })).statusCode,
    200,
    'a key is sent by nobody by itself',
  )
})

t.test('each route of the platform asks for its permission, and for nothing without one', async (t) => {
  const access = coreDeclarations.find(({ name }) => name === 'access')!
  const actors: Record<string, ReturnType<typeof actorWith>> = {}
  const guarded: PluginDeclaration = {
    ...access,
    services: (context) => {
      const made = access.services?.(context) as { access: object }
      const { access: fake } = accessFor(actors).services!(context) as { access: object }
      return { ...made, access: { ...made.access, ...fake } as never }
    },
  }
  const core = coreDeclarations.map((declaration) => (declaration === access ? guarded : declaration))
  const whole = await buildApp({ core, database: platform.database })
  t.teardown(() => whole.close())
  const all = core.flatMap(({ permissions = {} }) => Object.keys(permissions))
  const { paths } = (await whole.inject('/api/openapi.json')).json()
  let guardedRoutes = 0
  for (const [path, methods] of Object.entries<Record<string, { 'x-permission'?: string }>>(paths)) {
    for (const [verb, route] of Object.entries(methods)) {
      const url = path.replaceAll(/\{\w+\}/g, '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f')
      const method = verb.toUpperCase() as 'GET'
      const permission = route['x-permission']
      const call = async (as: string) => {
        const answer = await whole.inject({ method, url, headers: { authorization: `Bearer ${as}` } })
        return answer.json<{ code?: string }>().code ?? answer.statusCode
      }
      if (permission === undefined) continue
      guardedRoutes += 1
      actors.without = actorWith(...all.filter((name) => name !== permission))
      actors.with = actorWith(permission)
      t.equal(await call('nobody'), 'http.unauthenticated', `${method} ${path} for nobody`)
      t.equal(await call('without'), 'http.forbidden', `${method} ${path} without ${permission}`)
      t.notMatch(
        String(await call('with')),
        /^(http\.(forbidden|unauthenticated|internal))$/,
        `${method} ${path}`,
      )
    }
  }
  t.ok(guardedRoutes > 20, `${guardedRoutes} routes`)
})

t.test('the description of the API is flawless, and readable without anything from elsewhere', async (t) => {
  const folder = t.testdir()
  const whole = await buildApp({ database: platform.database })
  t.teardown(() => whole.close())
  const description = await whole.inject('/api/openapi.json')
  const file = join(folder, 'openapi.json')
  await writeFile(file, description.body)
  const lint = await promisify(execFile)(
    process.execPath,
    [REDOCLY, 'lint', '--extends=recommended', '--format=json', file],
    { env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }, cwd: folder },
  ).catch((error: { stdout: string }) => error)
  const { totals, problems } = JSON.parse(lint.stdout.slice(lint.stdout.indexOf('{')))
  t.same(totals, { errors: 0, warnings: 0, ignored: 0 }, JSON.stringify(problems, null, 1).slice(0, 3000))
  const page = await whole.inject('/api/docs/')
  t.equal(page.statusCode, 200)
  t.notMatch(page.body, /(src|href)="https?:/)
  t.match(page.headers['content-security-policy'], /script-src 'self' 'sha256-[^']+';/)
  const [, script] = /src="([^"]+)"/.exec(page.body)!
  t.equal((await whole.inject(`/api/docs/${script}`)).statusCode, 200)
})

t.test('the log tells each request by its id, and no secret of it', async (t) => {
  const lines = new PassThrough()
  const logged = await buildCratesApp(platform.database, { log: createLog({ destination: lines }) })
  const secrets = { authorization: 'Bearer all', cookie: 'stowage_session=hush', 'x-api-key': 'hush' }
  const named = await logged.inject({
    url: '/api/v1/crates?q=hush',
    headers: { ...secrets, 'x-request-id': 'pack-station-7' },
  })
  t.equal(named.headers['x-request-id'], 'pack-station-7')
  const odd = await logged.inject({
    url: '/api/v1/crates',
    headers: { ...secrets, 'x-request-id': 'a\nb"{}' },
  })
  t.match(odd.headers['x-request-id'], /^[0-9a-f-]{36}$/)
  await logged.inject({ url: '/api/v1/crates/broken/check', headers: secrets })
  await logged.inject({ url: '/api/v1/crates/broken/throw', headers: secrets })
  await logged.close()
  lines.end()
  const log = await text(lines)
  t.notMatch(log, /hush|Bearer|Failing row/)
  const entries = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.match(entries[0], {
    level: 'info',
    requestId: 'pack-station-7',
    method: 'GET',
    route: '/api/v1/crates',
    status: 200,
    msg: 'answered',
  })
  t.match(
    entries.find(({ msg }) => msg === 'request failed'),
    { err: { message: /the cause/, stack: /http-fixture/ } },
  )
})

t.test('closing lets what is in flight end, and takes nothing more', async (t) => {
  const server = await buildCratesApp(platform.database)
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const slow = fetch(`http://127.0.0.1:${port}/api/v1/crates/slow`)
  await gate.entered.promise
  const begin = performance.now()
  const closed = server.close()
  await t.rejects(
    new Promise((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', path: '/health/live' }, resolve).on('error', reject).end()
    }),
    { code: /^ECONN(REFUSED|RESET)$/ },
  )
  gate.opened.resolve()
  t.equal((await slow).status, 200)
  await closed
  t.ok(performance.now() - begin < 5_000, 'a connection that is merely kept does not hold it up')
})

t.test('a server that lags behind turns requests away, but stays alive', async (t) => {
  const lagging = await buildCratesApp(platform.database, { maxEventLoopDelayMs: 1 })
  t.teardown(() => lagging.close())
  const isShedding = async () => {
    const answer = await lagging.inject({ url: '/api/v1/crates', headers: { authorization: 'Bearer all' } })
    if (answer.statusCode !== 503) return false
    t.equal(answer.json().code, 'http.overloaded')
    t.equal(answer.headers['retry-after'], '1')
    return true
  }
  let tries = 0
  while (!(await isShedding())) {
    tries += 1
    if (tries > 500) return t.fail('it took everything')
    await new Promise((resolve) => setTimeout(resolve, 5))
    for (const until = performance.now() + 20; performance.now() < until; );
  }
  t.equal((await lagging.inject('/health/live')).statusCode, 200)
  t.equal((await lagging.inject('/of-a-screen.css')).statusCode, 404, 'files are looked for all the same')
})
