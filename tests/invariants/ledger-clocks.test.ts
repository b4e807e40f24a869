import fc from 'fast-check'
import t from 'tap'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'

const HOUR = 3_600_000
/** Hours before now at which things happen; some are told at once, some late, some within the hour. */
const hoursAgo = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0.01, max: 0.9, noNaN: true }),
  fc.integer({ min: 1, max: 2_000 }),
)
const told = fc.record({
  hoursAgo,
  quantity: fc.integer({ min: 1, max: 20 }),
  from: fc.integer({ min: 0, max: 3 }),
  step: fc.integer({ min: 1, max: 3 }),
})

t.test('at any instant, on either clock, a balance is the sum of its lines until then', async (t) => {
  const world = await startLedgerWorld(t)
  const places = [world.a, world.b, world.c, SUPPLIER]
  const start = Date.now()
  const stories = fc.sample(fc.array(told, { minLength: 120, maxLength: 120 }), {
    numRuns: 1,
    seed: 20_101_201,
  })[0]!
  let posted = 0
  for (const { hoursAgo, quantity, from, step } of stories) {
    const movement = { kind: 'transfer', quantity, from: places[from]!, to: places[(from + step) % 4]! }
    const effectiveAt = new Date(start - hoursAgo * HOUR).toISOString()
    const { body } = await world.post([hoursAgo === 0 ? movement : { ...movement, effectiveAt }])
    if (body.outcomes[0].status === 'posted') posted += 1
  }
  t.ok(posted > 40, `${posted} of 120 were possible`)
  const [late] = await world.query<{ n: string }>(
    'select count(*) as n from ledger.line where from_late or to_late',
  )
  t.ok(Number(late!.n) > 10, `${late!.n} lines are late`)

  const instants = [0.005, 0.3, 1, 5, 24, 100, 400, 800, 1_500, 2_100].map((hours) =>
    new Date(start - hours * HOUR).toISOString(),
  )
  const knownInstants = await world.query<{ at: string }>(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
         from ledger.line order by random() limit 12`,
  )
  for (const instant of [...instants, new Date().toISOString()]) {
    t.same(
      await figures(world, `asOf=${instant}`),
      await sums(world, 'effective_at', instant),
      `happened by ${instant}`,
    )
  }
  for (const { at } of knownInstants) {
    t.same(await figures(world, `asKnownAt=${at}`), await sums(world, 'at', at), `known by ${at}`)
  }
  for (const instant of instants) {
    const figuresThen = await sums(world, 'effective_at', instant)
    t.ok(
      Object.values(figuresThen).every((figure) => figure >= 0),
      `nothing was below zero at ${instant}`,
    )
  }
  t.match(await world.verify(), { ok: true, differences: [] })
})

async function figures(world: LedgerWorld, question: string): Promise<Record<string, number>> {
  const { data } = await world.get(`/ledger/balances?item=${world.apple}&${question}`)
  return Object.fromEntries(
    data.map((row: { location: { code: string }; onHand: number }) => [row.location.code, row.onHand]).sort(),
  )
}

/** The same figures by adding up every line. */
async function sums(
  world: LedgerWorld,
  clock: 'at' | 'effective_at',
  instant: string,
): Promise<Record<string, number>> {
  const rows = await world.query<{ code: string; on_hand: string }>(
    `select c.code, sum(s.change) as on_hand from (
       select to_bucket as bucket, quantity as change, ${clock} as instant
          from ledger.line where to_after is not null
       union all
       select from_bucket, -quantity, ${clock} from ledger.line where from_after is not null) s
     join ledger.bucket b on b.id = s.bucket join locations.location c on c.id = b.location
     where s.instant <= $1 group by c.code having sum(s.change) <> 0 order by c.code`,
    [instant],
  )
  return Object.fromEntries(rows.map(({ code, on_hand }) => [code, Number(on_hand)]))
}
