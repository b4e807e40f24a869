import t, { type Test } from 'tap'
import { CUSTOMER, newKey, SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'

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

async function noDeadlocks(t: Test, world: Awaited<ReturnType<typeof startLedgerWorld>>): Promise<void> {
  const [row] = await world.query<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  t.equal(Number(row!.deadlocks), 0)
}
