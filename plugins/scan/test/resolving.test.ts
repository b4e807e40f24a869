import { examine, startPlatform, type TestPlatform, tenBolts } from '@stowage/sdk/testing'
import t, { type Test } from 'tap'
import scan from '../index.ts'

const GTIN = '09501101530003'
const CASE = '19501101530000'
const GS = '\u001d'

/** Ten bolts with a GTIN, a case of twelve, a lot; and how to scan. */
async function floor(t: Test) {
  const platform = await startPlatform(t, { plugins: [scan] })
  const scene = await tenBolts(platform)
  const { create } = scene
  const { id: oat } = await create('/items', {
    sku: 'OAT-1',
    name: 'Oat drink',
    baseUnit: 'each',
    gtin: GTIN.slice(1),
    hasLots: true,
  })
  const level = { item: oat, name: 'case', numerator: 12, gtin: CASE }
  const { id: crate } = await create('/items/packaging-levels', level)
  const { id: lot } = await create('/items/lots', { item: oat, name: 'L-7', expiresOn: '2027-05-31' })
  return { platform, ...scene, oat, crate, lot, ...scanning(platform) }
}

function scanning({ administrator }: TestPlatform) {
  const ask = async (text: string, rest: object = {}, headers = {}) => {
    const payload = { scan: text, ...rest }
    const answer = await administrator.send({ method: 'POST', url: '/api/v1/scan', payload, headers })
    if (answer.status !== 200) throw new Error(answer.text)
    return answer.body
  }
  return { ask }
}

t.test('it keeps what every plugin promises', async (t) => {
  for (const { sentence, faults } of await examine(t, scan)) t.same(faults, [], sentence)
})

t.test('one scan tells item, package, lot, day of expiry and quantity', async (t) => {
  const { ask, oat, crate, lot } = await floor(t)
  const { valid, resolved } = await ask(`]C102${CASE}17270500${'10L-7'}${GS}37${3}${GS}00106141412345678908`)
  t.equal(valid, true)
  t.equal(resolved.outcome, 'one')
  const { thing } = resolved
  t.match(thing, {
    kind: 'item',
    id: oat,
    code: 'OAT-1',
    packagingLevel: { id: crate, name: 'case', baseUnits: 12 },
    lot: { id: lot, name: 'L-7', expiresOn: '2027-05-31' },
    expiresOn: '2027-05-31',
    quantity: 36,
    handlingUnit: { id: null, code: '106141412345678908' },
  })
  const single = await ask(GTIN.slice(1))
  t.match(single.resolved.thing, { id: oat, packagingLevel: null, quantity: 1 })
  const fresh = await ask(`(01)${GTIN}(10)L-8(21)S1`)
  t.match(fresh.resolved.thing, { lot: { id: null, name: 'L-8' }, serial: { id: null, number: 'S1' } })
})

t.test('a code of ours is right by being ours', async (t) => {
  const { ask, bin, create, item } = await floor(t)
  const place = await ask('A-01')
  t.match([place.valid, place.problems, place.resolved.thing], [true, [], { kind: 'location', id: bin }])
  const unit = await create('/locations/handling-units', { kind: 'pallet', code: '106141412345678908' })
  t.match((await ask('(00)106141412345678908')).resolved.thing, { kind: 'handling_unit', id: unit.id })
  t.match((await ask('BOLT-8')).resolved.thing, { kind: 'item', id: item, quantity: 1 })
  t.match((await ask(']C0A-01')).resolved.thing, { kind: 'location', id: bin })
  const nobody = await ask('NOWHERE')
  t.equal(nobody.valid, false)
  t.match(nobody.resolved, {
    outcome: 'none',
    message: 'No place, unit, item, piece or person has the code “NOWHERE”.',
  })
  t.match((await ask('NOWHERE', {}, { 'accept-language': 'fr' })).resolved.message, /n’a le code « NOWHERE »/)
})

t.test('the task decides first, then the owner, else somebody is asked', async (t) => {
  const { ask, create, oat } = await floor(t)
  const { id: client } = await create('/access/owners', { kind: 'client', name: 'Ada' })
  const { id: theirs } = await create('/items', {
    sku: 'OAT-1',
    name: 'Oat drink, Ada',
    baseUnit: 'each',
    gtin: GTIN,
    owner: client,
  })
  const asked = await ask(GTIN)
  t.match(asked.resolved, { outcome: 'several', thing: null, differIn: ['owner'] })
  t.same(asked.resolved.candidates.map(({ id }: { id: string }) => id).sort(), [oat, theirs].sort())
  t.match(asked.resolved.message, /2 things, which differ in whose they are/)
  const forOwner = await ask(GTIN, { context: { owner: client } })
  t.match(forOwner.resolved, { outcome: 'one', decidedBy: 'owner', thing: { id: theirs } })
  const forTask = await ask(GTIN, { context: { owner: client, task: { items: [oat] } } })
  t.match(forTask.resolved, { outcome: 'one', decidedBy: 'task', thing: { id: oat } })
})

t.test('where a separator was lost, both readings are laid before whoever scans', async (t) => {
  const { ask, lot, oat } = await floor(t)
  const lost = `01${GTIN}10L-717270531`
  const asked = await ask(lost)
  t.match(asked, { valid: false, problems: [{ code: 'SEPARATOR_MISSING' }] })
  t.match(asked.resolved, { outcome: 'several', differIn: ['lot', 'reading'] })
  const told = await ask(lost, { context: { task: { items: [oat], lots: [lot] } } })
  t.match(told.resolved, { outcome: 'one', decidedBy: 'task', thing: { lot: { id: lot } } })
})

t.test('the one field for everything finds by what a label says', async (t) => {
  const { platform, lot, oat } = await floor(t)
  const search = async (q: string) => {
    const url = `/api/v1/host/search?${new URLSearchParams({ q })}`
    const { body } = await platform.administrator.send({ url })
    return body.data.filter(({ plugin }: { plugin: string }) => plugin === 'scan')
  }
  t.match(await search(`(01)${GTIN}(10)L-7`), [
    { title: 'Scanned', hits: [{ id: lot, to: `/lots/${lot}/show` }] },
  ])
  t.match(await search(`https://shop.example/01/${GTIN}`), [{ hits: [{ id: oat, label: 'OAT-1' }] }])
  t.same(await search('BOLT'), [])
})

t.test('whoever is bound to an owner finds what is his alone', async (t) => {
  const { platform, create } = await floor(t)
  const { id: client } = await create('/access/owners', { kind: 'client', name: 'Ada' })
  const { id: rival } = await create('/access/owners', { kind: 'client', name: 'Bea' })
  for (const [owner, sku] of [
    [client, 'ADA-1'],
    [rival, 'BEA-1'],
  ]) {
    await create('/items', { sku, name: sku, baseUnit: 'each', gtin: '4006381333931', owner })
  }
  const { token } = await create('/access/api-keys', {
    name: 'Ada',
    permissions: ['scan.code.read'],
    owners: [client],
  })
  const scanned = await platform.stranger.send({
    method: 'POST',
    url: '/api/v1/scan',
    headers: { authorization: `Bearer ${token}` },
    payload: { scan: '4006381333931' },
  })
  t.match(scanned.body.resolved, { outcome: 'one', thing: { code: 'ADA-1' } })
  const refused = await platform.stranger.send({
    method: 'POST',
    url: '/api/v1/scan',
    payload: { scan: 'x' },
  })
  t.equal(refused.status, 401)
})

t.test('bad input gets a coded answer', async (t) => {
  const { platform } = await floor(t)
  const send = (payload: object) =>
    platform.administrator.send({ method: 'POST', url: '/api/v1/scan', payload })
  for (const payload of [
    {},
    { scan: 7 },
    { scan: 'x'.repeat(9000) },
    { scan: 'x', context: { owner: 'me' } },
  ]) {
    const { status, body } = await send(payload)
    t.equal(status, 400, JSON.stringify(payload).slice(0, 40))
    t.ok(body.code)
  }
  t.equal((await send({ scan: '\u0001~|]' })).status, 200)
  t.equal((await send({ scan: '' })).body.valid, false)
})
