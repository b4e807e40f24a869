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
import { createTestDatabase, type TestDatabase } from '../../tests/platform/create-test-database.ts'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/database/database.ts'
import { coreDeclarations } from '../src/declarations.ts'
import { createLog } from '../src/http/request-log.ts'
import { accessFor, actorWith, buildCratesApp, CRATE_TABLE, gate } from './http-fixture.ts'

const REDOCLY = new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url).pathname
const ROW = `insert into crates.crate values ('01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f', 'C1', 1, null, null, now(), true, 1)`

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

const badBodies: [what: string, body: string, code: string, pointer: string | undefined, says: RegExp][] = [
  ['is no JSON', '{"code":', 'http.invalid_json', undefined, /Unexpected end|Expected/],
  ['has a comma too many', '{"code":"A",}', 'http.invalid_json', undefined, /position 12/],
  ['is empty', '', 'http.invalid_input', '', /object/],
  ['is an array', '[]', 'http.invalid_input', '', /object/],
  ['lacks a member', '{}', 'http.invalid_input', '/code', /"code" is missing/],
  [
    'has a member nobody knows',
    '{"code":"A","colur":1}',
    'http.invalid_input',
    '/colur',
    /"colur" here; known are/,
  ],
  ['has a number for a text', '{"code":1}', 'http.invalid_input', '/code', /string/],
  ['has an object for a text', '{"code":{"$gt":""}}', 'http.invalid_input', '/code', /string/],
  ['has a text for a number', '{"code":"A","weight":"1"}', 'http.invalid_input', '/weight', /number/],
  ['has too small a number', '{"code":"A","weight":-1}', 'http.invalid_input', '/weight', />= 0/],
  [
    'has a word out of the list',
    '{"code":"A","colour":"green"}',
    'http.invalid_input',
    '/colour',
    /one of: red, blue/,
  ],
  [
    'has a day that is none',
    '{"code":"A","filledOn":"2026-02-30"}',
    'http.invalid_input',
    '/filledOn',
    /a day/,
  ],
  [
    'has a leap second',
    '{"code":"A","seenAt":"2016-12-31T23:59:60Z"}',
    'http.invalid_input',
    '/seenAt',
    /an instant/,
  ],
  [
    'has an instant without zone',
    '{"code":"A","seenAt":"2026-01-01T10:00:00"}',
    'http.invalid_input',
    '/seenAt',
    /zone/,
  ],
  [
    'has a URN for an id',
    '{"code":"A","parts":[{"id":"urn:uuid:01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f"}]}',
    'http.invalid_input',
    '/parts/0/id',
    /UUID/,
  ],
  [
    'says a thing twice',
    '{"code":"A","c\\u006fde":"B"}',
    'http.invalid_json',
    '/code',
    /"code" stands there twice/,
  ],
  [
    'says a thing twice deep inside',
    '{"parts":[{"id":1},{"id":1,"id":2}]}',
    'http.invalid_json',
    '/parts/1/id',
    /twice/,
  ],
  ['reaches for the prototype', '{"__proto__":{"x":1}}', 'http.invalid_json', '/__proto__', /no name/],
  [
    'reaches for the constructor',
    '{"a":{"constructor":{}}}',
    'http.invalid_json',
    '/a/constructor',
    /no name/,
  ],
  ['has a number out of range', '{"weight":1e400}', 'http.invalid_json', '/weight', /1e400 is out of range/],
  ['has a number too near zero', '{"weight":1e-400}', 'http.invalid_json', '/weight', /out of range/],
  ['has minus zero', '{"weight":-0.0}', 'http.invalid_json', '/weight', /minus zero/],
  [
    'has a number that would be rounded',
    '{"weight":9007199254740993}',
    'http.invalid_json',
    '/weight',
    /15 significant/,
  ],
  [
    'has too exact a number',
    '{"weight":0.1234567890123456}',
    'http.invalid_json',
    '/weight',
    /15 significant/,
  ],
  ['has a NUL', '{"code":"A\\u0000"}', 'http.invalid_json', '/code', /NUL/],
  ['has half a character', '{"code":"A\\ud83d"}', 'http.invalid_json', '/code', /surrogate/],
  ['has half a character in a name', '{"\\udc00":1}', 'http.invalid_json', '/\udc00', /surrogate/],
  ['is nested without end', '['.repeat(100_000), 'http.invalid_json', undefined, /32 deep/],
]

for (const [what, body, code, pointer, says] of badBodies) {
  t.test(`a body that ${what} is refused with the place and the way out`, async (t) => {
    const answer = await post(body)
    t.equal(answer.statusCode, 400)
    t.match(answer.headers['content-type'], /^application\/problem\+json/)
    const problem = answer.json()
    t.equal(problem.code, code)
    t.equal(problem.type, `urn:stowage:error:${code}`)
    t.equal(problem.requestId, answer.headers['x-request-id'])
    t.match(problem.detail, says)
    if (pointer !== undefined) t.equal(problem.errors?.[0].pointer, pointer)
    t.equal(({} as { x?: number }).x, undefined)
  })
}

t.test('a good body passes, with the numbers and characters that are allowed', async (t) => {
  const body =
    '{"code":"A\\u00e9\\ud83d\\ude00\\\\","weight":999.999999999999,"filledOn":null,"seenAt":"2026-01-01T00:00:00.123456+01:00"}'
  const answer = await post(body)
  t.equal(answer.statusCode, 200, answer.body)
  t.same(answer.json().got, JSON.parse(body))
  for (const number of ['0', '100', '1.50000000000000000000', '1e2', '0.000001']) {
    t.equal((await post(`{"code":"A","weight":${number}}`)).statusCode, 200, number)
  }
})

t.test('all faults of a small body are told at once, and a secret is never sent back', async (t) => {
  const answer = await post('{"code":"a","weight":-1,"colour":"x","password":"much too long","x":[1,2]}')
  const { errors } = answer.json()
  t.same(errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
    '/code',
    '/colour',
    '/password',
    '/weight',
    '/x',
  ])
  t.match(
    errors.find(({ pointer }: { pointer: string }) => pointer === '/colour'),
    { value: 'x' },
  )
  t.notMatch(answer.body, /much too long/)
})

t.test('only JSON is taken, whatever the content type claims', async (t) => {
  const types = [
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'application/json-patch+json',
    'application/merge-patch+json',
    'application/octet-stream',
    'APPLICATION/JSONX',
    'json',
    '*/*',
    'application/',
    ';',
    'text/html',

    ' application/json a',
    'application/csv',
  ]
  for (const type of types) {
    for (const body of ['{"code":"A"}', '{"code":1}', 'code=A']) {
      const answer = await post(body, { 'content-type': type })
      t.ok([400, 415].includes(answer.statusCode), `${type}: ${answer.statusCode}`)
    }
  }
  t.equal((await post('{"code":"A"}', { 'content-type': 'application/json; charset=utf-8' })).statusCode, 200)
  const foreign = await post('{"code":"A"}', { 'content-type': 'text/plain' })
  t.equal(foreign.json().code, 'http.unsupported_media_type')
  const latin = await send({
    method: 'POST',
    url: '/api/v1/crates',
    payload: Buffer.from('{"code":"A\xe9"}', 'latin1'),
    headers: { 'content-type': 'application/json' },
  })
  t.match(latin.json().detail, /not UTF-8/)
})

t.test('a body beyond the limit is refused before it is read whole', async (t) => {
  const answer = await post(JSON.stringify({ code: 'A'.repeat(1_048_577) }))
  t.equal(answer.statusCode, 413)
  t.match(answer.json(), { code: 'http.body_too_large', facts: { limitBytes: 1_048_576 } })
})

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

t.test('the screens come from their folder and from nowhere else', async (t) => {
  const folder = t.testdir({
    dist: {
      'index.html': '<script>1</script><script type="module" src="/assets/a-1.js"></script>',
      '.env': 'x',
      assets: { 'a-1.js': '1', 'a-1.js.map': '{}' },
    },
    'outside.txt': 'x',
  })
  const screens = await buildCratesApp(platform.database, { adminFolder: join(folder, 'dist') })
  t.teardown(() => screens.close())
  const html = { accept: 'text/html,*/*' }
  for (const url of ['/', '/items/5', '/locations?sort=code']) {
    const answer = await screens.inject({ url, headers: html })
    t.equal(answer.statusCode, 200, url)
    t.match(answer.headers['content-type'], /^text\/html/)
    t.match(answer.headers['content-security-policy'], /script-src 'self' 'sha256-a4ayc\/80/)
    t.equal(answer.headers['cache-control'], 'no-cache')
    t.equal(answer.headers['x-frame-options'], 'DENY')
  }
  const asset = await screens.inject('/assets/a-1.js')
  t.equal(asset.statusCode, 200)
  t.match(asset.headers['cache-control'], /immutable/)
  const refused = [
    '/outside.txt',
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/assets/..%5c..%5coutside.txt',
    '/.env',
    '/assets/a-1.js.map',
    '/assets/a-2.js',
    '/api/v1/nowhere',
    '/health/nowhere',
    '/%00',
  ]
  for (const url of refused) {
    const answer = await screens.inject({ url, headers: html })
    t.ok([400, 404].includes(answer.statusCode), `${url}: ${answer.statusCode}`)
  }
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
})
