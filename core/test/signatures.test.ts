import { definePlugin, type ServiceContext } from '@stowage/sdk'
import t from 'tap'
import { systemActor } from '../src/access/system-actor.ts'
import { canonicalJson, hashOf } from '../src/signatures/canonical-json.ts'
import { startPlatform } from '../src/testing/start-platform.ts'

const URL = '/api/v1/host/signatures'
const PASSWORD = 'correct horse battery'
const RECORD = { entity: 'quality.release', id: '01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f' }

t.test(
  'equal records are written equally, whatever order they came in, and nothing is dropped',
  async (t) => {
    t.equal(
      canonicalJson({ b: [1.0, 1e21, -0, 0.1], a: { ä: 'é\n', A: null } }),
      '{"a":{"A":null,"ä":"é\\n"},"b":[1,1e+21,0,0.1]}',
    )
    t.equal(canonicalJson({ b: 1, a: 2 }), canonicalJson({ a: 2, b: 1 }))
    t.equal(hashOf('{}'), '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
    const loop: unknown[] = []
    loop.push(loop)
    const unfit = [
      undefined,
      { a: undefined },
      new Array(1),
      Number.NaN,
      Infinity,
      1n,
      () => 1,
      new Date(),
      new Map(),
      '\ud800',
      loop,
    ]
    for (const content of [...unfit, Symbol('x'), 'x'.repeat(300_000)]) {
      t.throws(() => canonicalJson(content), { code: 'host.sign_content_invalid' })
    }
  },
)

t.test(
  'a person signs a record with his password, and the signature stands for what it held then',
  async (t) => {
    let context: ServiceContext | undefined
    const quality = definePlugin({
      name: 'quality',
      version: '0.1.0',
      permissions: { 'quality.release.sign': 'Release lots' },
      services: (given) => {
        context = given
        return {}
      },
    })
    const { administrator, logIn, withKey, query, database } = await startPlatform(t, { plugins: [quality] })
    const { sign, transaction } = context!
    const content = { lot: 'L-1', quantity: 5, result: 'passes' }
    const ask = (permission = 'quality.release.sign') =>
      transaction(systemActor, (trx) =>
        sign.request(trx, systemActor, { ...RECORD, meaning: 'released', content, permission }),
      )
    const verify = (now: unknown) =>
      transaction(systemActor, (trx) => sign.verify(trx, { ...RECORD, content: now }))
    const person = async (email: string, permissions: string[]) => {
      const payload = { email, name: email, password: PASSWORD, permissions }
      await administrator.send({ method: 'POST', url: '/api/v1/access/users', payload })
      return logIn(email, PASSWORD)
    }
    const rights = ['host.signature.read', 'host.signature.write']
    const anna = await person('anna@example.com', [...rights, 'quality.release.sign'])
    const ben = await person('ben@example.com', rights)
    const request = await ask()
    const give = (caller: typeof anna, password = PASSWORD, more: object = {}) =>
      caller.send({ method: 'POST', url: URL, payload: { request: request.id, password, ...more } })

    const waiting = await anna.send({ url: '/api/v1/host/signature-requests?isSigned=false' })
    t.match(waiting.body.data, [
      { id: request.id, hash: request.hash, content: canonicalJson(content), isSigned: false },
    ])
    t.match((await give(ben)).body, {
      status: 403,
      code: 'http.forbidden',
      facts: { permission: 'quality.release.sign' },
    })
    t.match((await give(anna, 'not my password')).body, { status: 422, code: 'host.sign_password_wrong' })
    t.same(await verify(content), { valid: [], stale: [] })
    const given = await give(anna, PASSWORD, { comment: 'as agreed' })
    t.match(given, {
      status: 201,
      body: { signerName: 'anna@example.com', meaning: 'released', hash: request.hash, comment: 'as agreed' },
    })
    t.match((await give(anna)).body, {
      status: 409,
      code: 'host.sign_done',
      facts: { signer: 'anna@example.com' },
    })
    t.match(await verify({ result: 'passes', quantity: 5, lot: 'L-1' }), {
      valid: [{ id: given.body.id }],
      stale: [],
    })
    t.match(await verify({ ...content, quantity: 6 }), { valid: [], stale: [{ id: given.body.id }] })
    t.match((await anna.send({ url: `${URL}?recordId=${RECORD.id}` })).body.data, [{ id: given.body.id }])

    const key = await administrator.send({
      method: 'POST',
      url: '/api/v1/access/api-keys',
      payload: { name: 'Robot', permissions: [...rights, 'quality.release.sign'] },
    })
    const robot = await withKey(key.body.token).send({
      method: 'POST',
      url: URL,
      payload: { request: request.id, password: PASSWORD },
    })
    t.match(robot.body, { status: 403, code: 'host.sign_person_only' })
    for (const table of ['signature', 'signature_request']) {
      for (const statement of [
        `update host.${table} set meaning = 'x'`,
        `delete from host.${table}`,
        `truncate host.${table} cascade`,
      ]) {
        await t.rejects(query(statement), /appended to, never edited/, statement)
        await t.rejects(database.appAll.raw(statement), statement)
      }
    }
    const shown = JSON.stringify([
      await query('select * from host.signature'),
      await query('select * from access.change'),
    ])
    t.notMatch(shown, PASSWORD)
  },
)

t.test('who guesses a signature’s password is locked out of the log-in as well', async (t) => {
  let context: ServiceContext | undefined
  const quality = definePlugin({
    name: 'quality',
    version: '0.1.0',
    services: (given) => {
      context = given
      return {}
    },
  })
  const { administrator, stranger } = await startPlatform(t, { plugins: [quality] })
  const { id } = await context!.transaction(systemActor, (trx) =>
    context!.sign.request(trx, systemActor, { ...RECORD, meaning: 'released', content: {} }),
  )
  const give = (password: string) =>
    administrator.send({ method: 'POST', url: URL, payload: { request: id, password } })
  for (let guess = 1; guess <= 5; guess++) t.equal((await give(`guess ${guess}`)).status, 422)
  t.match((await give(administrator.password)).body, { status: 429, code: 'access.too_many_attempts' })
  const payload = { email: administrator.email, password: administrator.password }
  const logIn = await stranger.send({ method: 'POST', url: '/api/v1/access/session', payload })
  t.match(logIn.body, { status: 429, code: 'access.too_many_attempts' })
})

t.test('an owner’s records are signed by his own people alone', async (t) => {
  let context: ServiceContext | undefined
  const quality = definePlugin({
    name: 'quality',
    version: '0.1.0',
    services: (given) => {
      context = given
      return {}
    },
  })
  const { administrator, logIn, query } = await startPlatform(t, { plugins: [quality] })
  const owners: string[] = []
  for (const name of ['Acme', 'Bolt']) {
    const payload = { kind: 'client', name }
    owners.push((await administrator.send({ method: 'POST', url: '/api/v1/access/owners', payload })).body.id)
  }
  const [acme] = await query<{ no: number }>('select no from access.owner where id = $1', [owners[0]])
  const { id } = await context!.transaction(systemActor, (trx) =>
    context!.sign.request(trx, systemActor, { ...RECORD, meaning: 'accepted', content: {}, owner: acme!.no }),
  )
  const sign = async (email: string, owner: string) => {
    const payload = {
      email,
      name: email,
      password: PASSWORD,
      permissions: ['host.signature.write'],
      owners: [owner],
    }
    await administrator.send({ method: 'POST', url: '/api/v1/access/users', payload })
    const person = await logIn(email, PASSWORD)
    return person.send({ method: 'POST', url: URL, payload: { request: id, password: PASSWORD } })
  }
  t.equal((await sign('bolt@example.com', owners[1]!)).status, 404)
  t.equal((await sign('acme@example.com', owners[0]!)).status, 201)
})
