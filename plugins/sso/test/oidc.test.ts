import { startPlatform } from '@stowage/sdk/testing'
import t from 'tap'
import sso from '../index.ts'
import { startLyingProvider } from './lying-provider.ts'
import { makeSomebody, PASSWORD, withApp } from './people.ts'
import { CLIENT, startProvider } from './real-provider.ts'
import { Visitor } from './visitor.ts'

const DESK = 'https://stock.example.com'
const platform = await startPlatform(t, { plugins: [sso] })
const { administrator, stranger } = platform
const provider = await startProvider(t, DESK)

/** Asks as the administrator, who has to be let. */
async function ask(method: 'POST' | 'PUT' | 'PATCH', path: string, payload: object, version?: number) {
  const headers = version === undefined ? {} : { 'if-match': `"${version}"` }
  const answer = await administrator.send<{ id: string; version: number }>({
    method,
    url: `/api/v1${path}`,
    payload,
    headers,
  })
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
  return answer.body
}

const setUps = '/host/settings/sso/instances'
/** Sets a provider up. @returns its id, and changes what it is set up with */
async function setUp(name: string, values: object) {
  const { id } = await ask('POST', setUps, { name, values: { ...CLIENT, ...values } })
  let version = 1
  return {
    id,
    async change(more: object) {
      const changed = { name, values: { ...CLIENT, ...values, ...more } }
      ;({ version } = await ask('PUT', `${setUps}/${id}`, changed, version))
    },
  }
}

await ask('POST', '/host/allowed-targets', { host: '127.0.0.1', plainHttp: true })
await ask('PUT', '/host/settings/host/values', { scope: 'organisation', values: { address: DESK } }, 0)
const login = await setUp('Login', { issuer: provider.issuer })

/** Goes to the provider and comes back. @param between what happens on the way */
async function comeBy(visitor: Visitor, id = login.id) {
  const begun = await visitor.send('POST', '/sso/oidc/begin', { provider: id })
  if (begun.status !== 200) return begun
  const query = await provider.visit(begun.body.address)
  return visitor.send('POST', '/sso/oidc/arrival', { query })
}

t.test('whoever an administrator has made comes in by a provider that has verified his e-mail', async (t) => {
  const ada = await makeSomebody(administrator, { password: undefined })
  provider.who = { sub: 'ada', email: ada.email.toUpperCase(), email_verified: true, name: 'Ada' }
  const visitor = new Visitor(stranger)
  t.match(await visitor.send('GET', '/sso/ways'), { body: { providers: [{ id: login.id, name: 'Login' }] } })
  t.match(await comeBy(visitor), { status: 200, body: { isIn: true } })
  t.match(await visitor.send('GET', '/access/session'), { body: { id: ada.id } })
  t.match(await new Visitor(stranger).logIn(ada.email, PASSWORD), { status: 401 }, 'there is no password')
  provider.who = { sub: 'ada', email: 'other@example.com', email_verified: false }
  const again = new Visitor(stranger)
  t.match(await comeBy(again), { status: 200 }, 'who came before is known by his subject')
  t.match(await again.send('GET', '/access/session'), { body: { id: ada.id } })
  const { body } = await administrator.send({ url: `/api/v1/access/audit?entityId=${ada.id}` })
  t.match(body.data[0], { action: 'log_in', after: { way: 'sso.oidc' } })
})

t.test('an e-mail that nobody verified is nobody’s', async (t) => {
  const boss = await makeSomebody(administrator, { permissions: ['*'] })
  for (const email_verified of [false, undefined, 'true' as never]) {
    provider.who = {
      sub: 'mallory',
      email: boss.email,
      ...(email_verified !== undefined && { email_verified }),
    }
    const visitor = new Visitor(stranger)
    t.match(await comeBy(visitor), { status: 403, body: { code: 'sso.email_unverified' } })
    t.notOk(await visitor.isIn())
  }
  provider.who = { sub: 'mallory' }
  t.match(await comeBy(new Visitor(stranger)), { status: 403, body: { code: 'sso.email_missing' } })
  await login.change({ domains: ['elsewhere.example'] })
  provider.who = { sub: 'mallory', email: boss.email, email_verified: true }
  t.match(await comeBy(new Visitor(stranger)), { status: 403, body: { code: 'sso.domain_foreign' } })
  await login.change({})
})

t.test('whom nobody knows is refused, or made with the roles that his groups give', async (t) => {
  provider.who = {
    sub: 'new',
    email: 'new@example.com',
    email_verified: true,
    name: 'New',
    groups: ['pickers'],
  }
  t.match(await comeBy(new Visitor(stranger)), {
    status: 403,
    body: { code: 'sso.person_unknown', facts: { email: 'new@example.com' } },
  })
  const making = { makesUsers: true, scope: 'openid email profile groups' }
  await login.change({ ...making, roleOfGroup: ['pickers = Administrator'] })
  t.match(await comeBy(new Visitor(stranger)), { status: 422, body: { code: 'access.role_for_people' } })
  await login.change({ ...making, roleOfGroup: ['packers=Auditor'] })
  t.match(await comeBy(new Visitor(stranger)), { status: 403, body: { code: 'sso.role_missing' } })
  await login.change({ ...making, roleOfGroup: ['pickers = Operator', 'packers=Auditor'] })
  const visitor = new Visitor(stranger)
  t.match(await comeBy(visitor), { status: 200, body: { isIn: true } })
  const roles = async () => (await visitor.send('GET', '/access/session')).body.roles.map(roleName)
  const roleName = ({ name }: { name: string }) => name
  t.same(await roles(), ['Operator'])
  provider.who = { ...provider.who, groups: ['packers'] }
  await comeBy(new Visitor(stranger))
  t.same(await roles(), ['Auditor'], 'with other groups he has other roles, at once')
  await login.change({})
})

t.test('what comes back is good in the browser that began, once, and for what it was begun', async (t) => {
  const ada = await makeSomebody(administrator)
  provider.who = { sub: 'bound', email: ada.email, email_verified: true }
  const visitor = new Visitor(stranger)
  const begin = async () => {
    const { body } = await visitor.send('POST', '/sso/oidc/begin', { provider: login.id })
    return provider.visit(body.address)
  }
  const query = await begin()
  t.match(await new Visitor(stranger).send('POST', '/sso/oidc/arrival', { query }), {
    status: 401,
    body: { code: 'sso.flow_over' },
  })
  const other = new URLSearchParams(query)
  other.set('state', 'x'.repeat(43))
  t.match(
    await visitor.send('POST', '/sso/oidc/arrival', { query: other.toString() }),
    { status: 401, body: { code: 'sso.answer_refused' } },
    'another state',
  )
  const first = await begin()
  const cookie = visitor.cookie('stowage_sso')
  t.match(await visitor.send('POST', '/sso/oidc/arrival', { query: first }), { status: 200 })
  const twin = new Visitor(stranger)
  const stolen = await stranger.send({
    method: 'POST',
    url: '/api/v1/sso/oidc/arrival',
    payload: { query: first },
    headers: { cookie: `stowage_sso=${cookie}` },
  })
  t.match(stolen, { status: 401, body: { code: 'sso.flow_over' } }, 'used up')
  t.notOk(await twin.isIn())
  const denied = new Visitor(stranger)
  await denied.send('POST', '/sso/oidc/begin', { provider: login.id })
  const state = new URLSearchParams(query).get('state')
  t.match(await denied.send('POST', '/sso/oidc/arrival', { query: `error=access_denied&state=${state}` }), {
    status: 401,
  })
})

t.test('a token of another issuer, for another audience, too old, or forged opens nothing', async (t) => {
  const ada = await makeSomebody(administrator)
  const liar = await startLyingProvider(t)
  const { id } = await setUp('Liar', { issuer: liar.issuer, vouchesForEmail: true })
  const come = async () => {
    const visitor = new Visitor(stranger)
    const { body } = await visitor.send('POST', '/sso/oidc/begin', { provider: id })
    const { searchParams } = new URL(body.address)
    t.equal(searchParams.get('code_challenge_method'), 'S256')
    if (liar.nonce !== 'another') liar.nonce = searchParams.get('nonce')!
    const query = `code=anything&state=${searchParams.get('state')}`
    return visitor.send('POST', '/sso/oidc/arrival', { query })
  }
  const right = { sub: 'ada', email: ada.email }
  liar.claims = right
  t.match(await come(), { status: 200, body: { isIn: true } }, 'as it should be')
  const long = Math.floor(Date.now() / 1_000) - 7_200
  for (const [what, claims] of Object.entries({
    issuer: { iss: provider.issuer },
    audience: { aud: 'somebody-else' },
    expiry: { iat: long, exp: long + 300 },
    nonce: { nonce: 'another' },
    subject: { sub: undefined },
  })) {
    liar.claims = { ...right, ...claims }
    t.match(await come(), { status: 401, body: { code: 'sso.answer_refused' } }, what)
  }
  liar.claims = right
  liar.isForging = true
  t.match(await come(), { status: 401, body: { code: 'sso.answer_refused' } }, 'signature')
})

t.test('a provider’s second factor counts here where an administrator says so', async (t) => {
  const ada = await makeSomebody(administrator)
  await withApp(stranger, ada)
  provider.who = { sub: 'factor', email: ada.email, email_verified: true }
  t.match(await comeBy(new Visitor(stranger)), { status: 200, body: { isIn: false } })
  await login.change({ asksSecondFactor: true })
  t.match(await comeBy(new Visitor(stranger)), { status: 200, body: { isIn: true } })
  await login.change({})
})

t.test('somebody adds a provider to his own ways, whatever his e-mail is there', async (t) => {
  const ada = await makeSomebody(administrator)
  provider.who = { sub: 'adding', email: 'private@example.org', email_verified: false }
  const visitor = new Visitor(stranger)
  await visitor.logIn(ada.email, PASSWORD)
  const begun = await visitor.send('POST', '/sso/identities/begin', { provider: login.id })
  const query = await provider.visit(begun.body.address)
  t.match(await visitor.send('POST', '/sso/oidc/arrival', { query }), { status: 401 }, 'it is no log-in')
  const again = await visitor.send('POST', '/sso/identities/begin', { provider: login.id })
  const answer = await provider.visit(again.body.address)
  t.equal((await visitor.send('POST', '/sso/identities', { query: answer })).status, 204)
  const other = new Visitor(stranger)
  t.match(await comeBy(other), { status: 200 })
  t.match(await other.send('GET', '/access/session'), { body: { id: ada.id } })
  const { body } = await visitor.send('GET', '/sso/identities')
  t.match(body.data, [{ provider: 'Login', email: 'private@example.org' }])
  t.equal((await visitor.send('DELETE', `/sso/identities/${body.data[0].id}`)).status, 204)
  t.match(await comeBy(new Visitor(stranger)), { status: 403 })
})

t.test('who is out of use comes in by no way', async (t) => {
  const ada = await makeSomebody(administrator)
  provider.who = { sub: 'gone', email: ada.email, email_verified: true }
  await comeBy(new Visitor(stranger))
  await platform.query(`update access.account set is_active = false where id = '${ada.id}'`)
  t.match(await comeBy(new Visitor(stranger)), { status: 401, body: { code: 'access.gone_meanwhile' } })
})

t.test('a provider that is down says so in a sentence, and the password goes on', async (t) => {
  const ada = await makeSomebody(administrator)
  const { id } = await setUp('Down', { issuer: 'http://127.0.0.1:9' })
  t.match(await new Visitor(stranger).send('POST', '/sso/oidc/begin', { provider: id }), {
    status: 503,
    body: { code: 'sso.provider_unreachable', facts: { provider: 'Down' } },
  })
  const within = await setUp('Within', { issuer: 'https://169.254.169.254' })
  t.match(
    await new Visitor(stranger).send('POST', '/sso/oidc/begin', { provider: within.id }),
    { status: 503, body: { code: 'sso.provider_unreachable' } },
    'nobody is led into our own network',
  )
  t.match(await new Visitor(stranger).logIn(ada.email, PASSWORD), { status: 200 })
  t.match(await new Visitor(stranger).send('POST', '/sso/oidc/begin', { provider: crypto.randomUUID() }), {
    status: 404,
    body: { code: 'sso.provider_unknown' },
  })
  const kept = JSON.stringify(await platform.query('select * from host.setting_instance'))
  t.notMatch(kept, CLIENT.clientSecret, 'the secret stands nowhere in plain words')
})
