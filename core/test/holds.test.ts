import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { selectOpenHolds } from '../src/ledger/holds/open-holds.ts'
import { connect, NOTHING, place, send } from './hold-world.ts'
import { ADJUSTMENT, CUSTOMER, type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

t.test(
  'a hold names what it stops, for what reason and who may lift it, and counts what it stops now',
  async (t) => {
    const world = await startLedgerWorld(t)
    await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 12 })
    await world.move({ kind: 'receipt', from: SUPPLIER, to: world.b, quantity: 3 })
    const id = newId()
    const wish = {
      id,
      scope: 'item',
      subject: world.apple,
      reason: 'recall R-4',
      note: 'Letter of 3 May',
      lifter: 'QA',
    }
    const placed = await place(world, wish)
    t.equal(placed.status, 201)
    t.match(placed.body, {
      id,
      scope: 'item',
      subject: { id: world.apple, name: 'APPLE' },
      item: { sku: 'APPLE' },
      owner: null,
      blocks: ['allocate', 'ship'],
      reason: 'recall R-4',
      note: 'Letter of 3 May',
      liftedBy: 'ledger.hold.lift',
      lifter: 'QA',
      isOpen: true,
      lift: null,
      held: { quantity: 15, baseUnit: 'each', balances: 2 },
    })
    t.ok(placed.body.placedBy.name)
    t.equal((await place(world, wish)).status, 200, 'sent twice, it is placed once')
    t.match((await place(world, { ...wish, note: 'another' })).body, { code: 'ledger.id_in_use' })
    const twin = await place(world, { ...wish, id: newId() })
    t.match(
      [twin.status, twin.body],
      [409, { code: 'ledger.hold_standing', detail: /APPLE is on hold already \(recall R-4\)/ }],
    )

    const audit = await world.get(`/access/audit?entityId=${id}`)
    t.match(audit.data, [{ action: 'create', entity: 'ledger.hold', after: { reason: 'recall R-4' } }])
    t.equal((await world.verify()).ok, true)
  },
)

t.test(
  'a lifted hold stays in the list, with who lifted it and why, and the same may be placed anew',
  async (t) => {
    const world = await startLedgerWorld(t)
    const wish = { scope: 'location', subject: world.a, reason: 'leaking roof', blocks: ['receive', 'move'] }
    const { id } = (await place(world, wish)).body
    const lifted = await lift(world, id, { note: 'Roof mended' })
    t.match(lifted.body, {
      isOpen: false,
      held: null,
      lift: { note: 'Roof mended', actor: { name: String } },
    })
    t.match((await lift(world, id)).body, { code: 'ledger.hold_lifted', detail: /leaking roof/ })
    t.equal((await place(world, wish)).status, 201)
    const list = await world.get('/ledger/holds?count=true&sort=placedAt')
    t.match(list, {
      total: 2,
      data: [
        { id, isOpen: false },
        { isOpen: true, subject: { name: 'A' } },
      ],
    })
    t.match((await world.get('/ledger/holds?isOpen=true')).data.length, 1)
    t.match((await world.get(`/ledger/holds?subject=${world.b}`)).data, [])
    t.equal((await world.get('/ledger/holds?scope=location&reason[contains]=ROOF')).data.length, 2)
    t.equal((await world.get('/ledger/holds?scope=item')).data.length, 0)
    const audit = await world.get(`/access/audit?entityId=${id}&action=lift`)
    t.match(audit.data, [{ after: { liftNote: 'Roof mended' } }])
  },
)

t.test('a hold is lifted by whoever has the permission that it names, and by nobody else', async (t) => {
  const world = await startLedgerWorld(t)
  const key = async (name: string, permissions: string[]) => {
    const { body } = await send(world, 'POST', '/access/api-keys', { name, permissions })
    return world.withKey(body.token)
  }
  const floor = await key('Floor', ['ledger.balance.read', 'ledger.hold.place'])
  const quality = await key('Quality', ['ledger.balance.read', 'ledger.reason.write'])
  const wish = {
    scope: 'item',
    subject: world.apple,
    reason: 'smells',
    liftedBy: 'ledger.reason.write',
    lifter: 'QA',
  }
  const placed = await floor.send({ method: 'POST', url: '/api/v1/ledger/holds', payload: wish })
  t.equal(placed.status, 201)
  const url = `/api/v1/ledger/holds/${placed.body.id}/lift`
  const refused = await floor.send({ method: 'POST', url, payload: {} })
  t.equal(refused.status, 403)
  t.match(refused.body, {
    code: 'ledger.hold_not_yours',
    detail: /You do not have ledger\.reason\.write.*\(smells\)\. QA may lift it/,
  })
  t.equal((await quality.send({ method: 'POST', url, payload: {} })).status, 200)
  t.equal((await quality.send({ method: 'POST', url: '/api/v1/ledger/holds', payload: wish })).status, 403)
  t.match((await place(world, { ...wish, liftedBy: 'no.such.word' })).body, {
    code: 'ledger.permission_unknown',
  })
})

t.test('a recall of many lots is one command: all of them or none', async (t) => {
  const world = await startLedgerWorld(t)
  const lots = await makeLots(world, ['A77', 'B77'])
  const holds = lots.map((subject) => ({ scope: 'lot', subject, reason: 'recall R-4' }))
  const broken = [...holds, { scope: 'lot', subject: newId(), reason: 'recall R-4' }]
  const refused = await send(world, 'POST', '/ledger/holds/batch', { holds: broken })
  t.match(
    [refused.status, refused.body],
    [422, { code: 'ledger.hold_subject_unknown', detail: /There is no lot/ }],
  )
  t.match(refused.body.errors?.[0]?.pointer ?? refused.body.pointer, '/holds/2/subject')
  t.equal((await world.get('/ledger/holds')).data.length, 0)
  const twice = await send(world, 'POST', '/ledger/holds/batch', { holds: [...holds, holds[0]!] })
  t.match(twice.body, { code: 'ledger.hold_standing' })
  const placed = await send(world, 'POST', '/ledger/holds/batch', { holds })
  t.equal(placed.status, 201)
  t.match(placed.body.data, [
    { subject: { name: 'A77' }, item: { sku: 'APPLE' }, held: { balances: 0, quantity: null } },
    { subject: { name: 'B77' } },
  ])
  t.equal((await world.get(`/ledger/holds?item=${world.apple}`)).data.length, 2)
})

t.test('what cannot be held is said to be so', async (t) => {
  const world = await startLedgerWorld(t)
  const wish = { scope: 'item', subject: newId(), reason: 'why not' }
  t.match((await place(world, wish)).body, { code: 'ledger.hold_subject_unknown' })
  t.match((await place(world, { ...wish, scope: 'location', subject: CUSTOMER })).body, {
    code: 'ledger.hold_subject_outside',
    detail: /CUSTOMER stands for the world outside/,
  })
  t.equal((await place(world, { ...wish, scope: 'site' })).status, 400)
  t.equal((await place(world, { ...wish, blocks: [] })).status, 400)
  t.equal((await place(world, { ...wish, blocks: ['count'] })).status, 400)
  t.equal((await place(world, { ...wish, reason: '  ' })).status, 400)
  t.equal((await send(world, 'POST', `/ledger/holds/${newId()}/lift`, {})).status, 404)
})

t.test('a client sees and places holds on what is his, and nobody else’s', async (t) => {
  const world = await startLedgerWorld(t)
  const client = (await send(world, 'POST', '/access/owners', { kind: 'client', name: 'Orchard' })).body
  const other = (await send(world, 'POST', '/access/owners', { kind: 'client', name: 'Brewery' })).body
  const wish = { sku: 'PEAR', name: 'Pear', baseUnit: 'each', owner: client.id }
  const pear = (await send(world, 'POST', '/items', wish)).body
  const permissions = ['ledger.balance.read', 'ledger.hold.place', 'ledger.hold.lift']
  const { token } = (
    await send(world, 'POST', '/access/api-keys', { name: 'K', permissions, owners: [client.id] })
  ).body
  const key = world.withKey(token)
  const asClient = (payload: object) => key.send({ method: 'POST', url: '/api/v1/ledger/holds', payload })
  const own = await asClient({ scope: 'item', subject: pear.id, reason: 'mould' })
  t.match([own.status, own.body], [201, { owner: { name: 'Orchard' } }])
  t.match((await asClient({ scope: 'item', subject: world.apple, reason: 'x' })).body, {
    code: 'ledger.hold_for_staff',
  })
  t.match((await asClient({ scope: 'location', subject: world.a, reason: 'x' })).body, {
    code: 'ledger.hold_for_staff',
  })
  t.match((await asClient({ scope: 'owner', subject: other.id, reason: 'x' })).body, {
    code: 'ledger.hold_subject_unknown',
  })
  await place(world, { scope: 'owner', subject: other.id, reason: 'unpaid' })
  const house = (await place(world, { scope: 'item', subject: world.apple, reason: 'recall' })).body
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 12 })
  const seen = (await key.send({ url: '/api/v1/ledger/holds?sort=reason' })).body
  t.match(seen.data, [{ reason: 'mould' }, { reason: 'recall', held: { balances: 0 } }])
  t.equal(seen.data.length, 2)
  const url = `/api/v1/ledger/holds/${house.id}/lift`
  t.match((await key.send({ method: 'POST', url, payload: {} })).body, { code: 'ledger.hold_for_staff' })
})

t.test(
  'a posting finds the holds on its item, lot, owner, and on what its place and unit are in',
  async (t) => {
    const world = await startLedgerWorld(t)
    const [lot] = await makeLots(world, ['B77'])
    const [pallet, box] = [newId(), newId()]
    await world.query(
      `insert into locations.handling_unit (id, code, kind, location, parent) values
       ($1, 'P-1', 'pallet', $3, null), ($2, 'C-1', 'carton', $3, $1)`,
      [pallet, box, world.a],
    )
    const root = (await world.get('/locations?kind=site')).data[0].id
    const house = (await world.get('/access/owners')).data[0].id
    const reasons = { item: world.apple, lot: lot!, owner: house, location: root, handling_unit: pallet }
    const client = await connect(t, world)
    const asked = {
      items: [world.apple, world.flour],
      locations: [world.a, world.b],
      lots: [lot!],
      handlingUnits: [box],
      serials: [newId()],
      owners: [1, 2],
    }
    t.same(await selectOpenHolds(client, asked), [])
    for (const [scope, subject] of Object.entries(reasons))
      await place(world, { scope, subject, reason: scope })
    const found = await selectOpenHolds(client, asked)
    const covered = (scope: string) =>
      found.filter((hold) => hold.scope === scope).map(({ covers }) => covers)
    t.same(covered('item'), [world.apple])
    t.same(covered('lot'), [lot])
    t.same(covered('owner'), ['1'])
    t.same(covered('location').sort(), [world.a, world.b].sort())
    t.same(covered('handling_unit'), [box])
    t.match(found[0], {
      blocks: ['allocate', 'ship'],
      reason: 'item',
      lifter: /permission ledger\.hold\.lift/,
    })
    t.same(await selectOpenHolds(client, { ...NOTHING, items: [world.flour], owners: [2] }), [])
    const held = (await world.get('/ledger/holds?scope=handling_unit')).data
    t.match(held, [{ subject: { name: 'P-1' }, held: { balances: 0 } }])
  },
)

t.test(
  'stock on hold does not ship, move or arrive, as the hold says; counts and reversals go on',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b } = world
    const receipt = { kind: 'receipt', from: SUPPLIER, to: a, quantity: 12 }
    const ship = { kind: 'issue', from: a, to: CUSTOMER, quantity: 2 }
    const received = await world.move(receipt)
    const codeOf = async (told: object) => (await world.post([told])).body.outcomes[0].code ?? 'posted'
    const wish = { scope: 'item', subject: world.apple, reason: 'recall R-4', lifter: 'QA' }
    const { id } = (await place(world, wish)).body
    t.match((await world.post([ship])).body.outcomes, [
      { code: 'ledger.on_hold', detail: /2 of APPLE are on hold \(recall R-4\).*QA may lift it/ },
    ])
    t.equal(await codeOf({ from: a, to: b }), 'posted', 'it stops no move within the house')
    t.equal(await codeOf({ kind: 'adjustment', from: a, to: ADJUSTMENT, reason: 'count' }), 'posted')
    await lift(world, id)
    t.equal(await codeOf(ship), 'posted')

    await place(world, { scope: 'location', subject: a, reason: 'roof', blocks: ['move', 'receive'] })
    t.equal(await codeOf({ from: a, to: b }), 'ledger.on_hold')
    t.equal(await codeOf({ from: b, to: a }), 'ledger.on_hold')
    t.equal(await codeOf(receipt), 'ledger.on_hold')
    t.equal(await codeOf({ ...receipt, to: b }), 'posted')
    t.equal(await codeOf(ship), 'posted')
    await world.move({ kind: 'adjustment', from: ADJUSTMENT, to: a, quantity: 9, reason: 'count' })
    const undone = await send(world, 'POST', `/ledger/movements/${received}/reversal`, {})
    t.match(undone.body.outcomes, [{ status: 'posted' }])
    t.equal((await world.verify()).ok, true)
  },
)

t.test('many things are stopped by one command, and many holds lifted by another', async (t) => {
  const world = await startLedgerWorld(t)
  const stop = (query: string, payload: object) =>
    send(world, 'POST', `/ledger/holds/of/items/bulk${query}`, payload)
  const change = { reason: 'recall R-9' }
  t.match((await stop('', { ids: [world.apple], change })).body, { done: 1, refused: 0 })
  t.match((await stop('?q=o', { isAll: true, change })).body, { done: 1 }, 'flour, which has an o')
  t.match((await stop('', { isAll: true, change })).body, {
    done: 0,
    refusals: [{ code: 'ledger.hold_standing' }, { code: 'ledger.hold_standing' }],
  })
  t.match((await stop('', { isAll: true, change: {} })).status, 400, 'a hold has a reason')
  const lifting = { isAll: true, change: { act: 'lift', note: 'all clear' } }
  t.match((await send(world, 'POST', '/ledger/holds/bulk?isOpen=true', lifting)).body, {
    done: 2,
    refused: 0,
  })
  t.match((await world.get('/ledger/holds')).data, [{ lift: { note: 'all clear' } }, { isOpen: false }])
})

t.test('what may not be taken from where it stands is on hold, and not available', async (t) => {
  const world = await startLedgerWorld(t)
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 12 })
  const figures = async () => (await world.get('/ledger/stock?by=item')).data
  t.match(await figures(), [{ onHand: 12, held: 0, available: 12 }])
  const wish = { scope: 'item', subject: world.apple, reason: 'roof', blocks: ['leave'] }
  const { id } = (await place(world, wish)).body
  t.match(await figures(), [{ onHand: 12, held: 12, available: 0 }])
  const issue = { kind: 'issue', from: world.a, to: CUSTOMER, quantity: 2 }
  t.match((await world.post([issue])).body.outcomes, [{ code: 'ledger.on_hold' }])
  await lift(world, id)
  t.match(await figures(), [{ onHand: 12, held: 0, available: 12 }])
  await place(world, { ...wish, blocks: ['arrive', 'receive'] })
  t.match(await figures(), [{ held: 0, available: 12 }], 'what stops only what comes keeps nothing back')
})

function lift(world: LedgerWorld, id: string, payload: object = {}) {
  return send(world, 'POST', `/ledger/holds/${id}/lift`, payload)
}

async function makeLots(world: LedgerWorld, names: string[]): Promise<string[]> {
  const rows = names.map((name) => ({ id: newId(), name }))
  for (const { id, name } of rows) {
    await world.query('insert into items.lot (id, item, name) values ($1, $2, $3)', [id, world.apple, name])
  }
  return rows.map(({ id }) => id)
}
