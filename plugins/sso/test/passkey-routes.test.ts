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
