import t from 'tap'
import { gatherLookups } from '../src/access/gather-lookups.ts'
import { buildApp } from '../src/app.ts'
import { startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/access'
const PASSWORD = 'correct horse battery'

t.test('a person logs in, is told who he is, and logs out', async (t) => {
  const { administrator, stranger, app, query } = await startPlatform(t)
  t.match((await stranger.send({ url: `${URL}/session` })).body, {
    status: 401,
    code: 'http.unauthenticated',
  })
  const { email, password } = administrator
  const answer = await stranger.send({
    method: 'POST',
    url: `${URL}/session`,
    payload: { email: ` ${email.toUpperCase()}`, password },
  })
  t.match(answer.body, { email, kind: 'user', name: 'Administrator', permissions: ['*'], owners: null })
  const cookie = String(answer.headers['set-cookie'])
  t.match(cookie, /^stowage_session=[\w-]{43}; .*HttpOnly; SameSite=Strict$/)
  t.notMatch(cookie, /Secure/, 'plain http carries no secure cookie')
  const byTls = await stranger.send({
    method: 'POST',
    url: `${URL}/session`,
    headers: { origin: 'https://stock.example.com', host: 'stock.example.com' },
    payload: { email, password },
  })
  t.match(byTls.headers['set-cookie'], /; Secure/, 'behind a proxy that ends TLS none goes in the clear')
  const token = /=([\w-]+);/.exec(cookie)?.[1]
  const stored = await query('select encode(token_hash, $1) as hash from access.session', ['escape'])
  t.notMatch(JSON.stringify(stored), String(token), 'the table alone opens no door')
  const headers = { cookie: `stowage_session=${token}` }
  t.equal((await app.inject({ url: `${URL}/session`, headers })).statusCode, 200)
  const out = await stranger.send({ method: 'DELETE', url: `${URL}/session`, headers })
  t.equal(out.status, 204)
  t.equal((await app.inject({ url: `${URL}/session`, headers })).statusCode, 401)
  t.equal(
    (await administrator.send({ url: `${URL}/session` })).status,
    200,
    'his other browser stays logged in',
  )
})

t.test('a session outlives the server, but neither a shift without use nor a week', async (t) => {
  const { administrator, database, query, beforeClose } = await startPlatform(t)
  const second = await buildApp({ database })
  beforeClose(() => second.close())
  const me = async () =>
    (await second.inject({ url: `${URL}/session`, headers: { cookie: administrator.cookie } })).statusCode
  t.equal(await me(), 200)
  await query("update access.session set seen_at = now() - interval '11 hours'")
  t.equal(await me(), 200)
  const [row] = await query<{ fresh: boolean }>(
    "select seen_at > now() - interval '1 minute' as fresh from access.session",
  )
  t.ok(row?.fresh, 'use counts')
  await query("update access.session set seen_at = now() - interval '13 hours'")
  t.equal(await me(), 401)
  await query("update access.session set seen_at = now(), expires_at = now() - interval '1 second'")
  t.equal(await me(), 401)
})

t.test('whoever is put out of use is out at the next request: browser, and keys he made', async (t) => {
  const { administrator, logIn, withKey, stranger } = await startPlatform(t)
  const anna = await createUser(administrator, { permissions: ['items.item.read', 'access.key.manage'] })
  const browser = await logIn(anna.email, PASSWORD)
  const made = await browser.send({
    method: 'POST',
    url: `${URL}/api-keys`,
    payload: { name: 'her key', permissions: ['items.item.read'] },
  })
  const key = withKey(made.body.token)
  t.equal((await browser.send({ url: '/api/v1/items' })).status, 200)
  t.equal((await key.send({ url: '/api/v1/items' })).status, 200)
  t.equal((await change(administrator, anna, { isActive: false })).status, 200)
  t.equal((await browser.send({ url: '/api/v1/items' })).status, 401)
  t.equal((await key.send({ url: '/api/v1/items' })).status, 401)
  const payload = { email: anna.email, password: PASSWORD }
  t.match((await stranger.send({ method: 'POST', url: `${URL}/session`, payload })).body, {
    status: 401,
    code: 'access.wrong_credentials',
  })
  t.equal((await change(administrator, { ...anna, version: 2 }, { isActive: true })).status, 200)
  t.equal((await browser.send({ url: '/api/v1/items' })).status, 401, 'the old session is gone for good')
})

t.test('a new password and other rights end the sessions there are', async (t) => {
  const { administrator, logIn } = await startPlatform(t)
  const anna = await createUser(administrator, { permissions: ['items.item.read'] })
  const first = await logIn(anna.email, PASSWORD)
  const wrong = { current: 'not the password', password: 'a longer password' }
  t.match((await first.send({ method: 'PUT', url: `${URL}/session/password`, payload: wrong })).body, {
    code: 'access.wrong_credentials',
  })
  const short = { current: PASSWORD, password: 'short' }
  t.match((await first.send({ method: 'PUT', url: `${URL}/session/password`, payload: short })).body, {
    status: 422,
    code: 'access.password_too_short',
    facts: { length: 5, minimum: 12 },
  })
  const right = { current: PASSWORD, password: 'a longer password' }
  t.equal((await first.send({ method: 'PUT', url: `${URL}/session/password`, payload: right })).status, 204)
  t.equal((await first.send({ url: `${URL}/session` })).status, 401)
  await t.rejects(logIn(anna.email, PASSWORD))
  const second = await logIn(anna.email, 'a longer password')
  t.equal((await change(administrator, { ...anna, version: 2 }, { permissions: [] })).status, 200)
  t.equal((await second.send({ url: `${URL}/session` })).status, 401)
})

t.test('who guesses passwords is slowed down, whatever he varies, and nobody else is', async (t) => {
  const { administrator, app, logIn, query } = await startPlatform(t)
  const anna = await createUser(administrator, { permissions: [] })
  const guess = (email: string, { address = '2001:db8:1:2::1', password = 'wrong' } = {}) =>
    app.inject({
      method: 'POST',
      url: `${URL}/session`,
      remoteAddress: address,
      headers: { 'x-forwarded-for': `10.0.0.${Math.trunc(performance.now()) % 250}` },
      payload: { email, password },
    })
  const guesses = await Promise.all(
    ['Anna@example.com', 'anna@example.com ', 'ANNA@example.com', 'anna@example.com', 'anna@Example.com'].map(
      (email, n) => guess(email, { address: `2001:db8:1:2::${n}` }),
    ),
  )
  t.same(
    guesses.map(({ statusCode }) => statusCode),
    [401, 401, 401, 401, 401],
  )
  const sixth = await guess(anna.email, { password: PASSWORD })
  t.match(sixth.json(), { status: 429, code: 'access.too_many_attempts' }, 'even with the right password')
  t.ok(Number(sixth.headers['retry-after']) > 800)
  t.equal(
    (await guess(anna.email, { address: '2001:db8:1:3::1', password: PASSWORD })).statusCode,
    200,
    'from elsewhere',
  )
  t.ok(await logIn(anna.email, PASSWORD))
  await query("update access.log_in_throttle set window_ends_at = now() - interval '1 second'")
  t.equal((await guess(anna.email, { password: PASSWORD })).statusCode, 200, 'a quarter of an hour later')
})

t.test('an unknown account answers as a known one does, and nothing tells them apart', async (t) => {
  const { administrator, stranger } = await startPlatform(t)
  const logIn = async (email: string) => {
    const payload = { email, password: 'not this one' }
    const { status, body } = await stranger.send({ method: 'POST', url: `${URL}/session`, payload })
    return { status, code: body.code, detail: body.detail, facts: body.facts }
  }
  t.same(await logIn('nobody@example.com'), await logIn(administrator.email))
})

t.test('an API key does what it was given, until it ends or is revoked', async (t) => {
  const { administrator, withKey, query } = await startPlatform(t)
  const create = (payload: object) => administrator.send({ method: 'POST', url: `${URL}/api-keys`, payload })
  const made = await create({ name: 'Shop', permissions: ['items.item.read'] })
  t.equal(made.status, 201)
  t.match(made.body.token, /^stw_[0-9a-f]{32}_[\w-]{43}$/)
  const key = withKey(made.body.token)
  t.equal((await key.send({ url: '/api/v1/items' })).status, 200)
  t.match((await key.send({ url: `${URL}/session` })).body, { kind: 'key', name: 'Shop', email: null })
  t.match((await key.send({ method: 'POST', url: '/api/v1/items', payload: { sku: 'A', name: 'A' } })).body, {
    status: 403,
    code: 'http.forbidden',
    facts: { permission: 'items.item.write', actor: 'Shop' },
  })
  const list = await administrator.send({ url: `${URL}/api-keys` })
  t.match(list.body.data, [
    { id: made.body.id, name: 'Shop', owners: null, revokedAt: null, lastUsedAt: /Z$/ },
  ])
  const secret = made.body.token.split('_').slice(2).join('_')
  const everything = JSON.stringify([
    list.body,
    await query('select * from access.api_key'),
    (await administrator.send({ url: `${URL}/audit` })).body,
  ])
  t.notMatch(everything, secret, 'the secret was shown once')
  for (const wrong of [
    `${made.body.token.slice(0, -1)}_`,
    'stw_x',
    '',
    made.body.token.replace(/_./, '_f'),
  ]) {
    t.equal((await withKey(wrong).send({ url: '/api/v1/items' })).status, 401, wrong)
  }
  await query("update access.api_key set expires_at = now() - interval '1 second'")
  t.equal((await key.send({ url: '/api/v1/items' })).status, 401, 'it ended')
  await query('update access.api_key set expires_at = null')
  t.equal(
    (await administrator.send({ method: 'DELETE', url: `${URL}/api-keys/${made.body.id}` })).status,
    204,
  )
  t.equal((await key.send({ url: '/api/v1/items' })).status, 401, 'it was revoked')
  const cases = [
    [{ name: 'x', permissions: ['items.item.fly'] }, 422, 'access.permission_unknown'],
    [{ name: 'x', permissions: [], expiresAt: '2020-01-01T00:00:00Z' }, 422, 'access.expiry_past'],
    [{ name: 'x', permissions: [], owners: [made.body.id] }, 422, 'access.owner_unknown'],
    [{ name: 'x', permissions: [], owners: [] }, 400, 'http.invalid_input'],
    [{ name: '\u0001', permissions: [] }, 422, 'access.text_unprintable'],
  ] as const
  for (const [payload, status, code] of cases) {
    t.match((await create(payload)).body, { status, code }, JSON.stringify(payload))
  }
})

t.test('nobody gives rights he does not have, and the last administrator stays one', async (t) => {
  const { administrator, logIn } = await startPlatform(t)
  const permissions = ['access.user.manage', 'access.key.manage', 'items.item.read']
  const anna = await createUser(administrator, { permissions })
  const browser = await logIn(anna.email, PASSWORD)
  const wish = { name: 'Eve', email: 'eve@example.com', password: PASSWORD, permissions: ['*'] }
  const beyond = { status: 403, code: 'access.beyond_own_rights' }
  t.match((await browser.send({ method: 'POST', url: `${URL}/users`, payload: wish })).body, beyond)
  const key = { name: 'x', permissions: ['items.item.write'] }
  t.match((await browser.send({ method: 'POST', url: `${URL}/api-keys`, payload: key })).body, beyond)
  const users = (await administrator.send({ url: `${URL}/users?sort=createdAt` })).body.data
  t.equal(users.length, 2)
  t.notMatch(JSON.stringify(users), 'argon2')
  t.match((await change(browser, users[0], { password: 'a password of mine' })).body, beyond)
  t.match((await change(browser, anna, { permissions: ['*'] })).body, beyond)
  for (const patch of [{ isActive: false }, { roles: [] }]) {
    t.match((await change(administrator, users[0], patch)).body, {
      status: 409,
      code: 'access.last_administrator',
    })
  }
  t.equal((await administrator.send({ url: `${URL}/session` })).status, 200, 'nothing half-written')
  const cases = [
    [{ email: anna.email }, 409, 'access.email_taken'],
    [{ email: 'no-mail' }, 422, 'access.email_malformed'],
    [{ password: 'short' }, 422, 'access.password_too_short'],
    [{ permissions: ['items.item.fly'] }, 422, 'access.permission_unknown'],
    [{ name: ' ' }, 422, 'access.text_unprintable'],
    [{ role: 'admin' }, 400, 'http.invalid_input'],
    [{ passwordHash: 'x' }, 400, 'http.invalid_input'],
  ] as const
  for (const [wrong, status, code] of cases) {
    const payload = { ...wish, ...wrong }
    t.match((await administrator.send({ method: 'POST', url: `${URL}/users`, payload })).body, {
      status,
      code,
    })
  }
  const audit = JSON.stringify((await administrator.send({ url: `${URL}/audit` })).body)
  t.notMatch(audit, /argon2|correct horse/, 'secrets stay out of the audit')
})

t.test('a bound key is told that users and keys are for staff', async (t) => {
  const { administrator, withKey } = await startPlatform(t)
  const payload = { kind: 'client', name: 'Anna' }
  const owner = await administrator.send({ method: 'POST', url: `${URL}/owners`, payload })
  const permissions = [
    'access.user.manage',
    'access.key.manage',
    'access.owner.write',
    'access.company.write',
  ]
  const made = await administrator.send({
    method: 'POST',
    url: `${URL}/api-keys`,
    payload: { name: 'bound', permissions, owners: [owner.body.id] },
  })
  const key = withKey(made.body.token)
  const refused = { status: 403, code: 'access.staff_only' }
  t.match((await key.send({ url: `${URL}/users` })).body, refused)
  t.match((await key.send({ url: `${URL}/api-keys` })).body, refused)
  const send = (path: string, payload: object) => key.send({ method: 'POST', url: `${URL}${path}`, payload })
  t.match((await send('/owners', { kind: 'client', name: 'Ben' })).body, refused)
  t.match((await send('/companies', { name: 'Ben', baseCurrency: 'EUR' })).body, refused)
})

t.test('companies and owners are created once, renamed by who has seen them, and named once', async (t) => {
  const { administrator } = await startPlatform(t)
  const send = (path: string, payload: object) =>
    administrator.send({ method: 'POST', url: `${URL}${path}`, payload })
  const id = '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f'
  const company = { id, name: 'Zürich AG', baseCurrency: 'CHF' }
  t.equal((await send('/companies', company)).status, 201)
  t.equal((await send('/companies', company)).status, 200)
  t.match((await send('/companies', { ...company, name: 'Other' })).body, { code: 'access.id_taken' })
  t.match((await send('/companies', { name: 'zürich ag', baseCurrency: 'CHF' })).body, {
    code: 'access.name_taken',
  })
  t.match((await send('/companies', { name: 'x', baseCurrency: 'XQX' })).body, {
    code: 'access.currency_unknown',
  })
  const owner = await send('/owners', { kind: 'company', name: 'Zürich AG', company: id })
  t.equal(owner.status, 201, owner.text)
  t.match((await send('/owners', { kind: 'client', name: 'x', company: id })).body, {
    code: 'access.company_mismatch',
  })
  t.match((await send('/owners', { kind: 'company', name: 'x' })).body, { code: 'access.company_mismatch' })
  t.match((await send('/owners', { kind: 'client', name: 'house' })).body, { code: 'access.name_taken' })
  const patch = (version: number) =>
    administrator.send({
      method: 'PATCH',
      url: `${URL}/owners/${owner.body.id}`,
      headers: { 'if-match': `"${version}"` },
      payload: { name: `Zürich ${version}` },
    })
  t.match((await patch(1)).body, { name: 'Zürich 1', version: 2 })
  t.match((await patch(1)).body, { code: 'http.version_conflict', facts: { sent: 1, current: 2 } })
  t.equal((await administrator.send({ url: `${URL}/owners?count=true` })).body.total, 2)
})

t.test('the audit is appended to and never edited, not even by its tables’ owner', async (t) => {
  const { query } = await startPlatform(t)
  await t.rejects(query("update access.change set action = 'nothing'"), /appended to, never edited/)
  await t.rejects(query('delete from access.change'), /appended to, never edited/)
  await t.rejects(query('truncate access.change'), /appended to, never edited/)
})

t.test(
  'whoever asks in the same moment, or while a query is under way, ' +
    'shares one, and never gets an older answer',
  async (t) => {
    const loads: string[][] = []
    const gates: (() => void)[] = []
    const lookUp = gatherLookups(async (keys) => {
      loads.push([...keys])
      await new Promise<void>((open) => gates.push(open))
      return new Map(keys.map((key) => [key, `${key}${loads.length}`]))
    })
    const first = Promise.all([lookUp('a'), lookUp('c')])
    while (gates.length < 1) await new Promise(setImmediate)
    const later = Promise.all([lookUp('a'), lookUp('b'), lookUp('a')])
    gates[0]!()
    t.same(await first, ['a1', 'c1'])
    while (gates.length < 2) await new Promise(setImmediate)
    gates[1]!()
    t.same(await later, ['a2', 'b2', 'a2'])
    t.same(loads, [
      ['a', 'c'],
      ['a', 'b'],
    ])
  },
)

interface Known {
  readonly id: string
  readonly version: number
}

async function createUser(administrator: TestPlatform['administrator'], wish: { permissions: string[] }) {
  const payload = { name: 'Anna', email: 'anna@example.com', password: PASSWORD, ...wish }
  const answer = await administrator.send({ method: 'POST', url: `${URL}/users`, payload })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body as Known & { email: string }
}

function change(by: Pick<TestPlatform['administrator'], 'send'>, { id, version }: Known, payload: object) {
  const headers = { 'if-match': `"${version}"` }
  return by.send({ method: 'PATCH', url: `${URL}/users/${id}`, headers, payload })
}
