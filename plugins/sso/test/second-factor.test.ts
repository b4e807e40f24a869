import { examine, startNode, startPlatform } from '@stowage/sdk/testing'
import t from 'tap'
import sso from '../index.ts'
import { App, makeSomebody, PASSWORD, withApp } from './people.ts'
import { Visitor } from './visitor.ts'

const platform = await startPlatform(t, { plugins: [sso] })
const { administrator, stranger } = platform

t.test('it keeps what every plugin promises', async (t) => {
  const findings = await examine(t, sso)
  for (const { sentence, faults } of findings) t.same(faults, [], sentence)
})

t.test('whoever has a second factor is in once he has shown a code of it', async (t) => {
  const ada = await makeSomebody(administrator)
  const { app } = await withApp(stranger, ada)
  const browser = new Visitor(stranger)
  const asked = await browser.logIn(ada.email, PASSWORD)
  t.match(asked, { status: 202, body: { isIn: false, step: { name: 'sso.second_factor' } } })
  t.notOk(await browser.isIn(), 'the password alone opens nothing')
  t.match(await browser.send('GET', '/sso/log-in'), { status: 200, body: { isSetUp: true } })
  t.match(await browser.send('POST', '/sso/log-in/answer', { answer: '000000' }), {
    status: 422,
    body: { code: 'sso.code_wrong' },
  })
  t.notOk(await browser.isIn())
  const let_in = await browser.send('POST', '/sso/log-in/answer', { answer: app.next() })
  t.match(let_in, { status: 200, body: { isIn: true } })
  t.ok(await browser.isIn())
  const { body } = await administrator.send({ url: `/api/v1/access/audit?entityId=${ada.id}` })
  t.match(body.data[0], { action: 'log_in', after: { way: 'password', steps: ['sso.second_factor'] } })
  t.notMatch(JSON.stringify(body), app.secret, 'the secret stands in no audit')
})

t.test('a code is good once, and in one browser', async (t) => {
  const ada = await makeSomebody(administrator)
  const { app } = await withApp(stranger, ada)
  const browsers = [new Visitor(stranger), new Visitor(stranger)] as const
  for (const browser of browsers) await browser.logIn(ada.email, PASSWORD)
  const answer = app.next()
  const answers = await Promise.all(
    browsers.map((browser) => browser.send('POST', '/sso/log-in/answer', { answer })),
  )
  t.same(answers.map(({ status }) => status).sort(), [200, 422], 'sent twice at once, it opens one session')
  t.match(answers.find(({ status }) => status === 422)!.body.code, 'sso.code_used')
})

t.test('whoever guesses codes is held up, wherever he does it', async (t) => {
  const ada = await makeSomebody(administrator)
  const { app } = await withApp(stranger, ada)
  for (let guess = 0; guess < 5; guess += 1) {
    const browser = new Visitor(stranger)
    await browser.logIn(ada.email, PASSWORD)
    const { status } = await browser.send('POST', '/sso/log-in/answer', { answer: '000000' })
    t.equal(status, 422)
  }
  const browser = new Visitor(stranger)
  await browser.logIn(ada.email, PASSWORD)
  t.match(await browser.send('POST', '/sso/log-in/answer', { answer: app.next() }), {
    status: 429,
    body: { code: 'access.too_many_attempts' },
  })
})

t.test('a recovery code is good once, however it is typed', async (t) => {
  const ada = await makeSomebody(administrator)
  const { recoveryCodes, browser: own } = await withApp(stranger, ada)
  t.equal(new Set(recoveryCodes).size, 10)
  const [first, second] = recoveryCodes as [string, string]
  const enter = async (answer: string) => {
    const browser = new Visitor(stranger)
    await browser.logIn(ada.email, PASSWORD)
    return (await browser.send('POST', '/sso/log-in/answer', { answer })).status
  }
  t.equal(await enter(first), 200)
  t.equal(await enter(first), 422, 'used up')
  t.equal(await enter(second.toLowerCase().replaceAll('-', ' ')), 200)
  t.match(await own.send('GET', '/sso/second-factor'), { body: { isSetUp: true, recoveryCodesLeft: 8 } })
  const rows = JSON.stringify(await platform.query('select * from sso.recovery_code, sso.second_factor'))
  t.notMatch(rows, recoveryCodes[3]!.replaceAll('-', ''), 'none stands in the database')
})

t.test('a role asks for a second factor, which is set up on the way in', async (t) => {
  const role = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/roles',
    payload: {
      name: 'Guarded',
      permissions: ['items.item.read'],
      fields: { sso: { asksSecondFactor: true } },
    },
  })
  t.match(role, { status: 201, body: { fields: { sso: { asksSecondFactor: true } } } })
  const ada = await makeSomebody(administrator, { roles: [{ role: role.body.id }] })
  const browser = new Visitor(stranger)
  t.match(await browser.logIn(ada.email, PASSWORD), { status: 202, body: { isIn: false } })
  t.match(await browser.send('GET', '/sso/log-in'), { body: { isSetUp: false } })
  const begun = await browser.send('POST', '/sso/log-in/second-factor')
  const app = new App(begun.body.secret)
  t.match(await browser.send('POST', '/sso/log-in/second-factor/confirm', { code: '000000' }), {
    status: 422,
  })
  const done = await browser.send('POST', '/sso/log-in/second-factor/confirm', { code: app.next() })
  t.match(done, { status: 200, body: { answer: { isIn: true } } })
  t.equal(done.body.recoveryCodes.length, 10)
  t.ok(await browser.isIn())
  t.match(await browser.send('POST', '/sso/second-factor/remove', { answer: app.next() }), {
    status: 409,
    body: { code: 'sso.factor_required', facts: { role: 'Guarded' } },
  })
  const other = new Visitor(stranger)
  await other.logIn(ada.email, PASSWORD)
  t.match(
    await other.send('POST', '/sso/log-in/second-factor'),
    { status: 409, body: { code: 'sso.factor_stands' } },
    'whoever knows the password cannot set up his own in its place',
  )
})

t.test('one’s own second factor is changed by oneself alone, with the password and a code', async (t) => {
  const ada = await makeSomebody(administrator)
  const { browser, app } = await withApp(stranger, ada)
  const begin = (body: object) => browser.send('POST', '/sso/second-factor', body)
  t.match(await begin({}), { status: 422, body: { code: 'sso.password_needed' } })
  t.match(await begin({ password: 'not this one, surely' }), {
    status: 422,
    body: { code: 'access.password_wrong' },
  })
  t.match(await begin({ password: PASSWORD }), { status: 422, body: { code: 'sso.answer_needed' } })
  const begun = await begin({ password: PASSWORD, answer: app.next() })
  t.equal(begun.status, 201)
  const next = new App(begun.body.secret)
  t.match(await browser.send('POST', '/sso/second-factor/confirm', { code: next.next() }), { status: 200 })
  t.match(await browser.send('POST', '/sso/second-factor/remove', { answer: app.next() }), { status: 422 })
  t.match(await browser.send('POST', '/sso/second-factor/remove', { answer: next.next() }), { status: 204 })
  t.match(
    await new Visitor(stranger).logIn(ada.email, PASSWORD),
    { status: 200 },
    'the password is enough again',
  )
  const keyed = await platform.withPermissions(['*'])
  t.match(await keyed.send({ url: '/api/v1/sso/second-factor' }), {
    status: 403,
    body: { code: 'access.people_only' },
  })
})

t.test(
  'an administrator takes away what was lost, and nobody does it to one who has more rights',
  async (t) => {
    const ada = await makeSomebody(administrator)
    const { browser } = await withApp(stranger, ada)
    const lesser = await platform.withPermissions(['sso.person.manage'])
    const boss = await makeSomebody(administrator, { permissions: ['*'] })
    await withApp(stranger, boss)
    const take = (caller: typeof lesser, { id }: { id: string }) =>
      caller.send({ method: 'DELETE', url: `/api/v1/sso/people/${id}/second-factor` })
    t.match(await take(lesser, boss), { status: 403, body: { code: 'access.beyond_own_rights' } })
    t.match(await administrator.send({ url: `/api/v1/sso/people/${ada.id}` }), {
      body: { isSetUp: true, isRequired: false, hasPassword: true },
    })
    t.equal((await take(lesser, ada)).status, 204)
    t.notOk(await browser.isIn(), 'his sessions end')
    t.match(await new Visitor(stranger).logIn(ada.email, PASSWORD), { status: 200 })
    t.match(await take(lesser, ada), { status: 409, body: { code: 'sso.factor_missing' } })
    const { body } = await administrator.send({
      url: `/api/v1/access/audit?entity=sso.second_factor&entityId=${ada.id}`,
    })
    t.same(
      body.data.map(({ action }: { action: string }) => action),
      ['reset', 'set_up'],
    )
  },
)

t.test('who is on his way in begins anew where his account was changed meanwhile', async (t) => {
  const ada = await makeSomebody(administrator)
  const { app } = await withApp(stranger, ada)
  const browser = new Visitor(stranger)
  await browser.logIn(ada.email, PASSWORD)
  const url = `/api/v1/access/users/${ada.id}`
  const { headers } = await administrator.send({ url })
  const changed = await administrator.send({
    method: 'PATCH',
    url,
    payload: { password: 'another horse altogether' },
    headers: { 'if-match': String(headers.etag) },
  })
  t.equal(changed.status, 200)
  t.match(await browser.send('POST', '/sso/log-in/answer', { answer: app.next() }), {
    status: 401,
    body: { code: 'access.log_in_over' },
  })
  t.match(await new Visitor(stranger).send('GET', '/sso/log-in'), {
    status: 401,
    body: { code: 'access.log_in_over' },
  })
})

t.test('nobody is let in by his password alone because the plugin was switched off', async (t) => {
  const node = await startNode(t, [sso])
  await node.enable('sso')
  const ada = await makeSomebody(node)
  const { app, browser: standing } = await withApp(node, ada)
  await node.disable('sso')
  t.match(await new Visitor(node).logIn(ada.email, PASSWORD), {
    status: 403,
    body: { code: 'access.log_in_step_missing', facts: { step: 'sso.second_factor' } },
  })
  t.ok(await standing.isIn(), 'sessions that stand go on')
  await node.enable('sso')
  const browser = new Visitor(node)
  t.match(await browser.logIn(ada.email, PASSWORD), { status: 202 })
  t.match(await browser.send('POST', '/sso/log-in/answer', { answer: app.next() }), { status: 200 })
})
