import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import t from 'tap'
import { type LedgerWorld, newKey, SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'

/** One thing that somebody does, on three bins and the world outside (place 3). */
type Deed =
  | { readonly do: 'post'; readonly mode: 'each' | 'all'; readonly moves: readonly Move[] }
  | { readonly do: 'reverse'; readonly nth: number }
  | { readonly do: 'retry'; readonly nth: number }
  | { readonly do: 'change'; readonly nth: number }
interface Move {
  readonly from: number
  readonly to: number
  readonly quantity: number
}

const OUTSIDE = 3
const move = fc
  .record({
    from: fc.constantFrom(0, 1, 2, OUTSIDE, OUTSIDE),
    step: fc.integer({ min: 1, max: 3 }),
    quantity: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ from, step, quantity }) => ({ from, to: (from + step) % 4, quantity }))
const nth = fc.nat(20)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      mode: fc.constantFrom('each' as const, 'all' as const),
      moves: fc.array(move, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('change' as const), nth }) },
)

/** The simple model that the ledger has to agree with: three figures. */
class Model {
  readonly bins = [0, 0, 0]

  /** Carries a move out if there is enough. */
  apply({ from, to, quantity }: Move): boolean {
    if (from !== OUTSIDE && this.bins[from]! < quantity) return false
    if (from !== OUTSIDE) this.bins[from]! -= quantity
    if (to !== OUTSIDE) this.bins[to]! += quantity
    return true
  }
}

/** One item with three bins of its own in a world, and what was done to it. */
class Run {
  readonly model = new Model()
  readonly sent: { key: string; told: object[]; mode: 'each' | 'all'; text: string }[] = []
  readonly posted: { id: string; move: Move; isReversed: boolean }[] = []
  readonly #world: LedgerWorld
  readonly #item: string
  readonly #places: string[]

  constructor(world: LedgerWorld, item: string, bins: string[]) {
    this.#world = world
    this.#item = item
    this.#places = [...bins, SUPPLIER]
  }

  async do(what: Deed): Promise<void> {
    if (what.do === 'post') return this.#post(what.mode, what.moves)
    if (what.do === 'reverse') return this.#reverse(what.nth)
    const command = this.sent[what.nth % (this.sent.length || 1)]
    if (command === undefined) return
    const { key, told, mode, text } = command
    if (what.do === 'retry') {
      const again = await this.#world.post(told, { key, mode })
      t.equal(outcomesOf(again.text), outcomesOf(text), 'a retry gets the first answer')
    } else {
      const other = await this.#world.post([...told, ...told], { key, mode })
      t.equal(other.status, 409, 'a key stands for one content')
    }
  }

  /** Posts beside others, who decide too what there is: only what came of it is noted. */
  async race(moves: readonly Move[]): Promise<void> {
    const { status, body } = await this.#world.post(this.#told(moves), { key: newKey() })
    t.equal(status, 200)
    this.#note(moves, body.outcomes)
  }

  /** What became of each of some moves, sent as one command. */
  async outcomesOf(moves: readonly Move[]): Promise<string[]> {
    if (moves.length === 0) return []
    const { body } = await this.#world.post(this.#told(moves), { key: newKey() })
    return body.outcomes.map(({ status, code }: { status: string; code?: string }) => code ?? status)
  }

  async #post(mode: 'each' | 'all', moves: readonly Move[]): Promise<void> {
    const before = [...this.model.bins]
    const expected = moves.map((each) => this.model.apply(each))
    const isHeldBack = mode === 'all' && expected.includes(false)
    if (isHeldBack) this.model.bins.splice(0, 3, ...before)
    const told = this.#told(moves)
    const key = newKey()
    const { status, body, text } = await this.#world.post(told, { key, mode })
    this.sent.push({ key, told, mode, text })
    t.equal(status, isHeldBack ? 422 : 200)
    if (isHeldBack) return
    const came = body.outcomes.map((outcome: { status: string }) => outcome.status === 'posted')
    t.same(came, expected)
    this.#note(moves, body.outcomes)
  }

  #told(moves: readonly Move[]) {
    return moves.map(({ from, to, quantity }) => ({
      kind: 'transfer',
      item: this.#item,
      quantity,
      from: this.#places[from]!,
      to: this.#places[to]!,
    }))
  }

  #note(moves: readonly Move[], outcomes: readonly { status: string; id: string }[]): void {
    for (const [i, { status, id }] of outcomes.entries()) {
      if (status === 'posted') this.posted.push({ id, move: moves[i]!, isReversed: false })
    }
  }

  async #reverse(which: number): Promise<void> {
    const target = this.posted[which % (this.posted.length || 1)]
    if (target === undefined) return
    const { from, to, quantity } = target.move
    const back = { from: to, to: from, quantity }
    const isPossible = !target.isReversed && this.model.apply(back)
    const url = `/api/v1/ledger/movements/${target.id}/reversal`
    const { status, body } = await this.#world.administrator.send({ method: 'POST', url, payload: {} })
    t.equal(status, target.isReversed ? 409 : isPossible ? 200 : 422)
    if (!isPossible) return
    target.isReversed = true
    this.posted.push({ id: body.outcomes[0].id, move: back, isReversed: false })
  }

  /** What the ledger says is in the three bins. */
  async figures(more = ''): Promise<number[]> {
    const { data } = await this.#world.get(`/ledger/balances?item=${this.#item}&zero=true${more}`)
    const byPlace = new Map(
      data.map((row: { location: { id: string }; onHand: number }) => [row.location.id, row.onHand]),
    )
    return this.#places.slice(0, 3).map((place) => Number(byPlace.get(place) ?? 0))
  }
}

function outcomesOf(text: string): string {
  const { outcomes, errors } = JSON.parse(text)
  return JSON.stringify(outcomes ?? errors)
}

async function newRun(world: LedgerWorld): Promise<Run> {
  const create = async (url: string, payload: object): Promise<string> =>
    (await world.administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })).body.id
  const name = newKey()
  const item = await create('/items', { sku: name, name, baseUnit: 'each' })
  const bins = []
  for (const n of [1, 2, 3])
    bins.push(await create('/locations', { site: world.site, kind: 'bin', code: `${name}-${n}` }))
  return new Run(world, item, bins)
}

/** Prints the seed with what failed, so that it can be run again. */
async function hold(property: fc.IAsyncProperty<unknown>, numRuns: number): Promise<void> {
  const details = await fc.check(property, { numRuns, endOnFailure: true })
  t.comment(
    `${fileURLToPath(import.meta.url)}: seed ${details.seed}, path ${details.counterexamplePath ?? 'none'}`,
  )
  t.equal(details.failed, false, fc.defaultReportMessage(details) ?? 'holds')
}

t.test('whatever is posted, reversed and retried, the ledger agrees with three figures', async () => {
  const world = await startLedgerWorld(t)
  await hold(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), async (deeds) => {
      const run = await newRun(world)
      for (const each of deeds) {
        await run.do(each)
        t.same(await run.figures(), run.model.bins)
      }
      const now = new Date(Date.now() + 1_000).toISOString()
      t.same(await run.figures(`&asKnownAt=${now}`), run.model.bins, 'as known now is the balance')
      t.same(await run.figures(`&asOf=${now}`), run.model.bins, 'as happened by now is the balance')
    }),
    12,
  )
  t.match(await world.verify(), { ok: true, differences: [] })
})

t.test('clients side by side conserve what there is, and each gets an outcome', async () => {
  const world = await startLedgerWorld(t)
  await hold(
    fc.asyncProperty(
      fc.array(fc.array(move, { minLength: 1, maxLength: 4 }), { minLength: 8, maxLength: 24 }),
      async (batches) => {
        const run = await newRun(world)
        await Promise.all(batches.map((moves) => run.race(moves)))
        const figures = await run.figures()
        const expected = new Model()
        for (const { move: each } of run.posted) {
          if (each.from !== OUTSIDE) expected.bins[each.from]! -= each.quantity
          if (each.to !== OUTSIDE) expected.bins[each.to]! += each.quantity
        }
        t.same(figures, expected.bins, 'what was acknowledged is what is there')
        t.ok(figures.every((figure) => figure >= 0))
      },
    ),
    6,
  )
  t.match(await world.verify(), { ok: true, differences: [] })
})

t.test('a batch, and the same batch in two halves, come to the same', async () => {
  const world = await startLedgerWorld(t)
  await hold(
    fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 30 }), fc.nat(30), async (moves, n) => {
      const [whole, halved] = [await newRun(world), await newRun(world)]
      const cut = n % moves.length
      const once = await whole.outcomesOf(moves)
      const first = await halved.outcomesOf(moves.slice(0, cut))
      t.same([...first, ...(await halved.outcomesOf(moves.slice(cut)))], once)
      t.same(await halved.figures(), await whole.figures())
    }),
    6,
  )
})
