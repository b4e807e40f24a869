import fc from 'fast-check'
import t from 'tap'
import { newId } from '../../core/src/database/ids.ts'
import {
  CUSTOMER,
  type LedgerWorld,
  newKey,
  SUPPLIER,
  startLedgerWorld,
} from '../../core/test/ledger-world.ts'

/** One thing that somebody does with stock in three bins, part of which is kept for demands. */
type Deed =
  | { readonly do: 'receive' | 'take'; readonly bin: number; readonly quantity: number }
  | { readonly do: 'move'; readonly bin: number; readonly to: number; readonly quantity: number }
  | { readonly do: 'allocate'; readonly bin: number | null; readonly quantity: number }
  | Change
  | { readonly do: 'hold'; readonly bin: number }
  | { readonly do: 'retry' }

interface Change {
  readonly do: 'release' | 'split' | 'consume' | 'carry' | 'swap'
  readonly nth: number
  readonly to: number
  readonly quantity: number
}

const bin = fc.nat(2)
const quantity = fc.integer({ min: 1, max: 7 })
const nth = fc.nat(9)
const of = <Name extends string>(...names: Name[]) => fc.constantFrom(...names)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: of('receive', 'take'), bin, quantity }) },
  { weight: 2, arbitrary: fc.record({ do: of('move'), bin, to: bin, quantity }) },
  { weight: 5, arbitrary: fc.record({ do: of('allocate'), bin: fc.option(bin), quantity }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: of('release', 'split', 'consume', 'carry', 'swap'),
      nth,
      to: bin,
      quantity,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: of('hold'), bin }) },
  { weight: 1, arbitrary: fc.record({ do: of('retry') }) },
)

interface Kept {
  bin: number
  quantity: number
}

/**
 * The simple model that the ledger has to agree with: three figures, what is kept of them, and closed doors.
 */
class Model {
  readonly bins = [0, 0, 0]
  readonly held = [false, false, false]
  readonly kept = new Map<string, Kept>()

  keptIn(bin: number): number {
    return [...this.kept.values()].reduce((sum, kept) => sum + (kept.bin === bin ? kept.quantity : 0), 0)
  }

  free(bin: number): number {
    return this.bins[bin]! - this.keptIn(bin)
  }

  /** What a new demand may have there. */
  allocatable(bin: number): number {
    return this.held[bin] === true ? 0 : this.free(bin)
  }

  less(id: string, quantity: number): void {
    const kept = this.kept.get(id)!
    kept.quantity -= quantity
    if (kept.quantity === 0) this.kept.delete(id)
  }

  add(id: string, bin: number, quantity: number): void {
    const kept = this.kept.get(id)
    this.kept.set(id, { bin, quantity: quantity + (kept?.bin === bin ? kept.quantity : 0) })
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what the API answers is asserted
type Outcome = any

/** The platform and the model side by side. */
class Story {
  readonly model = new Model()
  readonly world: LedgerWorld
  readonly places: readonly string[]
  readonly holds = new Map<number, string>()
  #last: (() => Promise<Outcome>) | undefined

  constructor(world: LedgerWorld) {
    this.world = world
    this.places = [world.a, world.b, world.c]
  }

  /** Does a deed to both; throws where they differ. */
  async tell(deed: Deed): Promise<void> {
    switch (deed.do) {
      case 'receive':
      case 'take':
      case 'move':
        return this.#post(deed)
      case 'allocate':
        return this.#allocate(deed)
      case 'consume':
      case 'carry':
        return this.#carry(deed)
      case 'release':
      case 'split':
      case 'swap':
        return this.#change(deed)
      case 'hold':
        return this.#hold(deed.bin)
      case 'retry': {
        if (this.#last !== undefined) await this.#last()
      }
    }
  }

  async #post(deed: Extract<Deed, { do: 'receive' | 'take' | 'move' }>): Promise<void> {
    const { model, places } = this
    if (deed.do === 'receive') {
      const outcome = await this.#move(SUPPLIER, places[deed.bin]!, deed.quantity)
      expect(outcome, true, deed)
      model.bins[deed.bin]! += deed.quantity
      return
    }
    const to = deed.do === 'move' ? deed.to : undefined
    if (to === deed.bin) return
    const isOpen = !model.held[deed.bin] && !(to !== undefined && model.held[to])
    const isPossible = isOpen && model.free(deed.bin) >= deed.quantity
    const outcome = await this.#move(
      places[deed.bin]!,
      to === undefined ? CUSTOMER : places[to]!,
      deed.quantity,
    )
    expect(outcome, isPossible, deed)
    if (!isPossible) return
    model.bins[deed.bin]! -= deed.quantity
    if (to !== undefined) model.bins[to]! += deed.quantity
  }

  async #allocate({ bin, quantity }: Extract<Deed, { do: 'allocate' }>): Promise<void> {
    const { model, places } = this
    const bins = bin === null ? [0, 1, 2] : [bin]
    const isPossible = bins.reduce((sum, each) => sum + model.allocatable(each), 0) >= quantity
    const outcome = await this.#act({
      act: 'allocate',
      demand: { kind: 'order', id: newId() },
      item: this.world.apple,
      quantity,
      ...(bin === null ? {} : { location: places[bin] }),
    })
    expect(outcome, isPossible, { bin, quantity })
    if (isPossible) this.#addParts(outcome)
  }

  async #carry(deed: Change): Promise<void> {
    const { model, places } = this
    const [id, kept] = this.#nth(deed.nth) ?? []
    const to = deed.do === 'consume' ? undefined : deed.to
    if (id === undefined || kept === undefined || to === kept.bin) return
    const from = kept.bin
    const isOpen = !model.held[from] && !(to !== undefined && model.held[to])
    const isPossible = isOpen && deed.quantity <= kept.quantity
    const target = to === undefined ? CUSTOMER : places[to]!
    const effect = deed.do === 'consume' ? 'consume' : 'carry'
    const outcome = await this.#move(places[from]!, target, deed.quantity, { allocation: { id, effect } })
    expect(outcome, isPossible, deed)
    if (!isPossible) return
    model.bins[from]! -= deed.quantity
    if (to === undefined) return model.less(id, deed.quantity)
    model.bins[to]! += deed.quantity
    const isWhole = kept.quantity === deed.quantity
    model.less(id, deed.quantity)
    model.add(isWhole ? id : await this.#carriedPart(id), to, deed.quantity)
  }

  async #change(deed: Change): Promise<void> {
    const { model, places } = this
    const [id, kept] = this.#nth(deed.nth) ?? []
    if (id === undefined || kept === undefined) return
    const { quantity } = deed
    const to = deed.do === 'swap' ? deed.to : undefined
    if (to === kept.bin) return
    const isThere = deed.do === 'split' ? quantity < kept.quantity : quantity <= kept.quantity
    const isPossible = isThere && (to === undefined || model.allocatable(to) >= quantity)
    const outcome = await this.#act({
      act: deed.do,
      allocation: id,
      quantity,
      ...(to === undefined ? {} : { location: places[to] }),
    })
    expect(outcome, isPossible, deed)
    if (!isPossible) return
    model.less(id, quantity)
    if (deed.do !== 'release') this.#addParts(outcome)
  }

  async #hold(bin: number): Promise<void> {
    const send = (url: string, payload: object) =>
      this.world.administrator.send({ method: 'POST', url: `/api/v1/ledger/holds${url}`, payload })
    const standing = this.holds.get(bin)
    if (standing === undefined) {
      const subject = this.places[bin]!
      const blocks = ['allocate', 'ship', 'move']
      const { body } = await send('', { scope: 'location', subject, blocks, reason: 'sweeping' })
      this.holds.set(bin, body.id)
    } else {
      const { status, text } = await send(`/${standing}/lift`, {})
      if (status !== 200) throw new Error(text)
      this.holds.delete(bin)
    }
    this.model.held[bin] = standing === undefined
  }

  #nth(nth: number): [string, Kept] | undefined {
    const all = [...this.model.kept]
    return all.length === 0 ? undefined : all[nth % all.length]
  }

  #addParts(outcome: Outcome): void {
    for (const { id, location, quantity } of outcome.allocations) {
      const bin = this.places.indexOf(location)
      if (this.model.allocatable(bin) < quantity && !this.model.held[bin]) {
        throw new Error(`${quantity} were kept in bin ${bin}, where fewer are free`)
      }
      this.model.add(id, bin, quantity)
    }
  }

  /** The id under which a part that was carried goes on. */
  async #carriedPart(id: string): Promise<string> {
    const { data } = await this.world.get(`/ledger/allocations/events?allocation=${id}&limit=1`)
    return data[0].toAllocation
  }

  #move(from: string, to: string, quantity: number, more: object = {}): Promise<Outcome> {
    const line = { item: this.world.apple, quantity, from: { location: from }, to: { location: to }, ...more }
    return this.#send('movements', { movements: [{ kind: 'transfer', lines: [line] }] })
  }

  #act(act: object): Promise<Outcome> {
    return this.#send('allocations', { allocations: [act] })
  }

  async #send(what: string, payload: object): Promise<Outcome> {
    const headers = { 'idempotency-key': newKey() }
    const url = `/api/v1/ledger/${what}`
    const send = async () => {
      const { body, text } = await this.world.administrator.send({
        method: 'POST',
        url,
        headers,
        payload: { mode: 'each', ...payload },
      })
      if (body?.outcomes === undefined) throw new Error(text)
      return body
    }
    const { outcomes } = await send()
    this.#last = async () => {
      const again = await send()
      if (!again.replayed || JSON.stringify(again.outcomes) !== JSON.stringify(outcomes)) {
        throw new Error(`sent twice, answered otherwise: ${JSON.stringify([outcomes, again])}`)
      }
    }
    return outcomes[0]
  }

  /** Throws where a figure differs from the model's. */
  async compare(): Promise<void> {
    const { data } = await this.world.get(`/ledger/balances?item=${this.world.apple}&zero=true&limit=200`)
    for (const [bin, place] of this.places.entries()) {
      const row = data.find(({ location }: { location: { id: string } }) => location.id === place)
      const found = [row?.onHand ?? 0, row?.allocated ?? 0]
      const expected = [this.model.bins[bin], this.model.keptIn(bin)]
      if (JSON.stringify(found) !== JSON.stringify(expected)) {
        throw new Error(`bin ${bin} holds and keeps ${found}, and should ${expected}`)
      }
    }
  }
}

function expect(outcome: Outcome, isPossible: boolean, deed: object): void {
  if ((outcome.status === 'posted') === isPossible) return
  throw new Error(
    `${JSON.stringify(deed)} should be ${isPossible ? 'done' : 'refused'}: ${JSON.stringify(outcome)}`,
  )
}

t.test('whatever is kept, carried, split, swapped, released and held, nothing drifts', async (t) => {
  const told = fc.array(deed, { minLength: 60, maxLength: 90 })
  const property = fc.asyncProperty(told, async (deeds) => {
    const world = await startLedgerWorld(t)
    const story = new Story(world)
    for (const each of deeds) {
      await story.tell(each)
      await story.compare()
    }
    const report = await world.verify()
    if (!report.ok) throw new Error(JSON.stringify(report.differences))
  })
  const result = await fc.check(property, { numRuns: 3, endOnFailure: true })
  t.notOk(result.failed, fc.defaultReportMessage(result) ?? `seed ${result.seed}`)
})

t.test('many hands on the same allocations: every outcome is one, and the sum is right', async (t) => {
  const world = await startLedgerWorld(t)
  const { a, b, apple } = world
  await world.move({ kind: 'receipt', from: SUPPLIER, to: a, quantity: 40 })
  const made = await Promise.all(
    Array.from({ length: 60 }, () =>
      world.administrator.send({
        method: 'POST',
        url: '/api/v1/ledger/allocations',
        payload: {
          mode: 'each',
          allocations: [
            { act: 'allocate', demand: { kind: 'order', id: newId() }, item: apple, quantity: 1 },
          ],
        },
      }),
    ),
  )
  const ids = made.flatMap(
    ({ body }) => body.outcomes[0].allocations?.map(({ id }: { id: string }) => id) ?? [],
  )
  t.equal(ids.length, 40)
  const answers = await Promise.all(
    ids.flatMap((id) => [
      world.post([
        {
          lines: [
            {
              item: apple,
              quantity: 1,
              from: { location: a },
              to: { location: b },
              allocation: { id, effect: 'carry' },
            },
          ],
        },
      ]),
      world.administrator.send({
        method: 'POST',
        url: '/api/v1/ledger/allocations',
        payload: { mode: 'each', allocations: [{ act: 'release', allocation: id }] },
      }),
    ]),
  )
  t.ok(answers.every(({ body }) => ['posted', 'refused'].includes(body.outcomes?.[0]?.status)))
  const { data } = await world.get('/ledger/allocations')
  t.same(data, [], 'each was let go of once, before it was carried or after')
  t.equal(await world.onHand(a), 40 - (await world.onHand(b)))
  t.equal((await world.verify()).ok, true)
})
