import fc from 'fast-check'
import t from 'tap'
import { newKey, SUPPLIER } from '../../core/test/ledger-world.ts'
import { type SerialWorld, startSerialWorld } from '../../core/test/serial-world.ts'

/** The world outside, among three bins. */
const OUTSIDE = 3

/** Some pieces (of six) from place to place. */
interface Line {
  readonly pieces: readonly number[]
  readonly from: number
  readonly to: number
}
interface Move {
  readonly lines: readonly Line[]
  /** Hours before the start; 0 is now. */
  readonly ago: number
}
type Deed =
  | {
      readonly do: 'post'
      readonly mode: 'each' | 'all'
      readonly isTrial: boolean
      readonly moves: readonly Move[]
    }
  | { readonly do: 'reverse'; readonly nth: number }

const line: fc.Arbitrary<Line> = fc
  .record({
    pieces: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }),
    from: fc.constantFrom(0, 1, 2, OUTSIDE, OUTSIDE),
    step: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ pieces, from, step }) => ({ pieces, from, to: (from + step) % 4 }))
const move: fc.Arbitrary<Move> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 2 }),
  ago: fc.constantFrom(0, 0, 0, 5, 10, 20),
})
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      mode: fc.constantFrom('each' as const, 'each' as const, 'all' as const),
      isTrial: fc.constantFrom(false, false, false, true),
      moves: fc.array(move, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), nth: fc.nat(20) }) },
)

/** All that there is to know: where each piece is, and since when. */
class Model {
  where: (number | undefined)[] = []
  since: number[] = []

  /** Carries a movement out, line by line, or leaves everything as it was. */
  apply({ lines, ago }: Move): boolean {
    const before = this.copy()
    for (const { pieces, from, to } of lines) {
      for (const piece of pieces) {
        const isThere = (this.where[piece] ?? OUTSIDE) === from
        // A piece that never came cannot leave; what came later than this stays as it was.
        if (!isThere || (this.since[piece] ?? Number.NEGATIVE_INFINITY) > -ago) {
          Object.assign(this, before)
          return false
        }
        this.where[piece] = to
        this.since[piece] = -ago
      }
    }
    return true
  }

  copy(): Pick<Model, 'where' | 'since'> {
    return { where: [...this.where], since: [...this.since] }
  }
}

/** One item with three bins in a world, and what was done to it. */
class Run {
  readonly model = new Model()
  readonly posted: { readonly id: string; readonly move: Move; isReversed: boolean }[] = []
  readonly #world: SerialWorld
  readonly #item: string
  readonly #places: readonly string[]
  readonly #start = Date.now()

  constructor(world: SerialWorld, item: string) {
    this.#world = world
    this.#item = item
    this.#places = [world.a, world.b, world.c, SUPPLIER]
  }

  async do(what: Deed): Promise<void> {
    if (what.do === 'reverse') return this.#reverse(what.nth)
    const { mode, isTrial, moves } = what
    const before = this.model.copy()
    const expected = moves.map((each) => this.model.apply(each))
    const isHeldBack = mode === 'all' && expected.includes(false)
    if (isHeldBack || isTrial) Object.assign(this.model, before)
    const told = moves.map((each) => this.#told(each))
    const { body, text } = await this.#world.post(told, { mode, dryRun: isTrial, key: newKey() })
    if (isHeldBack) return void t.equal(body.code, 'ledger.batch_refused', text)
    const outcomes: { status: string; id: string }[] = body.outcomes
    t.same(
      outcomes.map(({ status }) => status === 'posted'),
      expected,
      text,
    )
    if (isTrial) return
    for (const [i, { status, id }] of outcomes.entries()) {
      if (status === 'posted') this.posted.push({ id, move: moves[i]!, isReversed: false })
    }
  }

  async #reverse(nth: number): Promise<void> {
    const chosen = this.posted[nth % (this.posted.length || 1)]
    if (chosen === undefined) return
    const lines = chosen.move.lines.map(({ pieces, from, to }) => ({ pieces, from: to, to: from })).reverse()
    const expected = !chosen.isReversed && this.model.apply({ lines, ago: 0 })
    const { status, text } = await this.#world.reverse(chosen.id)
    t.equal(status === 200, expected, text)
    chosen.isReversed ||= expected
  }

  #told({ lines, ago }: Move) {
    return {
      kind: 'transfer',
      ...(ago === 0 ? {} : { effectiveAt: new Date(this.#start - ago * 3_600_000).toISOString() }),
      lines: lines.map(({ pieces, from, to }) => ({
        item: this.#item,
        quantity: pieces.length,
        from: { location: this.#places[from]! },
        to: { location: this.#places[to]! },
        serials: pieces.map((piece) => `P${piece}`),
      })),
    }
  }

  /** What the ledger says of every piece is what the model says. */
  async compare(): Promise<void> {
    const { data } = await this.#world.get(`/ledger/serials?item=${this.#item}`)
    const codes = ['A', 'B', 'C', null]
    const said = new Map<string, string | null>()
    for (const { number, location } of data) said.set(number, location?.code ?? null)
    const expected = new Map<string, string | null>()
    for (const [piece, place] of this.model.where.entries()) {
      if (place !== undefined) expected.set(`P${piece}`, codes[place]!)
    }
    t.same(Object.fromEntries(said), Object.fromEntries(expected))
    for (const place of [0, 1, 2]) {
      const count = this.model.where.filter((each) => each === place).length
      t.equal(await this.#world.onHand(this.#places[place]!, `&item=${this.#item}`), count)
    }
  }
}

t.test('every piece is where a simple model says, whatever is posted, told late or reversed', async (t) => {
  const world = await startSerialWorld(t)
  let made = 0
  const details = await fc.check(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 15 }), async (deeds) => {
      made += 1
      const { body } = await world.administrator.send({
        method: 'POST',
        url: '/api/v1/items',
        payload: { sku: `RUN-${made}`, name: 'Run', baseUnit: 'each', serials: 'always' },
      })
      const run = new Run(world, body.id)
      for (const each of deeds) await run.do(each)
      await run.compare()
    }),
    { numRuns: 40, endOnFailure: true },
  )
  t.comment(`seed ${details.seed}, path ${details.counterexamplePath ?? 'none'}`)
  t.equal(details.failed, false, fc.defaultReportMessage(details) ?? 'holds')
  t.match(await world.verify(), { ok: true, differences: [] })
})
