import t from 'tap'
import { CUSTOMER, newKey, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

t.test(
  'stock may go below zero only where the place allows it, and the list says who and since when',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b } = world
    t.match((await world.post([{ quantity: 2 }])).body.outcomes, [{ code: 'ledger.insufficient_stock' }])
    const { body } = await world.administrator.send({ url: `/api/v1/locations/${a}` })
    const patch = (debtLimit: number, version: number) =>
      world.administrator.send({
        method: 'PATCH',
        url: `/api/v1/locations/${a}`,
        headers: { 'if-match': `"${version}"` },
        payload: { debtLimit },
      })
    const allowed = await patch(3, body.version)
    t.equal(allowed.status, 200)
    await world.move({ quantity: 2 })
    t.match((await world.post([{ quantity: 2 }])).body.outcomes, [
      {
        code: 'ledger.debt_limit_reached',
        detail: /^A stands at -2 of APPLE and may go down to -3; 2 were asked\./,
      },
    ])
    t.equal(await world.onHand(a), -2)
    t.equal(await world.onHand(b), 2)
    const below = await world.get('/ledger/debts')
    t.match(below.data, [
      { item: { sku: 'APPLE' }, location: { code: 'A' }, onHand: -2, debtLimit: 3, actor: { id: String } },
    ])
    t.ok(Date.parse(below.data[0].since) <= Date.now())
    const tight = await patch(1, allowed.body.version)
    t.equal(tight.status >= 400 && tight.status < 500, true, 'a limit below the debt is refused')
    t.equal((await world.verify()).ok, true)
  },
)

t.test('late facts are checked against every later instant, and both clocks answer', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b } = world
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 10, effectiveAt: ago(48) })
  await world.move({ from: a, to: b, quantity: 8, effectiveAt: ago(24) })
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 10, effectiveAt: ago(12) })
  const known = new Date().toISOString()

  const refused = await world.post([{ from: a, to: b, quantity: 5, effectiveAt: ago(36) }])
  t.match(refused.body.outcomes, [
    { code: 'ledger.insufficient_in_the_past', facts: { onHand: 2, asked: 5 } },
  ])
  await world.move({ from: a, to: b, quantity: 2, effectiveAt: ago(36) })
  t.match(
    (await world.post([{ kind: 'issue', from: a, to: CUSTOMER, quantity: 1, effectiveAt: ago(30) }])).body
      .outcomes,
    [{ code: 'ledger.insufficient_in_the_past' }],
  )
  t.match(
    (await world.post([{ kind: 'issue', from: a, to: CUSTOMER, effectiveAt: ago(60) }])).body.outcomes,
    [{ code: 'ledger.insufficient_in_the_past' }],
  )

  t.equal(await world.onHand(a, `&asOf=${ago(40)}`), 10)
  t.equal(await world.onHand(a, `&asOf=${ago(30)}`), 8, 'what happened, told late')
  t.equal(await world.onHand(a, `&asOf=${ago(20)}`), 0)
  t.equal(await world.onHand(a, `&asOf=${ago(1)}`), 10)
  t.equal(await world.onHand(a, `&asKnownAt=${known}`), 12, 'what we knew then')
  t.equal(await world.onHand(a, `&asKnownAt=${ago(30)}`), 0, 'nothing was posted yet')
  t.equal(await world.onHand(a), 10)
  const two = await world.administrator.send({
    url: `/api/v1/ledger/balances?asOf=${known}&asKnownAt=${known}`,
  })
  t.equal(two.status, 400)

  const ahead = new Date(Date.now() + 60_000).toISOString()
  const id = await world.move({ effectiveAt: ahead })
  const { effectiveAt, at } = await world.get(`/ledger/movements/${id}`)
  t.equal(effectiveAt, at, 'a clock a minute ahead is set to ours')
  t.equal((await world.verify()).ok, true)
})

t.test('blocked items and places out of use take nothing new', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, c, apple, administrator } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 5 })
  const patch = async (url: string, payload: object) => {
    const { body } = await administrator.send({ url })
    const headers = { 'if-match': `"${body.version}"` }
    return administrator.send({ method: 'PATCH', url, payload, headers })
  }
  t.equal((await patch(`/api/v1/locations/${c}`, { isActive: false })).status, 200)
  t.match((await world.post([{ to: c }])).body.outcomes, [{ code: 'ledger.location_inactive' }])
  t.equal((await patch(`/api/v1/items/${apple}`, { lifecycle: 'blocked' })).status, 200)
  t.match((await world.post([{ from: a, to: b }])).body.outcomes, [{ code: 'ledger.item_blocked' }])
  t.equal(
    (await patch(`/api/v1/items/${apple}`, { step: 2 })).status,
    409,
    'the step is fixed once stock was posted',
  )
})

t.test(
  'a row that a person holds locked holds up nobody else, and its own caller not for ever',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b, c } = world
    for (const to of [a, b]) await world.move({ kind: 'receipt', from: SUPPLIER, to, quantity: 5 })
    await world.query('begin')
    await world.query('select from ledger.balance where location = $1 for update', [a])
    const start = performance.now()
    const [held, free] = await Promise.all([
      world.post([{ from: a, to: c }], { key: newKey() }),
      world.post([{ from: b, to: c }], { key: newKey() }),
    ])
    t.equal(held.status, 503)
    t.ok(held.headers['retry-after'])
    t.equal(free.status, 200)
    t.ok(performance.now() - start < 5_000)
    await world.query('rollback')
    t.equal(await world.onHand(c), 1)
  },
)
