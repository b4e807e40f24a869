import { definePlugin } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { newId } from '../src/database/ids.ts'
import { type Caller, startPlatform } from '../src/testing/start-platform.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const HOUSE = '00000000-0000-7000-8000-000000000001'
const PERMISSIONS = [
  'ledger.balance.read',
  'ledger.movement.read',
  'ledger.movement.post',
  'ledger.hold.place',
  'ledger.hold.lift',
  'locations.location.read',
  'locations.handling_unit.read',
  'items.item.read',
]

interface TwoSites extends LedgerWorld {
  readonly far: string
  readonly farther: string
  /** Whoever works in the first site, and in it alone. */
  readonly here: Caller
  create(url: string, payload: object): Promise<string>
}

async function startTwoSites(t: Parameters<typeof startLedgerWorld>[0]): Promise<TwoSites> {
  const world = await startLedgerWorld(t)
  const create = async (url: string, payload: object): Promise<string> => {
    const answer = await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (answer.status >= 300) throw new Error(answer.text)
    return answer.body.id
  }
  const site = { company: HOUSE, code: 'S2', name: 'Second', timeZone: 'UTC' }
  const second = await create('/locations/sites', site)
  const far = await create('/locations', { site: second, kind: 'bin', code: 'FAR' })
  const farther = await create('/locations', { site: second, kind: 'bin', code: 'FARTHER' })
  const payload = { name: 'Key', permissions: PERMISSIONS, sites: [world.site] }
  const key = await world.administrator.send({ method: 'POST', url: '/api/v1/access/api-keys', payload })
  return { ...world, far, farther, here: world.withKey(key.body.token), create }
}

t.test('a hold on a place of another site is neither seen, nor placed, nor lifted', async (t) => {
  const { here, administrator, create, a, far, apple } = await startTwoSites(t)
  const hold = (scope: string, subject: string, reason: string) => ({
    scope,
    subject,
    reason,
    blocks: ['ship'],
  })
  const mine = await create('/ledger/holds', hold('location', a, 'Wet'))
  const theirs = await create('/ledger/holds', hold('location', far, 'Dry'))
  const recall = await create('/ledger/holds', hold('item', apple, 'Recall'))
  const url = '/api/v1/ledger/holds?count=true'
  const { body } = await here.send({ url })
  t.strictSame(new Set(body.data.map(({ id }: { id: string }) => id)), new Set([mine, recall]))
  t.equal(body.total, 2)
  t.equal((await administrator.send({ url })).body.total, 3)

  const nowhere = await here.send({ url: `/api/v1/ledger/holds/${newId()}` })
  const foreign = await here.send({ url: `/api/v1/ledger/holds/${theirs}` })
  t.equal(foreign.status, 404)
  t.equal(foreign.body.code, nowhere.body.code, 'as one that does not exist')
  const send = (path: string, payload: object) =>
    here.send({ method: 'POST', url: `/api/v1/ledger/holds${path}`, payload })
  t.equal((await send(`/${theirs}/lift`, {})).status, 404)
  const place = (subject: string) => send('', hold('location', subject, 'Mine to say'))
  const unknown = await place(newId())
  t.match(await place(far), { status: unknown.status, body: { code: unknown.body.code } })
  const { body: still } = await administrator.send({ url: `/api/v1/ledger/holds/${theirs}` })
  t.ok(still.isOpen)
})

t.test('where units of another site stood is not told, and what went between both is', async (t) => {
  const { here, administrator, create, a, b, far, farther } = await startTwoSites(t)
  const unit = (location: string, code: string) => create('/locations/handling-units', { code, location })
  const mine = await unit(a, 'MINE')
  const theirs = await unit(far, 'THEIRS')
  const move = async (id: string, to: string) => {
    const payload = {
      mode: 'all',
      movements: [{ kind: 'transfer', handlingUnits: [{ id, to: { location: to } }] }],
    }
    const { body, text } = await administrator.send({
      method: 'POST',
      url: '/api/v1/ledger/movements',
      payload,
    })
    if (body.outcomes?.[0]?.status !== 'posted') throw new Error(text)
  }
  await move(theirs, farther)
  await move(mine, b)
  const came = await unit(far, 'CAME')
  await move(came, farther)
  await move(came, a)
  const url = '/api/v1/ledger/unit-moves?sort=id&count=true'
  const { body: all } = await administrator.send({ url })
  t.equal(all.total, 7)
  const { body, text } = await here.send({ url })
  t.strictSame(
    body.data.map((row: { unit: { code: string } }) => row.unit.code),
    ['MINE', 'MINE', 'CAME'],
    'of what came from the other site, that it came',
  )
  t.equal(body.total, 3)
  t.notMatch(text, /FAR/, 'its places there are not named')
})

t.test('a transformation of another site is not seen', async (t) => {
  const { here, administrator, move, a, far, apple, flour } = await startTwoSites(t)
  for (const to of [a, far]) await move({ kind: 'receipt', from: SUPPLIER, to, quantity: 4 })
  const transform = async (location: string) => {
    const payload = {
      kind: 'production',
      inputs: [{ item: apple, quantity: 2, from: { location } }],
      outputs: [{ item: flour, quantity: 1, to: { location } }],
    }
    const url = '/api/v1/ledger/transformations'
    const { body, status, text } = await administrator.send({ method: 'POST', url, payload })
    if (status >= 300) throw new Error(text)
    return body.id as string
  }
  const mine = await transform(a)
  const theirs = await transform(far)
  const { body } = await here.send({ url: '/api/v1/ledger/transformations?count=true' })
  t.strictSame(
    body.data.map(({ id }: { id: string }) => id),
    [mine],
  )
  t.equal(body.total, 1)
  const one = await here.send({ url: `/api/v1/ledger/transformations/${mine}` })
  t.match(one.body, { inputs: [{ item: { id: apple } }], outputs: [{ item: { id: flour } }] })
  t.equal((await here.send({ url: `/api/v1/ledger/transformations/${theirs}` })).status, 404)
  t.equal((await administrator.send({ url: '/api/v1/ledger/transformations?count=true' })).body.total, 2)
})

t.test(
  'a right that the database denies is a no for whoever is bound, and a fault of ours for staff',
  async (t) => {
    const grabby = definePlugin({
      name: 'grabby',
      version: '1.0.0',
      permissions: { 'grabby.stock.grab': 'Take what is not ours' },
      routes: () => async (app) => {
        app.get(
          '/grab',
          { config: { permission: 'grabby.stock.grab' }, schema: { response: { 200: Type.Null() } } },
          (request) => request.transaction((trx) => trx.raw('delete from ledger.movement')),
        )
      },
    })
    const { administrator, withKey } = await startPlatform(t, { plugins: [grabby] })
    const { body: owner } = await administrator.send({
      method: 'POST',
      url: '/api/v1/access/owners',
      payload: { kind: 'client', name: 'Anna' },
    })
    const payload = { name: 'Bound', permissions: ['grabby.stock.grab'], owners: [owner.id] }
    const key = await administrator.send({ method: 'POST', url: '/api/v1/access/api-keys', payload })
    const url = '/api/v1/grabby/grab'
    t.match(await withKey(key.body.token).send({ url }), {
      status: 403,
      body: { code: 'database.not_permitted' },
    })
    t.match(await administrator.send({ url }), { status: 500, body: { code: 'http.internal' } })
  },
)

t.test('a posting connection that stands still in a transaction is ended after a minute', async (t) => {
  const { database } = await startPlatform(t)
  const { rows } = await database.posting.use((client) =>
    client.query("select current_setting('idle_in_transaction_session_timeout') as rest"),
  )
  t.strictSame(rows, [{ rest: '1min' }])
})

t.test('a client sees the units that his stock is or was in, and what carries them now', async (t) => {
  const world = await startLedgerWorld(t)
  const { administrator, withKey, move, a, b, apple } = world
  const send = async (url: string, payload: object) => {
    const answer = await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (answer.status >= 300) throw new Error(answer.text)
    return answer.body
  }
  const unit = async (code: string, place: object): Promise<string> =>
    (await send('/locations/handling-units', { code, ...place })).id
  const owner = async (name: string): Promise<string> =>
    (await send('/access/owners', { kind: 'client', name })).id
  const [anna, ben] = [await owner('Anna'), await owner('Ben')]
  const pallet = await unit('PALLET', { location: a })
  const case1 = await unit('CASE-1', { parent: pallet })
  const case2 = await unit('CASE-2', { parent: pallet })
  const tote = await unit('TOTE', { location: a })
  await unit('EMPTY', { location: a })
  const put = (whose: string, handlingUnit: string) => {
    const line = { item: apple, quantity: 1, from: { location: SUPPLIER }, to: { location: a, handlingUnit } }
    return move({ kind: 'receipt', owner: whose, lines: [line] })
  }
  await put(anna, case1)
  await put(ben, case2)
  await put(anna, tote)
  const out = { item: apple, quantity: 1, from: { location: a, handlingUnit: tote }, to: { location: b } }
  await move({ owner: anna, lines: [out] })
  await put(ben, tote)
  const payload = { name: 'Key', permissions: PERMISSIONS, owners: [anna] }
  const client = withKey((await send('/access/api-keys', payload)).token)
  const get = async (url: string) => (await client.send({ url: `/api/v1${url}` })).body
  const { data, total } = await get('/locations/handling-units?count=true')
  const codes = data.map(({ code }: { code: string }) => code)
  t.strictSame([codes, total], [['CASE-1', 'PALLET', 'TOTE'], 3])
  const carrying = await get(`/locations/handling-units/${pallet}`)
  t.strictSame(
    carrying.nested.map(({ code }: { code: string }) => code),
    ['CASE-1'],
    'what else stands on it is not told',
  )
  t.equal((await get(`/locations/handling-units/${tote}`)).contents.length, 0, 'nor what is in it now')
  t.equal((await client.send({ url: `/api/v1/locations/handling-units/${case2}` })).status, 404)
  const moves = await get('/ledger/unit-moves?count=true')
  t.equal(moves.total, 0, 'how empty ones were placed is the house’s')
})
