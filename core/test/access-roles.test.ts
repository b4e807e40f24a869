import t from 'tap'
import { giveAlong } from '../src/access/roles/give-along.ts'
import { systemActor } from '../src/access/system-actor.ts'
import { newId } from '../src/database/ids.ts'
import type { Caller } from '../src/testing/start-platform.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const URL = '/api/v1/access'
const PASSWORD = 'correct horse battery'
const OPERATOR = '00000000-0000-7000-8000-000000000053'
const AUDITOR = '00000000-0000-7000-8000-000000000054'
const CLIENT = '00000000-0000-7000-8000-000000000055'
const HOUSE = '00000000-0000-7000-8000-000000000001'

t.test('an operator of one site sees and moves what stands there, and nothing of the other', async (t) => {
  const world = await startTwoSites(t)
  const { a, far, apple, site } = world
  await world.post([
    { from: SUPPLIER, to: a, quantity: 10, kind: 'receipt' },
    { from: SUPPLIER, to: far, quantity: 5, kind: 'receipt' },
    { from: a, to: far, quantity: 2 },
    { from: far, to: world.farther, quantity: 1 },
  ])
  const key = await keyOf(world, { roles: [{ role: OPERATOR, sites: [site] }] })
  const get = async (path: string) => (await key.send({ url: `/api/v1${path}` })).body
  t.same((await get('/locations/sites?count=true')).total, 1)
  t.notOk((await get('/locations?limit=200')).data.some(({ id }: { id: string }) => id === far))
  t.same(await key.send({ url: `/api/v1/locations/${far}` }).then(anonymous), {
    ...(await key.send({ url: `/api/v1/locations/${newId()}` }).then(anonymous)),
  })
  const stock = await get('/ledger/stock?by=item')
  t.match(stock.data, [{ onHand: 8 }], 'only what is in his site')
  t.same((await get('/ledger/balances?count=true')).total, 1)
  const lines = (await get('/ledger/lines?sort=id')).data
  t.equal(lines.length, 2, 'what came, and what went to the other site')
  t.match(lines[1], { from: { code: 'A' }, to: { code: '(another site)' } })
  t.same((await get('/ledger/movements?count=true')).total, 2)
  const mine = await world.post([{ from: a, to: world.b }], { as: key })
  t.match(mine.body.outcomes, [{ status: 'posted' }])
  for (const told of [
    { from: far, to: a },
    { from: a, to: far },
  ]) {
    const refused = (await world.post([told], { as: key })).body.outcomes[0]
    const place = told.from === far ? 'from' : 'to'
    t.match(refused, { status: 'refused', code: 'ledger.location_unknown', facts: { location: far } })
    const unknown = newId()
    const other = (await world.post([{ ...told, [place]: unknown }], { as: key })).body.outcomes[0]
    t.same(JSON.parse(JSON.stringify(other).replaceAll(unknown, far)), refused, 'as one that is nowhere')
  }
  const kept = await key.send({
    method: 'POST',
    url: '/api/v1/ledger/allocations',
    payload: {
      acts: [{ act: 'allocate', demand: { kind: 'order', id: newId() }, item: apple, quantity: 20 }],
    },
  })
  t.equal(kept.status, 403, 'an operator keeps nothing for anybody')
  const code = (await key.send({ method: 'POST', url: '/api/v1/locations', payload: { site, code: 'X' } }))
    .body.code
  t.equal(code, 'http.forbidden')
})

t.test('somebody has what his roles give together, each where it was given', async (t) => {
  const world = await startTwoSites(t)
  const anna = await ownerOf(world, 'Anna')
  const ben = await ownerOf(world, 'Ben')
  const roles = [
    { role: CLIENT, owners: [anna] },
    { role: CLIENT, owners: [ben] },
    { role: OPERATOR, owners: [anna], sites: [world.site] },
  ]
  const key = await keyOf(world, { roles })
  await world.post([
    { from: SUPPLIER, to: world.a, kind: 'receipt', owner: anna },
    { from: SUPPLIER, to: world.far, kind: 'receipt', owner: anna },
    { from: SUPPLIER, to: world.a, kind: 'receipt', owner: ben },
    { from: SUPPLIER, to: world.a, kind: 'receipt' },
  ])
  const balances = (await key.send({ url: '/api/v1/ledger/balances?count=true' })).body
  t.equal(balances.total, 3, 'Anna’s in both sites, and Ben’s')
  const post = async (told: object) => (await world.post([told], { as: key })).body.outcomes[0]
  t.match(await post({ from: world.a, to: world.b, owner: anna }), { status: 'posted' })
  t.match(await post({ from: world.a, to: world.b, owner: ben }), { code: 'ledger.owner_unknown' })
  t.match(await post({ from: world.far, to: world.farther, owner: anna }), {
    code: 'ledger.location_unknown',
  })
  const cross = await world.administrator.send({
    method: 'POST',
    url: `${URL}/api-keys`,
    payload: {
      name: 'Crossed',
      permissions: [],
      roles: [
        { role: OPERATOR, owners: [anna], sites: [world.site] },
        { role: OPERATOR, owners: [ben], sites: [world.otherSite] },
      ],
    },
  })
  t.match(cross.body, { status: 422, code: 'access.scopes_cross' }, 'it would open Ben’s stock here as well')
})

t.test('a role is made, changed and taken away, and whoever has it logs in anew', async (t) => {
  const world = await startLedgerWorld(t)
  const { administrator } = world
  const made = await administrator.send({
    method: 'POST',
    url: `${URL}/roles`,
    payload: { name: 'Counter', permissions: ['ledger.balance.read'], isForFloor: true },
  })
  t.match(made.body, { name: 'Counter', version: 1, holders: 0, description: '' })
  const user = {
    name: 'Rosa',
    email: 'rosa@example.com',
    password: PASSWORD,
    roles: [{ role: made.body.id }],
  }
  const rosa = (await administrator.send({ method: 'POST', url: `${URL}/users`, payload: user })).body
  t.match(rosa, { permissions: [], roles: [{ name: 'Counter', owners: null, sites: null, endsAt: null }] })
  const browser = await world.logIn(rosa.email, PASSWORD)
  t.match((await browser.send({ url: `${URL}/session` })).body, {
    permissions: ['ledger.balance.read'],
    owners: null,
    sites: null,
    roles: [{ name: 'Counter' }],
  })
  t.equal((await browser.send({ url: '/api/v1/ledger/balances' })).status, 200)
  const change = (payload: object, version = 1) =>
    administrator.send({
      method: 'PATCH',
      url: `${URL}/roles/${made.body.id}`,
      headers: { 'if-match': `"${version}"` },
      payload,
    })
  t.match((await change({ permissions: ['items.item.fly'] })).body, { code: 'access.permission_unknown' })
  t.match((await change({ permissions: ['items.item.read'] })).body, { version: 2, holders: 1 })
  t.equal((await browser.send({ url: '/api/v1/items' })).status, 401, 'his session ended')
  const again = await world.logIn(rosa.email, PASSWORD)
  t.equal((await again.send({ url: '/api/v1/items' })).status, 200)
  t.equal((await again.send({ url: '/api/v1/ledger/balances' })).status, 403)
  const remove = () =>
    administrator.send({
      method: 'DELETE',
      url: `${URL}/roles/${made.body.id}`,
      headers: { 'if-match': '"2"' },
    })
  t.match((await remove()).body, { code: 'access.role_given', facts: { holders: 1 } })
  const taken = await administrator.send({
    method: 'PATCH',
    url: `${URL}/users/${rosa.id}`,
    headers: { 'if-match': '"1"' },
    payload: { roles: [] },
  })
  t.match(taken.body, { version: 2, roles: [] })
  t.equal((await again.send({ url: '/api/v1/items' })).status, 401)
  t.equal((await remove()).status, 204)
  const audit = (await administrator.send({ url: `${URL}/audit?entityId=${rosa.id}` })).body.data
  t.match(audit[0], { action: 'change', before: { roles: [{ name: 'Counter' }] }, after: { roles: [] } })
  const words = (await administrator.send({ url: `${URL}/permissions` })).body.data
  t.match(
    words.find(({ name }: { name: string }) => name === 'items.item.read'),
    {
      title: 'Items',
      words: 'See items and their packaging levels',
    },
  )
})

t.test('nobody gives a role beyond his own rights, in no scope, and not to himself', async (t) => {
  const world = await startTwoSites(t)
  const permissions = ['access.user.manage', 'access.role.manage', 'access.key.manage']
  const payload = {
    name: 'Chief',
    email: 'chief@example.com',
    password: PASSWORD,
    permissions,
    roles: [{ role: OPERATOR, sites: [world.site] }],
  }
  const made = await world.administrator.send({ method: 'POST', url: `${URL}/users`, payload })
  t.equal(made.status, 201, made.text)
  const chief = await world.logIn(payload.email, PASSWORD)
  const give = (roles: object[]) =>
    chief.send({ method: 'POST', url: `${URL}/api-keys`, payload: { name: 'K', permissions: [], roles } })
  const beyond = { status: 403, code: 'access.beyond_own_rights' }
  t.equal((await give([{ role: OPERATOR, sites: [world.site] }])).status, 201, 'what he has, where he has it')
  t.match((await give([{ role: OPERATOR }])).body, beyond)
  t.match((await give([{ role: OPERATOR, sites: [world.otherSite] }])).body, beyond)
  t.match((await give([{ role: AUDITOR, sites: [world.site] }])).body, beyond)
  t.match((await give([{ role: newId() }])).body, { code: 'access.role_unknown' })
  t.match((await give([{ role: OPERATOR, sites: [newId()] }])).body, { code: 'access.site_unknown' })
  const self = await chief.send({
    method: 'PATCH',
    url: `${URL}/users/${made.body.id}`,
    headers: { 'if-match': '"1"' },
    payload: { roles: [{ role: '00000000-0000-7000-8000-000000000051' }] },
  })
  t.match(self.body, beyond)
  const wide = { name: 'Wide', permissions: ['*'] }
  t.match((await chief.send({ method: 'POST', url: `${URL}/roles`, payload: wide })).body, beyond)
  const operator = await chief.send({
    method: 'PATCH',
    url: `${URL}/roles/${OPERATOR}`,
    headers: { 'if-match': '"1"' },
    payload: { permissions: ['*'] },
  })
  t.match(operator.body, beyond, 'a role counts for others elsewhere')
})

t.test(
  'a plugin’s permission comes along with another one, in sight of whoever keeps the roles',
  async (t) => {
    const world = await startTwoSites(t)
    const give = (permission: string) =>
      world.database.transaction(systemActor, (trx) =>
        giveAlong(trx, { plugin: 'scan', permission, having: 'ledger.movement.post' }),
      )
    await give('scan.code.read')
    await give('scan.code.read')
    const { data } = (await world.administrator.send({ url: `${URL}/roles?limit=50` })).body
    const having = data.filter(({ permissions }: Permitted) => permissions.includes('scan.code.read'))
    t.same(having.map(({ name }: Permitted) => name).sort(), ['Operator', 'Stock controller'])
    const changes = (await world.administrator.send({ url: `${URL}/audit?entityId=${OPERATOR}` })).body.data
    t.equal(changes.length, 1, 'once')
    t.match(changes[0], { action: 'change', actorName: 'Stowage', reason: 'Comes with ledger.movement.post' })
    await t.rejects(give('ledger.movement.reverse'), { code: 'access.permission_unknown' }, 'only its own')
  },
)

interface Permitted {
  readonly name: string
  readonly permissions: readonly string[]
}

t.test('two owners and a refused third in one gathered group keep their own rights', async (t) => {
  const world = await startTwoSites(t)
  const owners = [await ownerOf(world, 'Anna'), await ownerOf(world, 'Ben'), await ownerOf(world, 'Cleo')]
  const keys: Caller[] = []
  for (const owner of owners) {
    await world.post([{ from: SUPPLIER, to: world.a, kind: 'receipt', quantity: 50, owner }])
    keys.push(await keyOf(world, { roles: [{ role: OPERATOR, owners: [owner], sites: [world.site] }] }))
  }
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) => {
      const owner = n % 3 === 2 ? owners[0]! : owners[n % 3]!
      return world.post([{ from: world.a, to: world.b, owner }], { as: keys[n % 3]! })
    }),
  )
  for (const [n, { body }] of answers.entries()) {
    t.match(body.outcomes, [
      n % 3 === 2 ? { status: 'refused', code: 'ledger.owner_unknown' } : { status: 'posted' },
    ])
  }
  const [lines] = await world.query<{ count: number }>('select count(*)::int from ledger.line')
  t.equal(lines!.count, 3 + 20)
})

interface TwoSites extends LedgerWorld {
  readonly otherSite: string
  readonly far: string
  readonly farther: string
}

async function startTwoSites(t: Parameters<typeof startLedgerWorld>[0]): Promise<TwoSites> {
  const world = await startLedgerWorld(t)
  const create = async (url: string, payload: object): Promise<string> =>
    (await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body.id
  const wish = { company: HOUSE, code: 'S2', name: 'Second', timeZone: 'UTC' }
  const otherSite = await create('/locations/sites', wish)
  const far = await create('/locations', { site: otherSite, kind: 'bin', code: 'FAR' })
  const farther = await create('/locations', { site: otherSite, kind: 'bin', code: 'FARTHER' })
  return { ...world, otherSite, far, farther }
}

async function keyOf(world: LedgerWorld, rights: object): Promise<Caller> {
  const payload = { name: 'Key', permissions: [], ...rights }
  const answer = await world.administrator.send({ method: 'POST', url: `${URL}/api-keys`, payload })
  if (answer.status !== 201) throw new Error(answer.text)
  return world.withKey(answer.body.token)
}

async function ownerOf(world: LedgerWorld, name: string): Promise<string> {
  const payload = { kind: 'client', name }
  return (await world.administrator.send({ method: 'POST', url: `${URL}/owners`, payload })).body.id
}

/** An answer without what names the very request. */
function anonymous({ status, body }: { status: number; body: Record<string, unknown> }) {
  const { instance, requestId, detail, facts, ...rest } = body
  return { status, ...rest }
}
