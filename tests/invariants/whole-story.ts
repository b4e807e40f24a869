import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../core/src/database/ids.ts'
import { CUSTOMER, type LedgerWorld, newKey, SUPPLIER } from '../../core/test/ledger-world.ts'
import { type Kept, OUTSIDE, type Spot, type Stock, type Thing } from './whole-stock.ts'

/** One thing that somebody does, in a story that has all of it together. */
export type Deed =
  | {
      readonly do: 'post'
      readonly thing: Thing
      readonly from: Spot
      readonly to: Spot
      readonly quantity: number
    }
  | {
      readonly do: 'late'
      readonly thing: Thing
      readonly from: Spot
      readonly to: Spot
      readonly ago: number
    }
  | {
      readonly do: 'pieces'
      readonly from: Spot
      readonly to: Spot
      readonly skip: number
      readonly quantity: number
    }
  | { readonly do: 'allocate'; readonly thing: Thing; readonly at: Spot | null; readonly quantity: number }
  | { readonly do: 'keep piece'; readonly nth: number }
  | {
      readonly do: 'consume' | 'carry' | 'release' | 'split' | 'swap'
      readonly nth: number
      readonly to: Spot
    }
  | { readonly do: 'move unit'; readonly unit: 'P' | 'C'; readonly to: Spot }
  | { readonly do: 'hold'; readonly bin: number }
  | { readonly do: 'kit'; readonly from: number; readonly to: number }
  /** Into the other unit, or loose onto the place. */
  | { readonly do: 'repack'; readonly unit: 'P' | 'C'; readonly isLoose: boolean }
  | { readonly do: 'reverse'; readonly nth: number }
  | { readonly do: 'retry' }
  /** Meanwhile the connections that post may be killed; whoever gets no answer asks again. */
  | {
      readonly do: 'at once'
      readonly deeds: readonly Extract<Deed, { do: 'post' }>[]
      readonly kills: number
    }

// biome-ignore lint/suspicious/noExplicitAny: what the API answers is asserted
type Answer = any

/** What a posted movement did, so that its reversal is known. */
interface Done {
  readonly id: string
  readonly undo: (at: number) => void
}

/** Sends deeds to the platform and to the model, and compares what became of them. */
export class Story {
  readonly world: LedgerWorld
  readonly stock: Stock
  readonly done: Done[] = []
  readonly known: { readonly at: string; readonly figures: Record<string, number> }[] = []
  readonly counts: Record<string, number> = {}
  readonly #items: Record<string, { item: string; lot?: string }>
  readonly #begun = Date.now()
  #nextSerial = 1
  #late = 0
  #isKilling = false
  #again: (() => Promise<void>) | undefined

  constructor(world: LedgerWorld, items: Record<string, { item: string; lot?: string }>, stock: Stock) {
    this.world = world
    this.#items = items
    this.stock = stock
  }

  /** Does a deed; throws where the ledger and the model disagree whether it can be. */
  async tell(deed: Deed): Promise<void> {
    switch (deed.do) {
      case 'post':
        return this.#post(deed)
      case 'late':
        return this.#postLate(deed)
      case 'pieces':
        return this.#movePieces(deed)
      case 'allocate':
        return this.#allocate(deed)
      case 'keep piece':
        return this.#keepPiece(deed.nth)
      case 'consume':
      case 'carry':
        return this.#carry(deed)
      case 'release':
      case 'split':
      case 'swap':
        return this.#change(deed)
      case 'move unit':
        return this.#moveUnit(deed)
      case 'hold':
        return this.#hold(deed.bin)
      case 'kit':
        return this.#kit(deed)
      case 'repack':
        return this.#repack(deed)
      case 'reverse':
        return this.#reverse(deed.nth)
      case 'retry':
        return this.#again?.()
      case 'at once':
        return this.#atOnce(deed)
    }
  }

  async #post({ thing, from, to, quantity }: Extract<Deed, { do: 'post' }>): Promise<void> {
    if (from === to) return
    const { stock } = this
    const isPossible = stock.isOpen(from, to) && (from === OUTSIDE || stock.free(thing, from) >= quantity)
    const outcome = await this.#movement([this.#line(thing, from, to, quantity)])
    this.#expect(outcome, isPossible, { thing, from, to, quantity })
    if (isPossible) this.#moved(outcome, thing, from, to, quantity)
  }

  #moved(outcome: Answer, thing: Thing, from: Spot, to: Spot, quantity: number, effective?: number): void {
    const { stock } = this
    stock.move(thing, from, to, quantity, effective ?? Date.parse(outcome.at))
    this.done.push({ id: outcome.id, undo: (at) => stock.move(thing, to, from, quantity, at) })
  }

  /** What happened before now, in a bin: it must have been possible at every instant since. */
  async #postLate({ thing, from, to, ago }: Extract<Deed, { do: 'late' }>): Promise<void> {
    if (from === to) return
    this.#late += 1
    const effective = this.#begun - ago * 60_000 + this.#late
    const isThere = from === OUTSIDE || this.stock.lowestSince(thing, from, effective) >= 1
    const isPossible =
      this.stock.isOpen(from, to) && isThere && (from === OUTSIDE || this.stock.free(thing, from) >= 1)
    const effectiveAt = new Date(effective).toISOString()
    const outcome = await this.#movement([this.#line(thing, from, to, 1)], { effectiveAt })
    this.#expect(outcome, isPossible, { thing, from, to, ago })
    if (isPossible) this.#moved(outcome, thing, from, to, 1, effective)
  }

  async #movePieces({ from, to, skip, quantity }: Extract<Deed, { do: 'pieces' }>): Promise<void> {
    if (from === to) return
    const { stock } = this
    const serials =
      from === OUTSIDE
        ? Array.from({ length: quantity }, () => `D-${this.#nextSerial++}`)
        : stock.piecesIn(from).slice(skip, skip + quantity)
    if (serials.length === 0) return
    const count = serials.length
    const isFree = from === OUTSIDE || stock.free('drill', from) >= count
    const isPossible = stock.isOpen(from, to) && isFree && !serials.some((serial) => stock.keeperOf(serial))
    const line = { ...this.#line('drill', from, to, count), serials }
    const outcome = await this.#movement([line])
    this.#expect(outcome, isPossible, { serials, from, to })
    if (!isPossible) return
    stock.move('drill', from, to, count, Date.parse(outcome.at))
    for (const serial of serials) stock.place(serial, to)
    const undo = (at: number) => {
      stock.move('drill', to, from, count, at)
      for (const serial of serials) stock.place(serial, from)
    }
    this.done.push({ id: outcome.id, undo })
  }

  async #allocate({ thing, at, quantity }: Extract<Deed, { do: 'allocate' }>): Promise<void> {
    const spots = at === null ? this.stock.spots : [at]
    const isPossible = spots.reduce((sum, spot) => sum + this.stock.allocatable(thing, spot), 0) >= quantity
    const { item, lot } = this.#items[thing]!
    const where = at === null ? {} : this.#whence(at)
    const outcome = await this.#act({
      act: 'allocate',
      demand: this.#demand(),
      item,
      lot,
      quantity,
      ...where,
    })
    this.#expect(outcome, isPossible, { allocate: thing, at, quantity })
    if (isPossible) this.#addParts(thing, outcome)
  }

  async #keepPiece(nth: number): Promise<void> {
    const pieces = [...this.stock.pieces.keys()]
    const serial = pieces[nth % Math.max(1, pieces.length)]
    if (serial === undefined) return
    const spot = this.stock.pieces.get(serial)!
    const isPossible =
      spot !== OUTSIDE && !this.stock.keeperOf(serial) && this.stock.allocatable('drill', spot) >= 1
    const { item } = this.#items.drill!
    const outcome = await this.#act({ act: 'allocate', demand: this.#demand(), item, quantity: 1, serial })
    this.#expect(outcome, isPossible, { keep: serial, spot })
    if (isPossible) this.stock.kept.set(outcome.id, { thing: 'drill', spot, quantity: 1, serial })
  }

  async #carry({
    do: effect,
    nth,
    to,
  }: Extract<Deed, { do: 'consume' | 'carry' | 'release' | 'split' | 'swap' }>) {
    const { stock } = this
    const [id, kept] = stock.nth(nth) ?? []
    if (id === undefined || kept === undefined) return
    const { thing, spot, serial, quantity } = kept
    const target = effect === 'consume' ? OUTSIDE : to
    if (target === spot || (effect === 'carry' && to === OUTSIDE)) return
    const serials = this.#serialsFor(kept)
    if (thing === 'drill' && serials.length < quantity) return
    const line = {
      ...this.#line(thing, spot, target, quantity),
      allocation: { id, effect },
      ...(thing === 'drill' ? { serials } : {}),
    }
    const isPossible = stock.isOpen(spot, target)
    const outcome = await this.#movement([line])
    this.#expect(outcome, isPossible, { [effect]: kept, target })
    if (!isPossible) return
    stock.move(thing, spot, target, quantity, Date.parse(outcome.at))
    for (const each of thing === 'drill' ? serials : []) stock.place(each, target)
    stock.kept.delete(id)
    if (effect === 'carry') stock.kept.set(id, { thing, spot: target, quantity, serial })
    const undo = (at: number) => {
      stock.move(thing, target, spot, quantity, at)
      for (const each of thing === 'drill' ? serials : []) stock.place(each, spot)
    }
    this.done.push({ id: outcome.id, undo })
  }

  /** The piece that is kept, or any that nobody keeps by its number. */
  #serialsFor({ thing, spot, serial, quantity }: Kept): string[] {
    if (thing !== 'drill') return []
    if (serial !== null) return [serial]
    return this.stock
      .piecesIn(spot)
      .filter((each) => !this.stock.keeperOf(each))
      .slice(0, quantity)
  }

  async #change({
    do: act,
    nth,
    to,
  }: Extract<Deed, { do: 'consume' | 'carry' | 'release' | 'split' | 'swap' }>) {
    const { stock } = this
    const [id, kept] = stock.nth(nth) ?? []
    if (id === undefined || kept === undefined || (act === 'swap' && (to === kept.spot || to === OUTSIDE)))
      return
    const quantity = act === 'split' ? Math.ceil(kept.quantity / 2) : kept.quantity
    const { lot } = this.#items[kept.thing]!
    const isThere = act !== 'swap' || stock.allocatable(kept.thing, to) >= quantity
    const isPossible = act === 'split' ? quantity < kept.quantity : isThere
    const more = act === 'swap' ? { ...this.#whence(to), lot } : {}
    const outcome = await this.#act({ act, allocation: id, quantity, ...more })
    this.#expect(outcome, isPossible, { [act]: kept, to })
    if (!isPossible) return
    stock.less(id, quantity)
    if (act !== 'release') this.#addParts(kept.thing, outcome)
  }

  async #moveUnit({ unit, to }: Extract<Deed, { do: 'move unit' }>): Promise<void> {
    const { stock } = this
    if (to === OUTSIDE || to === 'D') return
    const isPossible = stock.mayMove(unit, to)
    const before = { ...stock.units[unit] }
    const target =
      to === 'P' || to === 'C' ? { handlingUnit: stock.unitIds[to] } : { location: stock.locationOf(to) }
    const outcome = await this.#movement([], { handlingUnits: [{ id: stock.unitIds[unit], to: target }] })
    this.#expect(outcome, isPossible, { unit, to })
    if (!isPossible) return
    stock.moveUnit(unit, to)
    this.done.push({ id: outcome.id, undo: () => Object.assign(stock.units[unit], before) })
  }

  async #hold(bin: number): Promise<void> {
    const standing = this.stock.holds.get(bin)
    const payload = { scope: 'location', subject: this.stock.bins[bin], blocks: ['allocate', 'ship', 'move'] }
    if (standing === undefined) {
      const { body } = await this.#send('holds', { ...payload, reason: 'sweeping' })
      this.stock.holds.set(bin, body.id)
      return
    }
    await this.#send(`holds/${standing}/lift`, {})
    this.stock.holds.delete(bin)
  }

  async #kit({ from, to }: Extract<Deed, { do: 'kit' }>): Promise<void> {
    const { stock } = this
    const [source, target] = [`${from}` as Spot, `${to}` as Spot]
    const isThere = stock.free('apple', source) >= 2 && stock.free('milk', source) >= 1
    const isPossible = isThere && stock.isOpen(source, OUTSIDE)
    const place = { location: stock.locationOf(source) }
    const { status, body, text } = await this.#send('transformations', {
      kind: 'kit',
      inputs: [
        { ...this.#items.apple, quantity: 2, from: place },
        { ...this.#items.milk, quantity: 1, from: place },
      ],
      outputs: [{ ...this.#items.kit, quantity: 1, to: { location: stock.locationOf(target) } }],
    })
    if (status < 300 !== isPossible) throw new Error(`a kit from ${from} should be ${isPossible}: ${text}`)
    this.#count('kit', isPossible)
    if (!isPossible) return
    const parts = [
      ['apple', source, OUTSIDE, 2],
      ['milk', source, OUTSIDE, 1],
      ['kit', OUTSIDE, target, 1],
    ] as const
    for (const [thing, a, b, quantity] of parts) stock.move(thing, a, b, quantity, Date.parse(body.at))
    const undo = (at: number) => {
      for (const [thing, a, b, quantity] of parts) stock.move(thing, b, a, quantity, at)
    }
    this.done.push({ id: body.movements[0], undo })
  }

  /** What nobody keeps goes over, of each thing; with nothing free there is nothing to move. */
  async #repack({ unit, isLoose }: Extract<Deed, { do: 'repack' }>): Promise<void> {
    const { stock } = this
    const other = unit === 'P' ? 'C' : 'P'
    const target: Spot = isLoose ? stock.binOf(unit) : other
    const free = (['apple', 'milk', 'old milk', 'drill'] as const)
      .map((thing) => ({ thing, quantity: stock.free(thing, unit) }))
      .filter(({ quantity }) => quantity > 0)
    const isPossible = free.length > 0 && stock.isOpen(unit, target)
    const into = isLoose ? null : stock.unitIds[other]
    const { status, body, text } = await this.#send(`units/${stock.unitIds[unit]}/repack`, { into })
    if (status < 300 !== isPossible) throw new Error(`repacking ${unit} should be ${isPossible}: ${text}`)
    this.#count('repack', isPossible)
    if (!isPossible) return
    const pieces = stock.piecesIn(unit).filter((serial) => !stock.keeperOf(serial))
    const drills = free.find(({ thing }) => thing === 'drill')?.quantity ?? 0
    const moved = pieces.sort().slice(0, drills)
    const carry = (from: Spot, to: Spot, at: number) => {
      for (const { thing, quantity } of free) stock.move(thing, from, to, quantity, at)
      for (const serial of moved) stock.place(serial, to)
    }
    carry(unit, target, Date.parse(body.at))
    this.done.push({ id: body.movements[0], undo: (at) => carry(target, unit, at) })
  }

  /** What can be undone the ledger alone says; what it undoes is undone in the model. */
  async #reverse(nth: number): Promise<void> {
    const one = this.done[nth % Math.max(1, this.done.length)]
    if (one === undefined) return
    const { status, body, text } = await this.#send(`movements/${one.id}/reversal`, {})
    if (status >= 500) throw new Error(text)
    const outcome = body.outcomes?.[0] ?? body
    const isDone = status < 300 && outcome.status !== 'refused'
    this.#count('reverse', isDone)
    if (!isDone) return
    one.undo(Date.parse(outcome.at))
    this.done.splice(this.done.indexOf(one), 1)
  }

  /** Whoever comes first is served: what was posted is done in the order of its instants. */
  async #atOnce({ deeds, kills }: Extract<Deed, { do: 'at once' }>): Promise<void> {
    this.#isKilling = kills > 0
    const killed = this.#kill(kills)
    const answers = await Promise.all(
      deeds.map(async (deed) => {
        const { thing, from, to, quantity } = deed
        if (from === to) return { deed, outcome: undefined }
        const outcome = await this.#movement([this.#line(thing, from, to, quantity)])
        if (!['posted', 'refused'].includes(outcome.status)) throw new Error(JSON.stringify(outcome))
        return { deed, outcome }
      }),
    )
    await killed
    this.#isKilling = false
    const posted = answers.filter(({ outcome }) => outcome?.status === 'posted')
    posted.sort((one, other) => (one.outcome.at < other.outcome.at ? -1 : 1))
    for (const { deed, outcome } of posted) {
      const { thing, from, to, quantity } = deed
      if (from !== OUTSIDE && this.stock.free(thing, from) < quantity)
        throw new Error('more was taken than was free')
      this.#moved(outcome, thing, from, to, quantity)
    }
    this.#count('at once', posted.length > 0)
  }

  /** Ends whatever connection posts at this moment, some times, as a crash of its server process would. */
  async #kill(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await sleep(Math.random() * 4)
      const killed = await this.world.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename = 'stowage_hook' and state <> 'idle'`,
      )
      if (killed.length > 0) this.#count('kill', true)
    }
  }

  #addParts(thing: Thing, outcome: Answer): void {
    for (const { id, location, handlingUnit, quantity } of outcome.allocations) {
      const spot = this.stock.spotOf(location, handlingUnit)
      this.stock.kept.set(id, { thing, spot, quantity, serial: null })
    }
  }

  #demand() {
    return { kind: 'order', id: newId() }
  }

  #whence(spot: Spot): object {
    return { handlingUnit: NO_UNIT, status: 'unrestricted', ...this.stock.side(spot) }
  }

  #line(thing: Thing, from: Spot, to: Spot, quantity: number): object {
    const side = (spot: Spot, outside: string) =>
      spot === OUTSIDE ? { location: outside } : this.stock.side(spot)
    return { ...this.#items[thing], quantity, from: side(from, SUPPLIER), to: side(to, CUSTOMER) }
  }

  async #movement(lines: readonly object[], more: object = {}): Promise<Answer> {
    const movement = { kind: 'transfer', ...(lines.length === 0 ? {} : { lines }), ...more }
    return this.#outcome('movements', { mode: 'each', movements: [movement] })
  }

  async #act(act: object): Promise<Answer> {
    return this.#outcome('allocations', { mode: 'each', allocations: [act] })
  }

  /** Sends a command under a key, and remembers how to send it again. */
  async #outcome(what: string, payload: object): Promise<Answer> {
    const headers = { 'idempotency-key': newKey() }
    let answer = await this.#send(what, payload, headers)
    for (let asked = 1; this.#isKilling && answer.status >= 500 && asked < ASKED_MAX; asked += 1) {
      answer = await this.#send(what, payload, headers)
    }
    const { body, text } = answer
    if (body?.outcomes === undefined) throw new Error(text)
    this.#again = async () => {
      const again = await this.#send(what, payload, headers)
      if (!again.body?.replayed || JSON.stringify(again.body.outcomes) !== JSON.stringify(body.outcomes)) {
        throw new Error(`sent twice, answered otherwise: ${text} ${again.text}`)
      }
    }
    const [outcome] = body.outcomes
    return outcome
  }

  #send(what: string, payload: object, headers: Record<string, string> = {}) {
    return this.world.administrator.send({ method: 'POST', url: `/api/v1/ledger/${what}`, headers, payload })
  }

  #expect(outcome: Answer, isPossible: boolean, deed: object): void {
    this.#count(Object.keys(deed)[0]!, isPossible)
    if ((outcome.status === 'posted') === isPossible) return
    const should = isPossible ? 'done' : 'refused'
    throw new Error(`${JSON.stringify(deed)} should be ${should}: ${JSON.stringify(outcome)}`)
  }

  #count(what: string, isDone: boolean): void {
    const key = `${what} ${isDone ? 'done' : 'refused'}`
    this.counts[key] = (this.counts[key] ?? 0) + 1
  }

  /** Remembers how all stands now, to be asked for later as it was known. */
  async remember(): Promise<void> {
    const [row] = await this.world.query<{ at: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
    )
    this.known.push({ at: row!.at, figures: this.stock.figures() })
  }
}

/** No handling unit, as a filter that means loose stock. */
const NO_UNIT = '00000000-0000-0000-0000-000000000000'

/** How often somebody asks who gets no answer. */
const ASKED_MAX = 20
