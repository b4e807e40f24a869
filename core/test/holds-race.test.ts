import t from 'tap'
import { selectOpenHolds } from '../src/ledger/holds/open-holds.ts'
import { connect, NOTHING, place } from './hold-world.ts'
import { CUSTOMER, type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

t.test(
  'once a hold is placed, nothing was posted after it: whoever ships meanwhile is before it or refused',
  async (t) => {
    const world = await startLedgerWorld(t)
    await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity: 500 })
    let isOver = false
    const posted: string[] = []
    const shippers = Array.from({ length: 6 }, async () => {
      for (let n = 0; n < 60 && !isOver; n += 1) {
        const [outcome] = (await world.post([{ kind: 'issue', from: world.a, to: CUSTOMER }])).body.outcomes
        if (outcome.status === 'posted') posted.push(outcome.at)
      }
    })
    while (posted.length < 10) await new Promise((resolve) => setTimeout(resolve, 5))
    const placed = await place(world, { scope: 'item', subject: world.apple, reason: 'recall' })
    const last = await world.post([{ kind: 'issue', from: world.a, to: CUSTOMER }])
    isOver = true
    await Promise.all(shippers)
    t.equal(placed.status, 201)
    t.match(last.body.outcomes, [{ code: 'ledger.on_hold' }])
    t.same(
      posted.filter((at) => at >= placed.body.placedAt),
      [],
      'each was posted before the hold',
    )
    t.equal((await world.verify()).ok, true)
  },
)

t.test('no hold slips between a posting’s look and its commit', async (t) => {
  const world = await startLedgerWorld(t)
  const posting = await connect(t, world)
  await posting.query('begin')
  t.same(await selectOpenHolds(posting, { ...NOTHING, items: [world.apple] }), [])
  let isPlaced = false
  const placing = place(world, { scope: 'item', subject: world.apple, reason: 'recall' }).then((answer) => {
    isPlaced = true
    return answer
  })
  await waitFor(world, 'advisory')
  t.equal(isPlaced, false, 'it waits for the posting that has looked already')

  const next = await connect(t, world)
  await next.query('begin')
  const look = selectOpenHolds(next, { ...NOTHING, items: [world.apple] })
  await posting.query('commit')
  t.equal((await placing).status, 201)
  t.match(await look, [{ reason: 'recall' }], 'who came after it finds the hold')
  await next.query('commit')
})

t.test('ten people who place the same hold at once place it once', async (t) => {
  const world = await startLedgerWorld(t)
  const wish = { scope: 'item', subject: world.apple, reason: 'recall' }
  const answers = await Promise.all(Array.from({ length: 10 }, () => place(world, wish)))
  t.same(answers.map(({ status }) => status).sort(), [201, ...new Array(9).fill(409)])
})

/** Waits until somebody waits for a lock of a kind. */
async function waitFor(world: LedgerWorld, kind: string): Promise<void> {
  for (let n = 0; n < 500; n += 1) {
    const rows = await world.query('select from pg_locks where not granted and locktype = $1', [kind])
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`nobody waits for a lock of the kind ${kind}`)
}
