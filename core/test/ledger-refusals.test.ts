import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { itemErrors } from '../src/items/item.errors.ts'
import { ledgerErrors } from '../src/ledger/ledger.errors.ts'
import { locationErrors } from '../src/locations/location.errors.ts'
import { unitErrors } from '../src/locations/units/unit.errors.ts'
import { ADJUSTMENT, CUSTOMER, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

t.test('every refusal names the field, the value and the way out, and posts nothing', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, flour } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 5 })
  const nobody = newId()
  const cases: [string, object, string, string][] = [
    ['an unknown item', { item: nobody }, 'ledger.item_unknown', '/movements/0/lines/0/item'],
    ['an unknown place', { to: nobody }, 'ledger.location_unknown', '/movements/0/lines/0/to/location'],
    [
      'an unknown status',
      { to: { location: b, status: 'shiny' } },
      'ledger.status_unknown',
      '/movements/0/lines/0/to/status',
    ],
    ['an unknown owner', { owner: nobody }, 'ledger.owner_unknown', '/movements/0/owner'],
    ['an unknown kind', { kind: 'teleport' }, 'ledger.kind_unknown', '/movements/0/kind'],
    ['a reversal by hand', { kind: 'reversal' }, 'ledger.kind_unknown', '/movements/0/kind'],
    [
      'a change by hand without a reason',
      { kind: 'adjustment', to: ADJUSTMENT },
      'ledger.reason_required',
      '/movements/0/reason',
    ],
    ['an unknown reason', { reason: 'whim' }, 'ledger.reason_unknown', '/movements/0/reason'],
    ['half an apple', { quantity: 0.5 }, 'ledger.quantity_not_a_step', '/movements/0/lines/0/quantity'],
    ['4.999 apples', { quantity: 4.999 }, 'ledger.quantity_not_a_step', '/movements/0/lines/0/quantity'],
    [
      'more decimals than grams have',
      { item: flour, quantity: 0.0005 },
      'ledger.quantity_not_a_step',
      '/movements/0/lines/0/quantity',
    ],
    ['from a place to itself', { to: a }, 'ledger.same_place', '/movements/0/lines/0/to'],
    [
      'from outside to outside',
      { from: SUPPLIER, to: CUSTOMER },
      'ledger.both_places_outside',
      '/movements/0/lines/0',
    ],
    [
      'tomorrow',
      { effectiveAt: new Date(Date.now() + 86_400_000).toISOString() },
      'ledger.effective_in_future',
      '/movements/0/effectiveAt',
    ],
    [
      'before there were clocks',
      { effectiveAt: '1066-10-14T09:00:00Z' },
      'ledger.effective_too_early',
      '/movements/0/effectiveAt',
    ],
    [
      'an id of another age',
      { id: '01000000-0000-7000-8000-000000000000' },
      'ledger.id_far_from_now',
      '/movements/0/id',
    ],
    [
      'an id of another version',
      { id: '6f1b7c1e-2f7e-4f7b-9a53-0d6a1a2b3c4d' },
      'ledger.id_far_from_now',
      '/movements/0/id',
    ],
  ]
  for (const [what, told, code, pointer] of cases) {
    const { status, body } = await world.post([told])
    t.equal(status, 200, what)
    t.match(body.outcomes, [{ status: 'refused', code, pointer }], what)
    t.notMatch(body.outcomes[0].detail, /[{}]/, `${what}: the sentence has all its facts`)
  }
  const { body } = await world.post([{ quantity: 4.999 }])
  t.match(body.outcomes[0], { detail: /The nearest are 4 and 5/ })
  t.equal(await world.onHand(a), 5)
  t.equal((await world.get('/ledger/movements?count=true')).total, 1)

  const id = newId()
  t.match((await world.post([{ id }])).body.outcomes, [{ status: 'posted', id }])
  t.match((await world.post([{ id }])).body.outcomes, [{ code: 'ledger.id_taken' }])
  t.match((await world.post([{ id: newId() }, { id: newId() }])).body.outcomes, [
    { status: 'posted' },
    { status: 'posted' },
  ])
})

t.test('malformed batches are a 400 or 413, never half of anything', async (t) => {
  const world = await startLedgerWorld(t)
  const send = (payload: object) =>
    world.administrator.send({ method: 'POST', url: '/api/v1/ledger/movements', payload })
  const line = { item: world.apple, quantity: 1, from: { location: SUPPLIER }, to: { location: world.a } }
  const good = { kind: 'receipt', lines: [line] }
  for (const bad of [
    {},
    { mode: 'some', movements: [good] },
    { mode: 'each', movements: [] },
    { mode: 'each', movements: [{ ...good, colour: 'red' }] },
    { mode: 'each', movements: [{ ...good, lines: [{ ...line, quantity: '1' }] }] },
    { mode: 'each', movements: [{ ...good, lines: [{ ...line, quantity: 0 }] }] },
    { mode: 'each', movements: [{ ...good, lines: [{ ...line, quantity: -1 }] }] },
    { mode: 'each', movements: [{ ...good, lines: [{ ...line, item: "x' or 1=1" }] }] },
    { mode: 'each', movements: [{ ...good, effectiveAt: 'yesterday' }] },
    { mode: 'each', movements: new Array(1_001).fill(good) },
  ]) {
    const { status, body } = await send(bad)
    t.equal(status, 400, JSON.stringify(bad).slice(0, 80))
    t.ok(body.errors[0].pointer !== undefined)
  }
  const wide = {
    mode: 'each',
    movements: new Array(11).fill({ kind: 'receipt', lines: new Array(1_000).fill(line) }),
  }
  t.equal((await send(wide)).status, 413)
  t.equal(await world.onHand(world.a), 0)
})

t.test('an item of one owner’s catalogue is never another owner’s stock', async (t) => {
  const world = await startLedgerWorld(t)
  const create = async (url: string, payload: object) =>
    (await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body
  const client = await create('/access/owners', { kind: 'client', name: 'Client Ltd' })
  const wish = { sku: 'THEIRS', name: 'Theirs', baseUnit: 'each', owner: client.id, id: newId() }
  const twice = await Promise.all([1, 2, 3, 4].map(() => create('/items', wish)))
  t.same(new Set(twice.map(({ id }) => id)), new Set([wish.id]), 'created once, however often it is pressed')
  const receipt = { kind: 'receipt', item: wish.id, from: SUPPLIER, to: world.a }
  t.match((await world.post([receipt])).body.outcomes, [{ code: 'ledger.item_of_another_owner' }])
  t.match((await world.post([{ ...receipt, owner: client.id }])).body.outcomes, [{ status: 'posted' }])
})

t.test('a refusal names lot, unit and status of what is missing, in words of the floor', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, administrator } = world
  const create = async (url: string, payload: object) =>
    (await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body.id
  const milk = await create('/items', { sku: 'MILK', name: 'Milk', baseUnit: 'l', hasLots: true })
  const lot = await create('/items/lots', { item: milk, name: 'B77' })
  const unit = await create('/locations/handling-units', { code: 'P-1', kind: 'pallet', location: a })
  const from = { location: a, handlingUnit: unit, status: 'damaged' }
  const short = await world.post([{ lines: [{ item: milk, lot, quantity: 2, from, to: { location: b } }] }])
  t.match(short.body.outcomes, [
    {
      code: 'ledger.insufficient_stock',
      detail: /^A holds 0 of MILK lot B77 \(P-1, damaged\), 0 of it free; 2 were asked\./,
    },
  ])
  const databaseWords = /\b(row|column|table|null|constraint|tuple|SQL|foreign|relation|varchar|numeric)s?\b/i
  const sentences = Object.entries({ ...ledgerErrors, ...itemErrors, ...locationErrors, ...unitErrors })
  t.same(
    sentences.filter(([, { message }]) => databaseWords.test(message)).map(([code]) => code),
    [],
    'no sentence speaks of a database',
  )
  t.same(
    sentences.filter(([, { message }]) => !/[;.:,] .+\.$/.test(message)).map(([code]) => code),
    [],
    'every sentence says what to do, beside what stands in the way',
  )
})
