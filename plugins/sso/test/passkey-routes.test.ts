import { startPlatform } from '@stowage/sdk/testing'
import t from 'tap'
import sso from '../index.ts'
import { makeSomebody, PASSWORD, withApp } from './people.ts'
import { SoftKey } from './soft-key.ts'
import { Visitor } from './visitor.ts'

const DESK = 'https://stock.example.com'
const { administrator, stranger, query } = await startPlatform(t, { plugins: [sso] })

const sayAddress = (address: string, version: number) =>
  administrator.send({
    method: 'PUT',
    url: '/api/v1/host/settings/host/values',
    payload: { scope: 'organisation', values: { address } },
    headers: { 'if-match': `"${version}"` },
  })

/** Somebody with a passkey of that name. */
async function withKey(name = 'Phone', key = new SoftKey(DESK)) {
  const ada = await makeSomebody(administrator)
  const browser = new Visitor(stranger)
  await browser.logIn(ada.email, PASSWORD)
  const begun = await browser.send('POST', '/sso/passkeys/begin', { password: PASSWORD })
  if (begun.status !== 200) throw new Error(begun.text)
  const added = await browser.send('POST', '/sso/passkeys', { name, response: key.make(begun.body) })
  if (added.status !== 201) throw new Error(added.text)
  return { ada, browser, key, id: added.body.id as string }
}

const comeBy = async (visitor: Visitor, show: (options: never) => object) => {
  const { body } = await visitor.send('POST', '/sso/passkeys/log-in/begin')
  return visitor.send('POST', '/sso/passkeys/log-in', { response: show(body as never) })
}

t.test('passkeys need an address that browsers have keys for', async (t) => {
  const visitor = new Visitor(stranger)
  t.match(await visitor.send('POST', '/sso/passkeys/log-in/begin'), {
    status: 409,
    body: { code: 'sso.address_missing' },
  })
  await sayAddress('http://10.0.0.5', 0)
  t.match(await visitor.send('GET', '/sso/ways'), { body: { takesPasskeys: false } })
  t.match(await visitor.send('POST', '/sso/passkeys/log-in/begin'), {
    status: 409,
    body: { code: 'sso.address_unsafe' },
  })
  await sayAddress(DESK, 1)
  t.match(await visitor.send('GET', '/sso/ways'), { body: { takesPasskeys: true } })
})

t.test('whoever has a passkey is in by it alone, without a name or a password', async (t) => {
  const { ada, key } = await withKey()
  const visitor = new Visitor(stranger)
  t.match(await comeBy(visitor, (options) => key.show(options)), { status: 200, body: { isIn: true } })
  t.match(await visitor.send('GET', '/access/session'), { body: { id: ada.id } })
  const { body } = await administrator.send({ url: `/api/v1/access/audit?entityId=${ada.id}` })
  t.match(body.data[0], { action: 'log_in', after: { way: 'sso.passkey', steps: ['sso.second_factor'] } })
})

t.test('what a key signed is good for one challenge, one address, and for who holds it', async (t) => {
  const { key } = await withKey()
  const visitor = new Visitor(stranger)
  const { body: options } = await visitor.send('POST', '/sso/passkeys/log-in/begin')
  const response = key.show(options)
  t.match(await new Visitor(stranger).send('POST', '/sso/passkeys/log-in', { response }), {
    status: 401,
    body: { code: 'sso.ceremony_over' },
  })
  t.equal((await visitor.send('POST', '/sso/passkeys/log-in', { response })).status, 200)
  t.match(await visitor.send('POST', '/sso/passkeys/log-in', { response }), { status: 401 }, 'used up')
  const elsewhere = key.at('https://stock.example.org')
  for (const [what, show] of Object.entries({
    'another challenge': () => response,
    'another address': (options: never) => elsewhere.show(options),
    'nobody’s finger': (options: never) => key.show(options, { isVerified: false }),
    'another key’s signature': (options: never) => key.show(options, { isForged: true }),
  })) {
    t.match(
      await comeBy(new Visitor(stranger), show),
      { status: 401, body: { code: 'sso.passkey_refused' } },
      what,
    )
  }
  const unknown = new SoftKey(DESK)
  t.match(await comeBy(new Visitor(stranger), (options) => unknown.show(options)), {
    status: 401,
    body: { code: 'sso.passkey_unknown' },
  })
})

t.test('a copy of a key that counts falls behind, and is refused', async (t) => {
  const { key } = await withKey('Stick', new SoftKey(DESK, { counts: true }))
  const copy = key.copy()
  for (let time = 0; time < 3; time += 1) {
    t.equal((await comeBy(new Visitor(stranger), (options) => key.show(options))).status, 200)
  }
  t.match(await comeBy(new Visitor(stranger), (options) => copy.show(options)), {
    status: 401,
    body: { code: 'sso.passkey_refused' },
  })
})

t.test('a passkey takes the place of a code, for its own person', async (t) => {
  const { ada, browser, key } = await withKey()
  t.equal((await browser.send('POST', '/sso/second-factor', { password: PASSWORD })).status, 201)
  const other = await withKey()
  await withApp(stranger, ada)
  const visitor = new Visitor(stranger)
  t.match(await visitor.logIn(ada.email, PASSWORD), { status: 202 })
  t.match(await visitor.send('GET', '/sso/log-in'), { body: { isSetUp: true, hasPasskeys: true } })
  const show = async (from: SoftKey) => {
    const { body } = await visitor.send('POST', '/sso/log-in/passkey/begin')
    return visitor.send('POST', '/sso/log-in/passkey', { response: from.show(body) })
  }
  t.match(await show(other.key), { status: 401, body: { code: 'sso.passkey_unknown' } })
  t.notOk(await visitor.isIn())
  t.match(await show(key), { status: 200, body: { isIn: true } })
})

t.test('one has several keys, names them, and removes them', async (t) => {
  const { browser, id, key } = await withKey('Phone')
  const second = new SoftKey(DESK)
  const begun = await browser.send('POST', '/sso/passkeys/begin', { password: PASSWORD })
  t.match(begun.body.excludeCredentials, [{ id: key.id }])
  t.match(await browser.send('POST', '/sso/passkeys', { name: ' ', response: second.make(begun.body) }), {
    status: 422,
    body: { code: 'sso.passkey_unnamed' },
  })
  const again = await browser.send('POST', '/sso/passkeys/begin', { password: PASSWORD })
  t.equal(
    (await browser.send('POST', '/sso/passkeys', { name: 'Stick', response: second.make(again.body) }))
      .status,
    201,
  )
  t.equal((await browser.send('PATCH', `/sso/passkeys/${id}`, { name: 'Old phone' })).status, 204)
  const names = async () =>
    (await browser.send('GET', '/sso/passkeys')).body.data.map(({ name }: { name: string }) => name)
  t.same(await names(), ['Old phone', 'Stick'])
  t.equal((await browser.send('DELETE', `/sso/passkeys/${id}`)).status, 204)
  t.same(await names(), ['Stick'])
  t.match(await browser.send('DELETE', `/sso/passkeys/${id}`), {
    status: 404,
    body: { code: 'sso.passkey_missing' },
  })
  t.match(await comeBy(new Visitor(stranger), (options) => key.show(options)), {
    status: 401,
    body: { code: 'sso.passkey_unknown' },
  })
  const stranger_ = (await withKey()).browser
  t.match(await stranger_.send('DELETE', `/sso/passkeys/${begun.body.excludeCredentials[0].id}`), {
    status: 400,
  })
})

t.test('nobody takes his last way from himself, and an administrator takes all that was lost', async (t) => {
  const { ada, browser, id, key } = await withKey()
  await query(`update access.account set password_hash = null where id = '${ada.id}'`)
  t.match(await browser.send('DELETE', `/sso/passkeys/${id}`), {
    status: 409,
    body: { code: 'sso.last_way' },
  })
  t.equal((await administrator.send({ url: `/api/v1/sso/people/${ada.id}` })).body.passkeys.length, 1)
  const url = `/api/v1/sso/people/${ada.id}/second-factor`
  t.equal((await administrator.send({ method: 'DELETE', url })).status, 204)
  t.notOk(await browser.isIn())
  t.match(await comeBy(new Visitor(stranger), (options) => key.show(options)), { status: 401 })
})

/** Adds another key to somebody's own. @returns what the last step answered */
async function addKey(browser: Visitor, name: string) {
  const begun = await browser.send('POST', '/sso/passkeys/begin', { password: PASSWORD })
  if (begun.status !== 200) return begun
  return browser.send('POST', '/sso/passkeys', { name, response: new SoftKey(DESK).make(begun.body) })
}

t.test('two requests that come together do not remove the last two ways in', async (t) => {
  for (let round = 0; round < 5; round += 1) {
    const { ada, browser, id } = await withKey()
    const second = await addKey(browser, 'Stick')
    await query(`update access.account set password_hash = null where id = '${ada.id}'`)
    const answers = await Promise.all(
      [id, second.body.id].map((key) => browser.send('DELETE', `/sso/passkeys/${key}`)),
    )
    t.same(answers.map(({ status }) => status).sort(), [204, 409])
    t.equal((await browser.send('GET', '/sso/passkeys')).body.data.length, 1)
  }
})

t.test('one has twenty passkeys at most, also where two are added together', async (t) => {
  const { ada, browser } = await withKey()
  await query(
    `insert into sso.passkey (id, account, credential, public_key, counter, transports, name)
     select gen_random_uuid(), account, 'spare-' || n, public_key, 0, transports, 'Spare ' || n
       from sso.passkey, generate_series(2, 19) n where account = '${ada.id}'`,
  )
  const twin = new Visitor(stranger)
  await twin.logIn(ada.email, PASSWORD)
  const both = await Promise.all([addKey(browser, 'One'), addKey(twin, 'Other')])
  t.same(both.map(({ status }) => status).sort(), [201, 409])
  t.match(await addKey(browser, 'Late'), {
    status: 409,
    body: { code: 'sso.passkeys_too_many', facts: { most: 20 } },
  })
  t.equal((await browser.send('GET', '/sso/passkeys')).body.data.length, 20)
})
