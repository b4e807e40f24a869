import t from 'tap'
import { type LedgerWorld, SUPPLIER } from './ledger-world.ts'
import { type SerialWorld, startSerialWorld } from './serial-world.ts'

const LOOKUP = '/api/v1/ledger/lookup'

/** Apples with a case, in two bins, a lot of milk on a pallet in a pallet, three drills. */
async function furnish(t: Parameters<typeof startSerialWorld>[0]) {
  const world = await startSerialWorld(t)
  const { a, b, administrator } = world
  const create = async (url: string, payload: object) => {
    const { status, body, text } = await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (status !== 201) throw new Error(`${url}: ${status} ${text}`)
    return body
  }
  const level = { item: world.apple, name: 'case', numerator: 12, gtin: '4006381333931' }
  await create('/items/packaging-levels', level)
  const milk = (await create('/items', { sku: 'Milk-1', name: 'Milk', hasLots: true, gtin: '96385074' })).id
  const lot = (await create('/items/lots', { item: milk, name: 'B77', expiresOn: '2027-02-28' })).id
  const pallet = (
    await create('/locations/handling-units', {
      code: '340123450000000017',
      isSscc: true,
      kind: 'pallet',
      location: a,
    })
  ).id
  const tote = (await create('/locations/handling-units', { code: 'T-1', kind: 'tote', parent: pallet })).id
  await world.move({ kind: 'receipt', quantity: 30, from: SUPPLIER, to: a })
  await world.move({ kind: 'receipt', quantity: 5, from: SUPPLIER, to: b })
  await world.move({
    kind: 'receipt',
    lines: [
      { item: milk, lot, quantity: 8, from: { location: SUPPLIER }, to: { location: a, handlingUnit: tote } },
    ],
  })
  await world.receive(['SN-1', 'SN-2', 'SN-3'], b)
  return { world, create, milk, lot, pallet, tote }
}

t.test('a code tells what it is, where, how much, and what moving it takes, in one answer', async (t) => {
  const { world, lot } = await furnish(t)
  const apple = await lookUp(world, 'apple')
  t.match(apple, {
    code: 'apple',
    isComplete: true,
    matches: [
      {
        kind: 'item',
        code: 'APPLE',
        item: world.apple,
        location: null,
        sums: [{ item: world.apple, onHand: 35, allocated: 0, available: 35, held: 0 }],
        balances: [
          { location: { code: 'A' }, onHand: 30 },
          { location: { code: 'B' }, onHand: 5 },
        ],
      },
    ],
    items: [
      { sku: 'APPLE', step: 1, serials: 'never', levels: [{ name: 'case', numerator: 12, denominator: 1 }] },
    ],
  })
  t.match((await lookUp(world, '4006381333931')).matches, [
    { kind: 'packaging_level', item: world.apple, level: { name: 'case', numerator: 12 } },
  ])
  t.match(
    (await lookUp(world, ']E096385074')).matches,
    [{ kind: 'item', code: 'Milk-1' }],
    'without symbology',
  )
  t.match((await lookUp(world, '0000096385074')).matches, [{ kind: 'item', code: 'Milk-1' }], 'a longer GTIN')
  const batch = await lookUp(world, 'B77')
  t.match(batch, {
    matches: [{ kind: 'lot', id: lot, sums: [{ onHand: 8 }], balances: [{ handlingUnit: { code: 'T-1' } }] }],
    lots: [{ id: lot, name: 'B77', expiresOn: '2027-02-28', bestBefore: null }],
  })
  const piece = await lookUp(world, 'SN-2')
  t.match(piece.matches, [{ kind: 'serial', location: { code: 'B' }, balances: [{ onHand: 3 }] }])
  t.strictSame(await lookUp(world, 'NOTHING'), {
    code: 'NOTHING',
    matches: [],
    items: [],
    lots: [],
    isComplete: true,
  })
})

t.test('a place and a unit tell all that is in them, however deep', async (t) => {
  const { world, pallet } = await furnish(t)
  const [place] = (await lookUp(world, 'a')).matches
  t.match(place, { kind: 'location', code: 'A', location: { isBalanced: true, site: { code: 'S1' } } })
  t.equal(place.balances.length, 2)
  t.match((await lookUp(world, '00340123450000000017')).matches, [
    {
      kind: 'handling_unit',
      id: pallet,
      location: { code: 'A' },
      unit: { kind: 'pallet', parent: null },
      balances: [{ item: { sku: 'Milk-1' }, onHand: 8, handlingUnit: { code: 'T-1' } }],
    },
  ])
  t.match((await lookUp(world, 'T-1')).matches, [{ unit: { parent: { code: '340123450000000017' } } }])
  const [root] = (await lookUp(world, 'S1')).matches
  t.equal(root.balances.length, 4, 'a site is a place, too')
  const wished = await lookUp(world, 'A', '&kinds=lot,serial')
  t.strictSame(wished.matches, [], 'what was not asked for is not told')
})

t.test('what is on hold says so, also where the hold is on what it is in', async (t) => {
  const { world, create, lot, pallet } = await furnish(t)
  await create('/ledger/holds', { scope: 'location', subject: world.b, reason: 'leaking roof' })
  await create('/ledger/holds', { scope: 'lot', subject: lot, reason: 'recall' })
  await create('/ledger/holds', { scope: 'handling_unit', subject: pallet, reason: 'broken' })
  const holdsOn = async (code: string) =>
    (await lookUp(world, code)).matches[0].holds.map(({ name }: { name: string }) => name)
  t.strictSame(await holdsOn('B'), ['B'])
  t.strictSame(await holdsOn('SN-1'), ['B'])
  t.strictSame(await holdsOn('T-1'), ['340123450000000017'])
  t.strictSame(await holdsOn('B77'), ['B77'])
  t.strictSame(await holdsOn('APPLE'), [])
  t.match((await lookUp(world, 'APPLE')).matches[0].sums, [{ onHand: 35, available: 30, held: 5 }])
})

t.test('several things of one name are all told', async (t) => {
  const { world, create } = await furnish(t)
  await create('/items', { sku: 'B', name: 'Bread' })
  const { matches } = await lookUp(world, 'B')
  t.strictSame(matches.map(({ kind }: { kind: string }) => kind).sort(), ['item', 'location'])
  const meant = await lookUp(world, 'B', `&id=${world.b}`)
  t.match(meant.matches, [{ kind: 'location', id: world.b }], 'who read the label knows which')
  t.strictSame((await lookUp(world, 'B', `&id=${world.a}`)).matches, [], 'and it has to be called so')
})

t.test('nobody is told of what he may not see', async (t) => {
  const { world, create } = await furnish(t)
  const second = await create('/locations/sites', {
    company: '00000000-0000-7000-8000-000000000001',
    code: 'S2',
    name: 'Second',
    timeZone: 'UTC',
  })
  const asking = async (permissions: string[], rest: object = {}) => {
    const { token } = await create('/access/api-keys', { name: `K${Math.random()}`, permissions, ...rest })
    const key = world.withKey(token)
    return (code: string) => key.send({ url: `${LOOKUP}?code=${code}` })
  }
  const all = [
    'ledger.balance.read',
    'items.item.read',
    'items.lot.read',
    'locations.location.read',
    'locations.handling_unit.read',
  ]
  const elsewhere = await asking(all, { sites: [second.id] })
  for (const code of ['A', 'SN-1', 'T-1']) t.strictSame((await elsewhere(code)).body.matches, [], code)
  t.match((await elsewhere('APPLE')).body.matches, [{ kind: 'item', balances: [], sums: [] }])
  const { id: client } = await create('/access/owners', { kind: 'client', name: 'Anna' })
  await create('/items', { sku: 'APPLE', name: 'Anna’s apple', owner: client })
  t.equal((await lookUp(world, 'APPLE')).matches.length, 2, 'staff see both')
  const anna = await asking(all, { owners: [client] })
  const hers = (await anna('APPLE')).body.matches
  t.strictSame(
    hers.filter(({ sums }: { sums: unknown[] }) => sums.length > 0),
    [],
    'of the house’s stock she sees nothing',
  )
  const few = await asking(['ledger.balance.read'])
  t.strictSame((await few('APPLE')).body.matches, [])
  t.match((await few('SN-1')).body.matches, [{ kind: 'serial' }])
  t.match((await (await asking(['items.item.read']))('APPLE')).body, { code: 'http.forbidden' })
})

t.test('a question that is none is refused in words', async (t) => {
  const { world } = await furnish(t)
  const ask = (query: string) => world.administrator.send({ url: `${LOOKUP}?${query}` })
  t.match((await ask('')).body, { status: 400, code: 'http.invalid_input' })
  t.match((await ask('code=')).body, { status: 400 })
  t.match((await ask(`code=${'x'.repeat(201)}`)).body, { status: 400 })
  t.match((await ask('code=A&kinds=dragon')).body, { status: 400 })
  t.match((await world.stranger.send({ url: `${LOOKUP}?code=A` })).body, { status: 401 })
  for (const code of ["'", '%00', '%5B', '%1D', '()', ';--', 'A%2F..']) {
    const { status, text } = await ask(`code=${code}`)
    t.ok(status < 500, `${code}: ${text}`)
  }
})

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
function lookUp(world: LedgerWorld | SerialWorld, code: string, more = ''): Promise<any> {
  return world.get(`/ledger/lookup?code=${encodeURIComponent(code)}${more}`)
}
