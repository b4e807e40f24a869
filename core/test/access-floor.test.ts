import t from 'tap'
import { type Caller, startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/access'
const PASSWORD = 'correct horse battery'
const ADMINISTRATOR = '00000000-0000-7000-8000-000000000051'
const CONTROLLER = '00000000-0000-7000-8000-000000000052'
const OPERATOR = '00000000-0000-7000-8000-000000000053'
const HOUSE = '00000000-0000-7000-8000-000000000001'

t.test(
  'an administrator looks with a user’s eyes, changes nothing, and the audit tells both ends',
  async (t) => {
    const platform = await startPlatform(t)
    const { administrator } = platform
    const rosa = await createUser(platform, { roles: [{ role: OPERATOR }] })
    const view = { user: rosa.id, reason: 'She cannot find the bin' }
    const begin = (by: Caller, payload: object = view) =>
      by.send({ method: 'POST', url: `${URL}/session/view`, payload })
    const browser = await platform.logIn(rosa.email, PASSWORD)
    t.match((await begin(browser)).body, { code: 'http.forbidden' })
    t.equal((await begin(administrator)).status, 204)
    const me = (await administrator.send({ url: `${URL}/session` })).body
    t.match(me, {
      id: rosa.id,
      name: 'Rosa',
      viewer: { name: 'Administrator' },
      roles: [{ name: 'Operator' }],
    })
    t.equal((await administrator.send({ url: '/api/v1/items' })).status, 200)
    t.equal((await administrator.send({ url: `${URL}/users` })).status, 403, 'he sees what she sees')
    const payload = { mode: 'each', movements: [] }
    const write = await administrator.send({ method: 'POST', url: '/api/v1/ledger/movements', payload })
    t.match(write.body, { status: 403, code: 'access.view_only' })
    const password = { current: PASSWORD, password: 'another long password' }
    t.match(
      (await administrator.send({ method: 'PUT', url: `${URL}/session/password`, payload: password })).body,
      {
        code: 'access.view_only',
      },
    )
    await t.rejects(
      platform.database.transaction({ owners: 'all', viewer: { id: rosa.id, name: 'x' } }, (trx) =>
        trx('access.actor').update({ name: 'x' }),
      ),
      /read-only transaction/,
      'not even by a faulty route',
    )
    t.equal((await administrator.send({ method: 'DELETE', url: `${URL}/session/view` })).status, 204)
    t.match((await administrator.send({ url: `${URL}/session` })).body, {
      name: 'Administrator',
      viewer: null,
    })
    const audit = (await administrator.send({ url: `${URL}/audit?entityId=${rosa.id}` })).body.data
    t.match(audit[0], { action: 'end_view_as', actorName: 'Administrator' })
    t.match(audit[1], { action: 'view_as', actorName: 'Administrator', reason: view.reason })
    const chief = await createUser(platform, {
      email: 'chief@example.com',
      permissions: ['access.user.view_as'],
    })
    const lesser = await platform.logIn(chief.email, PASSWORD)
    t.match((await begin(lesser)).body, { code: 'access.beyond_own_rights' }, 'nobody sees more than he may')
  },
)

t.test('a role for emergencies is had for half an hour, with a reason, and listed', async (t) => {
  const platform = await startPlatform(t)
  const { administrator } = platform
  const rosa = await createUser(platform, { permissions: ['access.break_glass.take'] })
  const browser = await platform.logIn(rosa.email, PASSWORD)
  const take = (role: string, reason = 'The chief is on a plane') =>
    browser.send({ method: 'POST', url: `${URL}/break-glass`, payload: { role, reason } })
  t.match((await take(CONTROLLER)).body, { code: 'access.role_unknown' }, 'only what is kept for that')
  const kept = await administrator.send({
    method: 'PATCH',
    url: `${URL}/roles/${CONTROLLER}`,
    headers: { 'if-match': '"1"' },
    payload: { isBreakGlass: true },
  })
  t.match(kept.body, { isBreakGlass: true })
  t.match((await take(CONTROLLER, 'no')).body, { code: 'http.invalid_input' })
  t.equal((await browser.send({ url: '/api/v1/items' })).status, 403)
  const taken = await take(CONTROLLER)
  t.equal(taken.status, 201, taken.text)
  t.equal((await browser.send({ url: '/api/v1/items' })).status, 200)
  const list = (await administrator.send({ url: `${URL}/break-glass` })).body.data
  t.match(list, [
    { actorName: 'Rosa', roleName: 'Stock controller', reason: 'The chief is on a plane', isOpen: true },
  ])
  const minutes = (Date.parse(list[0].endsAt) - Date.parse(list[0].grantedAt)) / 60_000
  t.equal(Math.round(minutes), 30)
  await platform.query(
    "update access.role_grant set ends_at = now() - interval '1 second' where ends_at is not null",
  )
  t.equal((await browser.send({ url: '/api/v1/items' })).status, 403, 'it ended by itself')
  const again = await take(CONTROLLER)
  const back = () => browser.send({ method: 'DELETE', url: `${URL}/break-glass/${again.body.id}` })
  t.equal((await back()).status, 204)
  t.equal((await back()).status, 404)
  t.equal((await browser.send({ url: '/api/v1/items' })).status, 403)
  const actions = (await administrator.send({ url: `${URL}/audit?entityId=${rosa.id}` })).body.data
  t.match(actions[0], { action: 'give_glass_back' })
  t.match(actions[1], { action: 'break_glass', reason: 'The chief is on a plane' })
})

t.test('a badge works on a registered device, for the floor, in its site', async (t) => {
  const platform = await startPlatform(t)
  const { administrator, stranger, app } = platform
  const send = (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    administrator.send({ method, url, ...(payload === undefined ? {} : { payload }) })
  const wish = { company: HOUSE, code: 'S1', name: 'Main', timeZone: 'UTC' }
  const site = (await send('POST', '/api/v1/locations/sites', wish)).body.id
  await send('POST', '/api/v1/locations/sites', { ...wish, code: 'S2', name: 'Second' })
  const rosa = await createUser(platform, { roles: [{ role: OPERATOR }, { role: ADMINISTRATOR }] })
  t.equal(
    (await send('PUT', `${URL}/users/${rosa.id}/badge`, { badge: 'B-000-123', pin: '4711081547' })).status,
    204,
  )
  const device = (await send('POST', `${URL}/devices`, { name: 'Scanner 1', site })).body
  const hold = (payload: object, token?: string) =>
    stranger.send({
      method: 'POST',
      url: `${URL}/session/badge`,
      headers: token === undefined ? {} : { 'stowage-device': token },
      payload,
    })
  t.match((await hold({ badge: 'B-000-123' })).body, { status: 401, code: 'access.device_unknown' })
  t.match((await hold({ badge: 'B-000-124' }, device.token)).body, { code: 'access.badge_unknown' })
  t.match((await hold({}, device.token)).body, { code: 'access.badge_or_person' })
  const enrolled = await app.inject({
    method: 'POST',
    url: `${URL}/device`,
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { token: device.token },
  })
  t.match(enrolled.json(), { id: device.id, name: 'Scanner 1', site, siteName: 'Main', idleMinutes: 30 })
  t.match(device.token, /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/, 'a code that can be typed')
  const typed = device.token.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o')
  const byHand = { method: 'POST', url: `${URL}/device`, payload: { token: typed } } as const
  t.match((await stranger.send(byHand)).body, { id: device.id }, 'however it is typed')
  t.match(String(enrolled.headers['set-cookie']), /^stowage_device=.*HttpOnly; SameSite=Strict$/)
  const logged = await hold({ badge: 'B-000-123' }, device.token)
  t.match(logged.body, { name: 'Rosa', device: device.id, sites: [site] })
  t.notOk(logged.body.permissions.includes('*'), 'the administrator’s role does not count on the floor')
  const cookie = /stowage_session=([^;]+)/.exec(String(logged.headers['set-cookie']))![0]
  const onDevice = (url: string, token: string | undefined = device.token) =>
    stranger.send({ url, headers: { cookie, ...(token === '' ? {} : { 'stowage-device': token! }) } })
  t.equal((await onDevice('/api/v1/items')).status, 200)
  t.equal((await onDevice('/api/v1/locations/sites?count=true')).body.total, 1, 'only the device’s site')
  t.equal((await onDevice(`${URL}/users`)).status, 403)
  t.equal((await onDevice('/api/v1/items', '')).status, 401, 'the cookie alone is good for nothing')
  t.match((await hold({ person: rosa.email, pin: '4711081547' }, device.token)).body, { name: 'Rosa' })
  t.match((await hold({ person: rosa.id, pin: '4711081547' }, device.token)).body, { name: 'Rosa' })
  const people = (token: string) =>
    stranger.send({ url: `${URL}/device/people`, headers: { 'stowage-device': token } })
  const desk = await createUser(platform, { email: 'desk@example.com', roles: [{ role: CONTROLLER }] })
  await send('PUT', `${URL}/users/${desk.id}/badge`, { pin: '4711' })
  const named = (await people(device.token)).body.data
  t.strictSame(named, [{ id: rosa.id, name: 'Rosa' }], 'who works on the floor and has a PIN')
  t.match((await people('0000-0000-0000-0000-0000')).body, { code: 'access.device_unknown' })
  t.match((await stranger.send({ url: `${URL}/device/people` })).body, { code: 'access.device_unknown' })
  for (let guess = 0; guess < 5; guess += 1) {
    t.match((await hold({ person: rosa.email, pin: `000${guess}` }, device.token)).body, {
      code: 'access.badge_unknown',
    })
  }
  t.match((await hold({ person: rosa.email, pin: '4711081547' }, device.token)).body, {
    status: 429,
    code: 'access.too_many_attempts',
  })
  const everything = JSON.stringify([
    await platform.query('select * from access.badge, access.device'),
    (await administrator.send({ url: `${URL}/audit` })).body,
  ])
  t.notMatch(everything, /B-000-123|4711081547/)
  t.notMatch(everything, device.token)
  await platform.query(
    "update access.session set seen_at = now() - interval '31 minutes' where device is not null",
  )
  t.equal((await onDevice('/api/v1/items')).status, 401, 'a scanner that lies about')
  await platform.query('update access.session set seen_at = now()')
  t.equal((await send('DELETE', `${URL}/devices/${device.id}`)).status, 204)
  t.equal((await onDevice('/api/v1/items')).status, 401)
  t.match((await hold({ badge: 'B-000-123' }, device.token)).body, { code: 'access.device_unknown' })
})

t.test('who tries keys at random is stopped, and right keys are not slowed down', async (t) => {
  const platform = await startPlatform(t)
  const { administrator, withKey, query } = platform
  const payload = { name: 'Shop', permissions: ['items.item.read'] }
  const { token } = (await administrator.send({ method: 'POST', url: `${URL}/api-keys`, payload })).body
  const wrong = withKey(`${token.slice(0, -3)}xxx`)
  t.equal((await wrong.send({ url: '/api/v1/items' })).status, 401)
  await query('update access.log_in_throttle set failures = 100')
  t.match((await wrong.send({ url: '/api/v1/items' })).body, {
    status: 429,
    code: 'access.too_many_attempts',
  })
  t.equal((await withKey(token).send({ url: '/api/v1/items' })).status, 200)
})

t.test(
  'the audit keeps the reason and the device, is searched and exported, and nobody rewrites it',
  async (t) => {
    const platform = await startPlatform(t)
    const { administrator, query } = platform
    const made = await administrator.send({
      method: 'POST',
      url: `${URL}/owners`,
      headers: { 'change-reason': encodeURIComponent('Vertrag für Anna') },
      payload: { kind: 'client', name: 'Anna' },
    })
    t.equal(made.status, 201)
    const found = (await administrator.send({ url: `${URL}/audit?q=${encodeURIComponent('für anna')}` })).body
    t.match(found.data, [
      { entity: 'access.owner', action: 'create', reason: 'Vertrag für Anna', device: null },
    ])
    const csv = await administrator.send({ url: `${URL}/audit?format=csv&entity=access.owner` })
    t.match(csv.text, /reason/)
    t.match(csv.text, /Vertrag für Anna/)
    for (const role of ['stowage_owner', 'stowage_app_all', 'stowage_hook']) {
      for (const sql of ["update access.change set action = 'x'", 'delete from access.change']) {
        await t.rejects(
          query(`set role ${role}; ${sql}`),
          /appended to, never edited|permission denied/,
          role,
        )
      }
      await query('reset role')
    }
  },
)

t.test('where a user is logged in is told, and ended in one place or everywhere', async (t) => {
  const platform = await startPlatform(t)
  const { administrator } = platform
  const rosa = await createUser(platform, { roles: [{ role: OPERATOR }] })
  const url = `${URL}/users/${rosa.id}/sessions`
  t.strictSame((await administrator.send({ url })).body, { data: [] })
  const [first, second] = [
    await platform.logIn(rosa.email, PASSWORD),
    await platform.logIn(rosa.email, PASSWORD),
  ]
  const { data } = (await administrator.send({ url })).body
  t.match(data, [
    { isThis: false, device: null, address: '127.0.0.1' },
    { isThis: false, device: null },
  ])
  t.notMatch(JSON.stringify(data), /token/i)
  t.equal((await administrator.send({ method: 'DELETE', url: `${url}/${data[1].id}` })).status, 204)
  const standing = [first, second].map(async (one) => (await one.send({ url: `${URL}/session` })).status)
  t.strictSame((await Promise.all(standing)).toSorted(), [200, 401])
  t.match(await administrator.send({ method: 'DELETE', url: `${url}/${data[1].id}` }), {
    status: 404,
    body: { code: 'http.row_not_found', facts: { what: 'session' } },
  })
  t.equal((await administrator.send({ method: 'DELETE', url })).status, 204)
  t.strictSame((await administrator.send({ url })).body, { data: [] })
  const audit = (await administrator.send({ url: `${URL}/audit?entityId=${rosa.id}&action=end_sessions` }))
    .body
  t.match(audit.data, [{ after: { ended: 1 } }, { after: { ended: 1 } }])
  t.match((await administrator.send({ url: `${URL}/users/${HOUSE}/sessions` })).body, {
    code: 'http.row_not_found',
  })

  const lesser = await createUser(platform, {
    email: 'lesser@example.com',
    permissions: ['access.user.manage'],
  })
  const by = await platform.logIn(lesser.email, PASSWORD)
  t.match((await by.send({ method: 'DELETE', url })).body, { code: 'access.beyond_own_rights' })
  t.match((await by.send({ url: `${URL}/users/${lesser.id}/sessions` })).body, { data: [{ isThis: true }] })
})

t.test('what was taken for half an hour is not given on, where it would outlast that', async (t) => {
  const platform = await startPlatform(t)
  const { administrator } = platform
  const create = async (url: string, payload: object) => {
    const answer = await administrator.send({ method: 'POST', url: `${URL}${url}`, payload })
    if (answer.status !== 201) throw new Error(answer.text)
    return answer.body
  }
  const emergency = { name: 'At night', permissions: ['items.item.write'], isBreakGlass: true }
  const { id: role } = await create('/roles', emergency)
  const permissions = ['access.break_glass.take', 'access.user.manage', 'access.key.manage']
  const rosa = await createUser(platform, { permissions })
  const browser = await platform.logIn(rosa.email, PASSWORD)
  const taken = await browser.send({
    method: 'POST',
    url: `${URL}/break-glass`,
    payload: { role, reason: 'The chief is on a plane' },
  })
  t.equal(taken.status, 201, taken.text)
  const give = (url: string, payload: object) =>
    browser.send({ method: 'POST', url: `${URL}${url}`, payload: { name: 'Door', ...payload } })
  const beyond = { status: 403, body: { code: 'access.beyond_own_rights' } }
  const person = { email: 'door@example.com', password: PASSWORD }
  t.match(await give('/api-keys', { permissions: emergency.permissions }), beyond)
  t.match(await give('/users', { ...person, permissions: emergency.permissions }), beyond)
  t.match(await give('/users', { ...person, roles: [{ role }] }), beyond)
  t.equal((await give('/api-keys', { permissions: ['access.user.manage'] })).status, 201)
  const { id: key } = await create('/api-keys', { name: 'Lost', permissions: emergency.permissions })
  const ended = await browser.send({ method: 'DELETE', url: `${URL}/api-keys/${key}` })
  t.equal(ended.status, 204, 'but meanwhile a lost key can be ended')
})

async function createUser({ administrator }: TestPlatform, wish: object) {
  const payload = { name: 'Rosa', email: 'rosa@example.com', password: PASSWORD, ...wish }
  const answer = await administrator.send({ method: 'POST', url: `${URL}/users`, payload })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body as { id: string; email: string; version: number }
}
