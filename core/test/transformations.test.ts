import t, { type Test } from 'tap'
import { CUSTOMER, type LedgerWorld, newKey, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const TRANSFORM = '00000000-0000-7000-8000-000000000016'

t.test('what is produced knows the lots that went into it, up and down', async (t) => {
  const world = await startMill(t)
  const { a, b, grain, flourKg, bread } = world
  const [g1, g2] = [await world.lot(grain, 'G-1'), await world.lot(grain, 'G-2')]
  const f1 = await world.lot(flourKg, 'F-1')
  const b1 = await world.lot(bread, 'B-1')
  await world.receive(grain, g1, 100)
  await world.receive(grain, g2, 50)
  const milled = await world.transform({
    kind: 'production',
    inputs: [
      { item: grain, lot: g1, quantity: 60, from: { location: a } },
      { item: grain, lot: g2, quantity: 40, from: { location: a } },
    ],
    outputs: [{ item: flourKg, lot: f1, quantity: 80, to: { location: b } }],
  })
  const baked = await world.transform({
    kind: 'production',
    inputs: [{ item: flourKg, lot: f1, quantity: 10, from: { location: b } }],
    outputs: [{ item: bread, lot: b1, quantity: 12, to: { location: b } }],
  })
  t.match(milled, { movements: { length: 1 }, replayed: false })
  t.strictSame(await world.nodes(`lot=${g1}&direction=down`), [
    [milled.id, 1],
    [baked.id, 2],
  ])
  t.strictSame(await world.nodes(`lot=${b1}&direction=up`), [
    [milled.id, 2],
    [baked.id, 1],
  ])
  const up = await world.get(`/ledger/genealogy?lot=${b1}&direction=up`)
  const grains = up.edges.filter(({ direction, item }: Edge) => direction === 'input' && item.id === grain)
  t.strictSame(grains.map(({ lot, quantity }: Edge) => [lot?.name, quantity]).sort(), [
    ['G-1', 60],
    ['G-2', 40],
  ])
  t.match(await world.get(`/ledger/transformations/${baked.id}`), {
    kind: 'production',
    inputs: [{ lot: { name: 'F-1' }, quantity: 10 }],
    outputs: [{ lot: { name: 'B-1' }, quantity: 12 }],
  })
  t.strictSame(
    (await world.get(`/ledger/transformations?lot=${f1}&sort=at`)).data.map(({ id }: { id: string }) => id),
    [milled.id, baked.id],
  )
  const undone = await world.send(`/ledger/transformations/${baked.id}/reversal`, {})
  t.equal(undone.status, 200, undone.text)
  t.equal((await world.send(`/ledger/transformations/${baked.id}/reversal`, {})).body.status, 422)
  t.strictSame(
    await world.nodes(`lot=${g1}&direction=down`),
    [[milled.id, 1]],
    'what was undone is passed over',
  )
  await proven(t, world)
})

t.test('a transformation sent twice happens once, and one that cannot be is refused whole', async (t) => {
  const world = await startMill(t)
  const { a, b, grain, flourKg, apple } = world
  const g1 = await world.lot(grain, 'G-1')
  const f1 = await world.lot(flourKg, 'F-1')
  await world.receive(grain, g1, 10)
  const wish = {
    kind: 'production',
    inputs: [{ item: grain, lot: g1, quantity: 6, from: { location: a } }],
    outputs: [{ item: flourKg, lot: f1, quantity: 5, to: { location: b } }],
  }
  const key = newKey()
  const [first, again] = [await world.transform(wish, key), await world.transform(wish, key)]
  t.match(again, { ...first, replayed: true })
  t.equal(await world.onHand(a), 4)
  const short = await world.send('/ledger/transformations', wish)
  t.match(short.body, { code: 'ledger.batch_refused', errors: [{ code: 'ledger.insufficient_stock' }] })
  const merge = {
    kind: 'merge',
    inputs: [{ item: grain, lot: g1, quantity: 2, from: { location: a } }],
    outputs: [{ item: grain, lot: g1, quantity: 3, to: { location: b } }],
  }
  const unbalanced = await world.send('/ledger/transformations', merge)
  t.match(unbalanced.body, {
    code: 'ledger.transformation_unbalanced',
    detail: /GRAIN goes in with 2 and comes out with 3/,
  })
  const taken = await world.send('/ledger/transformations', {
    ...wish,
    id: first.id,
    inputs: [{ item: grain, lot: g1, quantity: 1, from: { location: a } }],
  })
  t.match(taken.body, { code: 'ledger.transformation_taken' })
  const byHand = await world.post([{ item: apple, from: SUPPLIER, to: TRANSFORM, quantity: 1 }])
  t.match(byHand.body.outcomes, [{ code: 'ledger.transformation_by_hand' }])
  t.equal(await world.onHand(b), 5)
  await proven(t, world)
})

t.test('a pallet is split and repacked, and each unit knows where its goods came from', async (t) => {
  const world = await startMill(t)
  const { a, apple } = world
  const [big, small, last] = [await world.unit('BIG'), await world.unit('SMALL'), await world.unit('LAST')]
  await world.move({
    kind: 'receipt',
    from: SUPPLIER,
    to: { location: a, handlingUnit: big } as never,
    quantity: 10,
  })
  const split = await world.transform({
    kind: 'split',
    inputs: [{ item: apple, quantity: 4, from: { location: a, handlingUnit: big } }],
    outputs: [{ item: apple, quantity: 4, to: { location: a, handlingUnit: small } }],
  })
  const [foreign] = (await world.get(`/ledger/balances?handlingUnit=${big}`)).data
  t.match(
    (
      await world.send(`/ledger/units/${small}/repack`, {
        into: last,
        lines: [{ bucket: foreign.bucket, quantity: 1 }],
      })
    ).body,
    { code: 'ledger.stock_not_in_unit', facts: { bucket: foreign.bucket, unit: 'SMALL' } },
    'what is in another unit is not passed over in silence',
  )
  const key = { 'idempotency-key': newKey() }
  const repacked = await world.send(`/ledger/units/${small}/repack`, { into: last }, key)
  t.equal(repacked.status, 200, repacked.text)
  t.match((await world.send(`/ledger/units/${small}/repack`, { into: last }, key)).body, {
    id: repacked.body.id,
    replayed: true,
  })
  t.match((await world.send(`/ledger/units/${small}/repack`, { into: last })).body, {
    code: 'ledger.batch_refused',
    errors: [{ code: 'ledger.movement_empty' }],
  })
  t.match((await world.get(`/locations/handling-units/${last}`)).contents, [{ onHand: 4 }])
  t.strictSame(await world.nodes(`unit=${last}&direction=up`), [
    [split.id, 2],
    [repacked.body.id, 1],
  ])
  t.strictSame(await world.nodes(`unit=${big}&direction=down`), [
    [split.id, 1],
    [repacked.body.id, 2],
  ])
  t.match((await world.administrator.send({ url: '/api/v1/ledger/genealogy?direction=up' })).body, {
    code: 'ledger.genealogy_of_what',
  })
  await proven(t, world)
})

t.test('a kit of two owners’ parts is one command, and an edge changed by hand is named', async (t) => {
  const world = await startMill(t)
  const { a, b, apple, flour, administrator } = world
  const { body: client } = await administrator.send({
    method: 'POST',
    url: '/api/v1/access/owners',
    payload: { kind: 'client', name: 'Nord' },
  })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, item: apple, quantity: 3 })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, item: flour, quantity: 1, owner: client.id })
  const kit = (flourKg: number) => ({
    kind: 'kit',
    inputs: [
      { item: apple, quantity: 3, from: { location: a } },
      { item: flour, quantity: flourKg, owner: client.id, from: { location: a } },
    ],
    outputs: [{ item: apple, quantity: 1, to: { location: b } }],
  })
  t.match((await world.send('/ledger/transformations', kit(2))).body, { code: 'ledger.batch_refused' })
  t.equal(await world.onHand(a), 4, 'all or nothing')
  const made = await world.transform(kit(1))
  t.equal(made.movements.length, 2)
  await world.move({ kind: 'issue', from: b, to: CUSTOMER, item: apple, quantity: 1 })
  await proven(t, world)
  await administrator.send({ url: `/api/v1/ledger/transformations/${made.id}` })
})

interface Edge {
  readonly direction: string
  readonly item: { readonly id: string }
  readonly lot: { readonly name: string } | null
  readonly quantity: number
}

interface Node {
  readonly id: string
  readonly depth: number
}

/** A world with a mill: grain, flour and bread, all kept by lots. */
async function startMill(t: Test) {
  const world = await startLedgerWorld(t)
  const send = (url: string, payload: object, headers: Record<string, string> = {}) =>
    world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload, headers })
  const create = async (url: string, payload: object): Promise<string> => {
    const { status, body, text } = await send(url, payload)
    if (status !== 201) throw new Error(`${url}: ${status} ${text}`)
    return body.id
  }
  const item = (sku: string) => create('/items', { sku, name: sku, baseUnit: 'kg', hasLots: true })
  return {
    ...world,
    grain: await item('GRAIN'),
    flourKg: await item('FLOUR-KG'),
    bread: await item('BREAD'),
    send,
    lot: (of: string, name: string) => create('/items/lots', { item: of, name }),
    unit: (code: string) => create('/locations/handling-units', { code, location: world.a }),
    receive: (of: string, lot: string, quantity: number) =>
      world.move({
        kind: 'receipt',
        lines: [{ item: of, lot, quantity, from: { location: SUPPLIER }, to: { location: world.a } }],
      }),
    async transform(wish: object, key?: string) {
      const headers = key === undefined ? {} : { 'idempotency-key': key }
      const { status, body, text } = await send(
        '/ledger/transformations',
        wish,
        headers as Record<string, string>,
      )
      if (status !== 200) throw new Error(text)
      return body
    },
    async nodes(query: string) {
      const { nodes } = await world.get(`/ledger/genealogy?${query}`)
      return nodes.map(({ id, depth }: Node) => [id, depth])
    },
  }
}

async function proven(t: Test, world: LedgerWorld): Promise<void> {
  const { ok, differences, invariants } = await world.verify()
  t.ok(ok, JSON.stringify([differences, invariants.filter(({ broken }) => broken > 0)]))
}
