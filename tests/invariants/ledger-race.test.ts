import pg from 'pg'
import t, { type Test } from 'tap'
import { buildApp } from '../../core/src/app.ts'
import { sweepBalances } from '../../core/src/ledger/upkeep/sweep-balances.ts'
import { type Caller, callerOf } from '../../core/src/testing/start-platform.ts'
import {
  CUSTOMER,
  type LedgerWorld,
  newKey,
  SUPPLIER,
  startLedgerWorld,
} from '../../core/test/ledger-world.ts'

const CLIENTS = 64

t.test('sixty-four clients on one bucket never drive it below zero, and none meets a deadlock', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 100 })
  const answers = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, n) => {
      const mine = []
      for (let i = 0; i < 4; i += 1) {
        const isThere = n % 3 !== 0
        const told = isThere ? { from: a, to: b, quantity: 3 } : { from: b, to: a, quantity: 2 }
        mine.push(await world.post([told], { key: newKey() }))
      }
      return mine
    }),
  )
  const outcomes = answers
    .flat()
    .map(({ status, body }) => (status === 200 ? body.outcomes[0].status : status))
  t.same([...new Set(outcomes)].sort(), ['posted', 'refused'], 'every answer is an outcome')
  const [onA, onB] = [await world.onHand(a), await world.onHand(b)]
  t.equal(onA + onB, 100)
  t.ok(onA >= 0 && onB >= 0)
  await noDeadlocks(t, world)
  t.equal((await world.verify()).ok, true)
})

t.test(
  'lines in opposite orders and on many buckets wait for each other instead of locking up',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b, c, apple, flour } = world
    for (const item of [apple, flour]) {
      for (const to of [a, b, c])
        await world.move({ kind: 'receipt', item, from: SUPPLIER, to, quantity: 500 })
    }
    const line = (item: string, from: string, to: string) => ({
      item,
      quantity: 1,
      from: { location: from },
      to: { location: to },
    })
    const ways = [
      [line(apple, a, b), line(flour, b, c), line(apple, c, a)],
      [line(apple, c, a), line(flour, b, c), line(apple, a, b)],
      [line(flour, c, b), line(apple, b, a), line(flour, a, c)],
    ]
    const answers = await Promise.all(
      Array.from({ length: 90 }, (_, n) =>
        world.post([{ kind: 'transfer', lines: ways[n % 3]! }], { key: newKey() }),
      ),
    )
    t.ok(answers.every(({ body }) => body.outcomes[0].status === 'posted'))
    await noDeadlocks(t, world)
    t.equal((await world.verify()).ok, true)
  },
)

t.test('the last piece goes to one of all who grab it', async (t) => {
  const world = await startLedgerWorld(t)
  await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 1 })
  const answers = await Promise.all(
    Array.from({ length: CLIENTS }, () => world.post([{ kind: 'issue', from: world.a, to: CUSTOMER }])),
  )
  const posted = answers.filter(({ body }) => body.outcomes[0].status === 'posted')
  t.equal(posted.length, 1)
  t.equal(await world.onHand(world.a), 0)
})

t.test(
  'a balance is written where it lies, also when it was moved while somebody waited for it',
  async (t) => {
    const world = await startLedgerWorld(t)
    await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 9 })
    const [balance] = await world.query<{ bucket: string }>('select bucket from ledger.balance')
    const { bucket } = balance!
    const [first, second] = [0, 1].map(() => new pg.Client({ connectionString: world.adminUrl }))
    await Promise.all([first!.connect(), second!.connect()])
    const lock = {
      text: 'select place::text, on_hand from ledger.lock_balances($1, $2::bigint[]) where bucket <> 0',
      values: [world.access.credentials.writerKey, [bucket]],
    }
    try {
      for (const isAcrossPages of [false, true]) {
        await first!.query('begin')
        await first!.query(lock)
        // So many versions of the row that the last one lies on another page.
        const updates = isAcrossPages ? 400 : 1
        for (let n = 0; n < updates; n += 1) {
          await first!.query('update ledger.balance set version = version where bucket = $1', [bucket])
        }
        await second!.query('begin')
        const waiting = second!.query(lock)
        await first!.query('commit')
        const { rows } = await waiting
        const now = await second!.query('select ctid::text as place from ledger.balance where bucket = $1', [
          bucket,
        ])
        t.equal(rows[0].place, now.rows[0].place, `after ${updates} updates`)
        await second!.query('commit')
      }
    } finally {
      await Promise.all([first!.end(), second!.end()])
    }
  },
)

t.test(
  'two nodes, a sweeper and one who changes limits, all on the same balances: no piece is lost',
  async (t) => {
    const world = await startLedgerWorld(t)
    const { a, b, c, apple } = world
    const other = await anotherNode(world)
    await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 40 })
    let isPosting = true
    let swept = 0
    const sweeper = (async () => {
      while (isPosting) swept += await sweepBalances(world.database, '0 seconds', 2)
    })()
    const limits = (async () => {
      for (let n = 0; isPosting; n += 1) {
        await setLimit(world, c, (n % 2) + 1)
        await setLimit(world, b, 0)
      }
    })()
    const nodes = [world.administrator, other]
    const places = [a, b, c]
    const statuses: string[] = []
    await Promise.all(
      Array.from({ length: 24 }, async (_, client) => {
        for (let round = 0; round < 12 || (swept === 0 && round < 200); round += 1) {
          const from = places[(client + round) % 3]!
          const to = places[(client + round + 1) % 3]!
          const told = [{ from, to, quantity: [40, 1, 20, 40][client % 4]! }]
          const sending = { key: `${client}-${round}`, as: nodes[client % 2]! }
          let answer = await world.post(told, sending)
          for (let again = 0; answer.status === 503 && again < 20; again += 1)
            answer = await world.post(told, sending)
          const [outcome] = answer.body?.outcomes ?? [{ status: answer.text }]
          statuses.push(outcome.code ?? outcome.status)
        }
      }),
    )
    isPosting = false
    await Promise.all([sweeper, limits])
    const wanted = ['posted', 'ledger.insufficient_stock', 'ledger.debt_limit_reached']
    t.same(
      [...new Set(statuses)].filter((status) => !wanted.includes(status)),
      [],
    )
    t.ok(statuses.includes('posted'))
    t.ok(swept > 0, `${swept} balances were swept meanwhile`)
    const [row] = await world.query<{ on_hand: number }>(
      'select sum(on_hand)::int as on_hand from ledger.balance where item = $1',
      [apple],
    )
    t.equal(row!.on_hand, 40)
    await noDeadlocks(t, world)
    t.same((await world.verify()).differences, [])
  },
)

/** Who owes more than the new limit keeps the old one: the database says no. */
async function setLimit(world: LedgerWorld, place: string, limit: number): Promise<void> {
  await world
    .query('select ledger.set_debt_limit($1, $2)', [place, limit])
    .catch((error: { constraint?: string }) => {
      if (error.constraint !== 'balance_not_below_limit') throw error
    })
}

/** Another node on the same database, with the same person at it. */
async function anotherNode({ database, administrator, beforeClose }: LedgerWorld): Promise<Caller> {
  const app = await buildApp({ database, plugins: [] })
  beforeClose(() => app.close())
  return callerOf(app, { cookie: administrator.cookie })
}

async function noDeadlocks(t: Test, world: Awaited<ReturnType<typeof startLedgerWorld>>): Promise<void> {
  const [row] = await world.query<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  t.equal(Number(row!.deadlocks), 0)
}
