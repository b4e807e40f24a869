import t from 'tap'
import { orderPlugins } from '../src/app.ts'
import { packMonths } from '../src/ledger/upkeep/pack-months.ts'
import { sweepBalances } from '../src/ledger/upkeep/sweep-balances.ts'
import { verifyLedger } from '../src/ledger/verify/verify-ledger.ts'
import { ADJUSTMENT, CUSTOMER, type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

/** Sweeps what is empty now, without the week's patience. */
function sweep(world: LedgerWorld, slice?: number): Promise<number> {
  return sweepBalances(world.database, '0 seconds', slice)
}

function verify(world: LedgerWorld, isByMonth = false) {
  return verifyLedger(world.database, orderPlugins({}), { isByMonth })
}

async function versions(world: LedgerWorld): Promise<number[]> {
  const rows = await world.query<{ version: number }>(
    `select from_version as version from ledger.line where from_version is not null
      union all select to_version from ledger.line where to_version is not null order by 1`,
  )
  return rows.map(({ version }) => version)
}

t.test(
  'an empty balance is swept after a week, and goes on where it was when it is posted to again',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b } = world
    const hourAgo = new Date(Date.now() - 3_000_000).toISOString()
    await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 5 })
    await world.move({ from: a, to: b, quantity: 5, effectiveAt: hourAgo }).catch(() => {})
    await world.move({ from: a, to: b, quantity: 5 })
    const before = new Date().toISOString()
    t.equal(await sweepBalances(world.database), 0, 'nothing is a week old')
    t.equal(await sweep(world), 1)
    t.match(await world.query('select version from ledger.swept'), [{ version: 2 }])
    t.equal((await verify(world)).ok, true)
    t.equal((await verify(world, true)).ok, true)
    t.same((await world.get(`/ledger/balances?location=${a}&zero=true`)).data, [])
    t.equal((await world.get(`/ledger/lines?location=${a}`)).data.length, 2, 'its history is still told')

    t.match((await world.post([{ from: a, to: b, quantity: 1 }])).body.outcomes, [
      { code: 'ledger.insufficient_stock', facts: { onHand: 0 } },
    ])
    await world.move({ from: b, to: a, quantity: 2 })
    t.same(await versions(world), [1, 1, 2, 2, 3])
    t.equal(await world.onHand(a), 2)
    t.same(await world.query('select * from ledger.swept'), [])
    const asOf = (await world.get(`/ledger/balances?location=${a}&asKnownAt=${before}&zero=true`)).data
    t.match(asOf, [{ onHand: 0 }])
    t.equal((await verify(world)).ok, true)
  },
)

t.test('what stood in a swept balance in the past is still told, on either clock', async (t) => {
  const world = await startLedgerWorld(t)
  const { a } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 7 })
  const [{ at }] = (await world.get('/ledger/lines')).data
  await world.move({ kind: 'issue', from: a, to: CUSTOMER, quantity: 7 })
  t.equal(await sweep(world), 1)
  for (const clock of ['asOf', 'asKnownAt']) {
    t.match((await world.get(`/ledger/balances?location=${a}&${clock}=${at}`)).data, [{ onHand: 7 }], clock)
    t.match((await world.get(`/ledger/stock?by=item&${clock}=${at}`)).data, [{ onHand: 7 }], clock)
  }
})

t.test('a late fact on a swept balance is late, and its limit is its place’s', async (t) => {
  const world = await startLedgerWorld(t)
  const { a } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 3 })
  await world.move({ kind: 'issue', from: a, to: CUSTOMER, quantity: 3 })
  t.equal(await sweep(world), 1)
  const minuteAgo = new Date(Date.now() - 60_000).toISOString()
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 1, effectiveAt: minuteAgo })
  t.match(await world.query('select to_late, to_version from ledger.line order by id desc limit 1'), [
    { to_late: true, to_version: 3 },
  ])
  await world.move({ kind: 'adjustment', from: a, to: ADJUSTMENT, quantity: 1, reason: 'lost' })
  t.equal(await sweep(world), 1)
  const change = await world.administrator.send({
    method: 'PATCH',
    url: `/api/v1/locations/${a}`,
    headers: { 'if-match': '"1"' },
    payload: { debtLimit: 4 },
  })
  t.equal(change.status, 200)
  await world.move({ kind: 'issue', from: a, to: CUSTOMER, quantity: 4 })
  t.equal(await world.onHand(a), -4)
  t.equal((await verify(world)).ok, true)
})

t.test('a balance with stock, with an allocation, or in somebody’s hands is not swept', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, c } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 2 })
  await world.move({ from: a, to: b, quantity: 2 })
  await world.move({ from: b, to: c, quantity: 2 })
  const client = new (await import('pg')).default.Client({ connectionString: world.adminUrl })
  await client.connect()
  await client.query('begin')
  await client.query('select from ledger.balance where location = $1 for no key update', [a])
  t.equal(await sweep(world), 1, 'the other empty one went, without waiting')
  await client.query('rollback')
  await client.end()
  t.equal(await sweep(world, 1), 1, 'slice by slice')
  t.equal((await world.query('select * from ledger.balance')).length, 1)
})

t.test('a sweeper beside posters loses no version and no piece', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, c, apple, flour } = world
  for (const item of [apple, flour]) {
    await world.move({ kind: 'receipt', item, from: SUPPLIER, to: a, quantity: 8 })
  }
  let isPosting = true
  let swept = 0
  const sweepers = Array.from({ length: 2 }, async () => {
    while (isPosting) swept += await sweep(world, 2)
  })
  const places = [a, b, c]
  const statuses: string[] = []
  await Promise.all(
    Array.from({ length: 16 }, async (_, client) => {
      for (let round = 0; round < 15; round += 1) {
        const from = places[(client + round) % 3]!
        const to = places[(client + round + 1 + (client % 2)) % 3]!
        const told = [
          { from, to, quantity: 4, item: client % 2 === 0 ? apple : flour },
          { from: to, to: from, quantity: 8, item: flour },
        ]
        // A busy database asks a client to come again, and he does.
        let answer = await world.post(told, { key: `${client}-${round}` })
        while (answer.status === 503) answer = await world.post(told, { key: `${client}-${round}` })
        const outcomes: { status: string; code?: string }[] = answer.body.outcomes
        statuses.push(...outcomes.map((outcome) => outcome.code ?? outcome.status))
      }
    }),
  )
  isPosting = false
  await Promise.all(sweepers)
  t.same([...new Set(statuses)].sort(), ['ledger.insufficient_stock', 'posted'])
  t.ok(swept > 5, `${swept} balances were swept meanwhile`)
  const sums = await world.query(
    'select sum(on_hand)::int as on_hand from ledger.balance group by item order by item',
  )
  t.same(sums, [{ on_hand: 8 }, { on_hand: 8 }])
  const proof = await verify(world)
  t.same(proof.differences, [])
  t.equal((await verify(world, true)).ok, true)
})

t.test(
  'a place goes out of use although its balances were swept, and nothing gets in at that moment',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { site, administrator } = world
    for (let round = 0; round < 8; round += 1) {
      const made = await administrator.send({
        method: 'POST',
        url: '/api/v1/locations',
        payload: { site, code: `R${round}` },
      })
      const { id } = made.body
      await world.move({ kind: 'receipt', from: SUPPLIER, to: id })
      await world.move({ kind: 'issue', from: id, to: CUSTOMER })
      await sweep(world)
      const close = administrator.send({
        method: 'PATCH',
        url: `/api/v1/locations/${id}`,
        headers: { 'if-match': '"1"' },
        payload: { isActive: false },
      })
      const posts = Array.from({ length: round + 1 }, () =>
        world.post([{ kind: 'receipt', from: SUPPLIER, to: id }]),
      )
      const [{ status }] = await Promise.all([close, ...posts])
      const onHand = await world.onHand(id)
      t.ok(status === 200 ? onHand === 0 : status === 409 && onHand > 0, `${status} with ${onHand} on hand`)
    }
    t.equal((await verify(world)).ok, true)
  },
)

t.test('a closed month is packed once, beside readers, and an open one is not', async (t) => {
  const world = await startLedgerWorld(t)
  const { database } = world
  const lastMonth = await world.query<{ month: string; since: string }>(
    `select to_char(date_trunc('month', now()) - interval '1 month', 'YYYY-MM-DD') as month,
            to_char(date_trunc('month', now()) - interval '1 month', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since`,
  )
  const { month, since } = lastMonth[0]!
  const bucket = 'generate_series(1, 4000) n'
  await world.query(
    `insert into ledger.line (at, effective_at, from_bucket, to_bucket, movement, owner, n, quantity,
           from_after, from_version)
     select '${since}'::timestamptz + n * interval '1 minute', '${since}', 1 + n % 50, 7, gen_random_uuid(),
     1, 1, 1, 0, 1
       from ${bucket} order by random()`,
  )
  t.same(await packMonths(database.access), [month])
  t.same(await packMonths(database.access), [], 'it is remembered')
  const [packed] = await world.query<{ bytes_before: string; bytes_after: string }>(
    'select * from ledger.packed_month',
  )
  t.ok(Number(packed!.bytes_after) < Number(packed!.bytes_before), JSON.stringify(packed))
  const invalid = await world.query('select indexrelid::regclass from pg_index where not indisvalid')
  t.same(invalid, [])
  const attached = await world.query(
    `select count(*)::int as n from pg_inherits i join pg_index x on x.indexrelid = i.inhrelid
      where x.indrelid = ('ledger.line_' || to_char('${since}'::timestamptz, 'YYYY_MM'))::regclass`,
  )
  const parents = await world.query(
    "select count(*)::int as n from pg_index where indrelid = 'ledger.line'::regclass",
  )
  t.same(attached, parents, 'every index still belongs to its parent')
})
