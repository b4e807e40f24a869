import type { PluginDeclaration, ServiceContext } from '@stowage/sdk'
import t from 'tap'
import { newId } from '../src/database/ids.ts'
import { CUSTOMER, type LedgerWorld, newKey, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const order = () => ({ kind: 'outbound_order', id: newId() })

function allocate(world: LedgerWorld, allocations: readonly object[], more: object = {}, key = newKey()) {
  return world.administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/allocations',
    headers: { 'idempotency-key': key },
    payload: { mode: 'each', ...more, allocations },
  })
}

async function allocated(world: LedgerWorld, location: string): Promise<number> {
  const { data } = await world.get(`/ledger/balances?location=${location}&zero=true`)
  return data.reduce((sum: number, row: { allocated: number }) => sum + row.allocated, 0)
}

async function withStock(world: LedgerWorld, quantity = 10): Promise<void> {
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity })
}

async function lotted(world: LedgerWorld): Promise<{ milk: string; old: string; young: string }> {
  const create = async (url: string, payload: object) => {
    const { body, text } = await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (body?.id === undefined) throw new Error(text)
    return body.id as string
  }
  const milk = await create('/items', { sku: 'MILK', name: 'Milk', baseUnit: 'each', hasLots: true })
  const young = await create('/items/lots', { item: milk, name: 'Y', manufacturedOn: '2026-02-01' })
  const old = await create('/items/lots', { item: milk, name: 'O', manufacturedOn: '2026-01-01' })
  for (const lot of [young, old]) {
    const line = { item: milk, lot, quantity: 5, from: { location: SUPPLIER }, to: { location: world.a } }
    await world.move({ kind: 'receipt', lines: [line] })
  }
  return { milk, old, young }
}

t.test('what is kept for one order is nobody else’s', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, apple } = world
  await withStock(world)
  const demand = order()
  const { body } = await allocate(world, [{ act: 'allocate', demand, item: apple, quantity: 6 }])
  t.match(body.outcomes, [{ status: 'posted', allocations: [{ location: a, quantity: 6 }] }])
  t.equal(await allocated(world, a), 6)
  t.match((await world.get(`/ledger/stock?by=item&item=${apple}`)).data, [
    { onHand: 10, allocated: 6, unallocated: 4, available: 4 },
  ])

  const taken = await world.post([{ kind: 'issue', from: a, to: CUSTOMER, quantity: 5 }])
  t.match(taken.body.outcomes, [{ code: 'ledger.insufficient_stock', detail: /4 of it free; 5 were asked/ }])
  const more = await allocate(world, [{ act: 'allocate', demand: order(), item: apple, quantity: 5 }])
  t.match(more.body.outcomes, [{ code: 'ledger.not_enough_free', detail: /5 of APPLE .* 4 are free/ }])
  const some = await allocate(world, [
    { act: 'allocate', demand: order(), item: apple, quantity: 5, partial: true },
  ])
  t.match(
    some.body.outcomes,
    [{ status: 'posted', allocations: [{ quantity: 4 }] }],
    'or as much as there is',
  )

  const [{ id }] = body.outcomes[0].allocations
  const lines = [
    { item: apple, quantity: 6, from: { location: a }, to: { location: CUSTOMER }, allocation: { id } },
  ]
  await world.move({ kind: 'issue', lines })
  t.equal(await allocated(world, a), 4, 'the order has what was kept for it')
  const events = await world.get(`/ledger/allocations/events?demand=${demand.id}`)
  t.same(
    events.data.map(({ kind, quantity }: { kind: string; quantity: number }) => [kind, quantity]),
    [
      ['consume', 6],
      ['allocate', 6],
    ],
  )
  t.same((await world.get(`/ledger/allocations?demand=${demand.id}`)).data, [])
  t.equal((await world.verify()).ok, true)
})

t.test('the oldest lot goes first, and a batch is judged on its sum', async (t) => {
  const world = await startLedgerWorld(t)
  const { milk, old, young } = await lotted(world)
  const demand = order()
  const first = await allocate(world, [{ act: 'allocate', demand, item: milk, quantity: 7 }])
  t.match(first.body.outcomes[0].allocations, [
    { lot: old, quantity: 5 },
    { lot: young, quantity: 2 },
  ])
  const batch = [
    { act: 'allocate', demand, item: milk, quantity: 2 },
    { act: 'allocate', demand, item: milk, quantity: 2 },
  ]
  const all = await allocate(world, batch, { mode: 'all' })
  t.equal(all.status, 422)
  t.match(all.body.errors, [{ code: 'ledger.not_enough_free', pointer: '/allocations/1/quantity' }])
  const each = await allocate(world, batch)
  t.same(
    each.body.outcomes.map(({ status }: { status: string }) => status),
    ['posted', 'refused'],
    'one by one passes alone, together they do not',
  )
  const dry = await allocate(world, [{ act: 'allocate', demand, item: milk, quantity: 1, lot: young }], {
    dryRun: true,
  })
  t.match(dry.body.outcomes, [{ status: 'posted' }])
  t.equal(
    (await world.get(`/ledger/allocations?demand=${demand.id}`)).data.length,
    3,
    'a trial keeps nothing',
  )
  t.equal((await world.verify()).ok, true)
})

t.test('an allocation is carried, split, swapped and released, and nothing drifts', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, c, apple } = world
  await withStock(world)
  await world.move({ kind: 'receipt', from: SUPPLIER, to: c, quantity: 10 })
  const demand = order()
  const made = await allocate(world, [{ act: 'allocate', demand, item: apple, quantity: 6, location: a }])
  const [{ id }] = made.body.outcomes[0].allocations
  const carry = (quantity: number) => ({
    lines: [
      {
        item: apple,
        quantity,
        from: { location: a },
        to: { location: b },
        allocation: { id, effect: 'carry' },
      },
    ],
  })
  await world.move(carry(2))
  t.same([await allocated(world, a), await allocated(world, b)], [4, 2], 'a part goes along')
  const split = await allocate(world, [{ act: 'split', allocation: id, quantity: 1 }])
  t.match(split.body.outcomes, [{ status: 'posted', allocations: [{ quantity: 1 }] }])
  t.equal(await allocated(world, a), 4)
  const swap = await allocate(world, [{ act: 'swap', allocation: id, location: c }])
  t.match(swap.body.outcomes, [{ status: 'posted', allocations: [{ location: c, quantity: 3 }] }])
  t.same([await allocated(world, a), await allocated(world, c)], [1, 3])
  const [{ id: part }] = split.body.outcomes[0].allocations
  await world.move({
    lines: [
      {
        item: apple,
        quantity: 1,
        from: { location: a },
        to: { location: b },
        allocation: { id: part, effect: 'carry' },
      },
    ],
  })
  const { data } = await world.get(`/ledger/allocations?demand=${demand.id}`)
  for (const { id: left } of data) await allocate(world, [{ act: 'release', allocation: left }])
  t.same([await allocated(world, a), await allocated(world, b), await allocated(world, c)], [0, 0, 0])
  const again = await allocate(world, [{ act: 'release', allocation: id }])
  t.match(again.body.outcomes, [{ code: 'ledger.allocation_unknown' }])
  t.equal((await world.verify()).ok, true)
})

t.test('what expires is let go of by itself, and not a moment before', async (t) => {
  let context: ServiceContext | undefined
  const onlooker: PluginDeclaration = {
    name: 'onlooker',
    version: '1.0.0',
    services: (given) => {
      context = given
      return {}
    },
  }
  const world = await startLedgerWorld(t, [onlooker])
  const { ledger } = context!.services
  const { a, apple } = world
  await withStock(world)
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  await allocate(world, [{ act: 'allocate', demand: order(), item: apple, quantity: 6, expiresAt }])
  const later = new Date(Date.now() + 3_600_000).toISOString()
  await allocate(world, [{ act: 'allocate', demand: order(), item: apple, quantity: 1, expiresAt: later }])
  t.equal(await ledger.expireAllocations(), 0)
  await world.query('update ledger.allocation set expires_at = now() where expires_at = $1', [expiresAt])
  t.equal(await ledger.expireAllocations(), 1)
  t.equal(await allocated(world, a), 1)
  const past = await allocate(world, [
    { act: 'allocate', demand: order(), item: apple, quantity: 1, expiresAt: '2020-01-01T00:00:00Z' },
  ])
  t.match(past.body.outcomes, [{ code: 'ledger.allocation_expires_past' }])
})

t.test('sixty-four demands on one piece: one has it', async (t) => {
  const world = await startLedgerWorld(t)
  await withStock(world, 1)
  const answers = await Promise.all(
    Array.from({ length: 64 }, () =>
      allocate(world, [{ act: 'allocate', demand: order(), item: world.apple, quantity: 1 }]),
    ),
  )
  const codes = answers.map(({ body }) => body.outcomes[0].code ?? body.outcomes[0].status)
  t.equal(codes.filter((code) => code === 'posted').length, 1)
  t.equal(codes.filter((code) => code === 'ledger.not_enough_free').length, 63)
  t.equal(await allocated(world, world.a), 1)
  t.equal((await world.verify()).ok, true)
})

t.test('many demands over many places find all that is there', async (t) => {
  const world = await startLedgerWorld(t)
  const { site, apple } = world
  const bins = []
  for (let n = 0; n < 12; n += 1) {
    const payload = { site, kind: 'bin', code: `N${n}` }
    const { body } = await world.administrator.send({ method: 'POST', url: '/api/v1/locations', payload })
    bins.push(body.id)
    await world.move({ kind: 'receipt', from: SUPPLIER, to: body.id, quantity: 1 })
  }
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      allocate(world, [{ act: 'allocate', demand: order(), item: apple, quantity: 1 }]),
    ),
  )
  t.same(
    answers.map(({ body }) => body.outcomes[0].status),
    answers.map(() => 'posted'),
    'nobody is turned away while a piece is free somewhere',
  )
  t.equal((await world.verify()).ok, true)
})

t.test('the same command sent twice allocates once and is answered twice', async (t) => {
  const world = await startLedgerWorld(t)
  await withStock(world)
  const key = newKey()
  const wish = [{ act: 'allocate', demand: order(), item: world.apple, quantity: 3 }]
  const first = await allocate(world, wish, {}, key)
  const second = await allocate(world, wish, {}, key)
  t.equal(second.body.replayed, true)
  t.same(second.body.outcomes, first.body.outcomes)
  t.equal(await allocated(world, world.a), 3)
  t.equal((await allocate(world, [{ ...wish[0], quantity: 4 }], {}, key)).status, 409)
})

t.test('many allocations are let go of at once', async (t) => {
  const world = await startLedgerWorld(t)
  await withStock(world)
  const keep = { act: 'allocate', item: world.apple, quantity: 2 }
  await allocate(world, [
    { ...keep, demand: order() },
    { ...keep, demand: order() },
  ])
  const url = `/api/v1/ledger/allocations/bulk?item=${world.apple}`
  const payload = { isAll: true, change: { act: 'release' } }
  const { body } = await world.administrator.send({ method: 'POST', url, payload })
  t.match(body, { done: 2, refused: 0 })
  t.equal(await allocated(world, world.a), 0)
})

t.test('stock on hold is not allocated, shipped or moved, and is counted all the same', async (t) => {
  const world = await startLedgerWorld(t)
  const { milk, old, young } = await lotted(world)
  const hold = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/holds',
    payload: {
      scope: 'lot',
      subject: old,
      blocks: ['allocate', 'ship', 'move'],
      reason: 'recall R-4',
      lifter: 'QA',
    },
  })
  t.match(hold.status, /20[01]/, hold.text)
  const { body } = await allocate(world, [{ act: 'allocate', demand: order(), item: milk, quantity: 3 }])
  t.match(body.outcomes[0].allocations, [{ lot: young, quantity: 3 }], 'the next lot is taken instead')
  const named = await allocate(world, [
    { act: 'allocate', demand: order(), item: milk, lot: old, quantity: 3 },
  ])
  t.match(named.body.outcomes, [
    {
      code: 'ledger.on_hold',
      detail: '3 of lot O are on hold (recall R-4): it may not be allocated. QA may lift it.',
    },
  ])
  const line = { item: milk, lot: old, quantity: 2, from: { location: world.a }, to: { location: CUSTOMER } }
  const shipped = await world.post([{ kind: 'issue', lines: [line] }])
  t.match(shipped.body.outcomes, [
    {
      code: 'ledger.on_hold',
      detail: /2 of lot O are on hold \(recall R-4\): it may not be shipped. QA may lift it/,
    },
  ])
  const counted = { ...line, to: { location: '00000000-0000-7000-8000-000000000013' } }
  await world.move({ kind: 'adjustment', reason: 'count', lines: [counted] })
})

t.test('what comes back is never more than went out', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, apple } = world
  await withStock(world)
  const issue = await world.move({ kind: 'issue', from: a, to: CUSTOMER, quantity: 5 })
  const [{ id: returnsLine }] = (await world.get(`/ledger/movements/${issue}`)).lines
  const back = (quantity: number, more = {}) => ({
    kind: 'return',
    lines: [
      { item: apple, quantity, from: { location: CUSTOMER }, to: { location: a }, returnsLine, ...more },
    ],
  })
  const first = await world.move(back(3))
  const answers = await Promise.all([world.post([back(2)]), world.post([back(2)]), world.post([back(2)])])
  t.equal(answers.filter(({ body }) => body.outcomes[0].status === 'posted').length, 1)
  const refused = answers.find(({ body }) => body.outcomes[0].status === 'refused')
  t.match(refused?.body.outcomes, [
    { code: 'ledger.returned_too_much', facts: { issued: 5, returned: 5, asked: 2 } },
  ])
  const undo = (id: string) =>
    world.administrator.send({
      method: 'POST',
      url: `/api/v1/ledger/movements/${id}/reversal`,
      payload: {},
    })
  t.match((await undo(issue)).body, { code: 'ledger.has_returns' })
  t.equal((await undo(first)).status, 200)
  await world.move(back(3))
  const unknown = await world.post([back(1, { returnsLine: 999_999 })])
  t.match(unknown.body.outcomes, [{ code: 'ledger.returns_unknown_line' }])
  t.equal((await world.verify()).ok, true)
})

t.test('plugins may refuse an allocation, and keep their own book of them', async (t) => {
  const seen: string[] = []
  const picky: PluginDeclaration = {
    name: 'picky',
    version: '1.0.0',
    requires: { plugins: { ledger: '^0.1.0' } },
    errors: { 'picky.too_much': { status: 422, message: '{asked} at once are too much for one order.' } },
    allocation: {
      guard: {
        judge: ({ quantity }) =>
          quantity > 5 ? { code: 'picky.too_much', facts: { asked: quantity } } : undefined,
      },
      project: {
        async run(told) {
          for (const { kind, quantity } of told) seen.push(`${kind} ${quantity}`)
        },
      },
    },
  }
  const world = await startLedgerWorld(t, [picky])
  await withStock(world)
  const demand = order()
  const { body } = await allocate(world, [
    { act: 'allocate', demand, item: world.apple, quantity: 6 },
    { act: 'allocate', demand, item: world.apple, quantity: 4 },
  ])
  t.match(body.outcomes, [{ code: 'picky.too_much' }, { status: 'posted' }])
  t.same(seen, ['allocate 4'])
})
