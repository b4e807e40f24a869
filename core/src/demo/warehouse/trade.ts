import type { SeededRandom } from '../seeded-random.ts'
import type { PlannedItem, PlannedLine, PlannedMovement, PlannedSite } from './plan.ts'

/*
 * A trading day, as the floor sees it:
 *   1. in the morning goods arrive on purchase orders, and are put away an hour later;
 *   2. until the evening customers' orders leave, each with a few lines;
 *   3. twice a week the store is filled up from the distribution centre;
 *   4. now and then something is broken, missing, found, counted, or comes back.
 */

interface Trade {
  readonly now: Date
  readonly days: number
  readonly items: readonly PlannedItem[]
  readonly sites: readonly PlannedSite[]
  readonly random: SeededRandom
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** Makes all movements of the last days, ending today. */
export function tradeDays(trade: Trade): PlannedMovement[] {
  const floor = new Floor(trade)
  const today = Date.UTC(trade.now.getUTCFullYear(), trade.now.getUTCMonth(), trade.now.getUTCDate())
  for (let day = trade.days; day >= 0; day--) {
    const midnight = today - day * dayMs
    const weekday = new Date(midnight).getUTCDay()
    if (day === trade.days) floor.stockUp(midnight + 6 * hourMs)
    else if (weekday !== 0 && weekday !== 6) floor.work(midnight, weekday)
  }
  return floor.movements
    .filter((movement) => movement.at < trade.now)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** The stock while it is planned: what lies where, so that nothing is taken that is not there. */
class Floor {
  readonly movements: PlannedMovement[] = []
  readonly #trade: Trade
  readonly #homes: readonly (readonly string[])[]
  readonly #stock = new Map<string, number>()
  #orderNumber = 4711
  #purchaseNumber = 2300
  #deliveryNumber = 810

  constructor(trade: Trade) {
    this.#trade = trade
    this.#homes = trade.sites.map((site) => shuffledBins(site, trade.random))
  }

  /** The first delivery of everything. */
  stockUp(at: number): void {
    for (const [n] of this.#trade.items.entries()) this.#receive(n, 6, at + Math.floor(n / 12) * 600_000)
    for (const [n] of this.#trade.items.entries())
      if (n % 2 === 0) this.#fillStore(n, at + 9 * hourMs + n * 60_000)
  }

  work(midnight: number, weekday: number): void {
    const { random, items } = this.#trade
    const low = [...items.keys()].filter((item) => this.#onHand(item, 0) < items[item]!.order * 2)
    for (const item of low.slice(0, 12))
      this.#receive(item, 5, midnight + random.between(6 * 60, 8 * 60) * 60_000)
    for (let n = random.between(14, 26); n > 0; n--)
      this.#issue(midnight + random.between(10 * 60, 17 * 60) * 60_000)
    if (weekday === 2 || weekday === 5) {
      for (let n = 0; n < 12; n++) {
        this.#fillStore(random.between(0, items.length - 1), midnight + (17 * 60 + 30 + n) * 60_000)
      }
    }
    if (random.chance(0.6)) this.#adjust(midnight + random.between(18 * 60 + 30, 19 * 60) * 60_000)
    if (random.chance(0.35)) this.#takeBack(midnight + random.between(19 * 60 + 10, 20 * 60) * 60_000)
  }

  #receive(item: number, times: number, at: number): void {
    const quantity = this.#amount(item, this.#trade.items[item]!.order * times)
    const dock = `${this.#trade.sites[0]!.code}/RECEIVING`
    const source = { type: 'purchase-order', id: `PO-${this.#purchaseNumber++}` }
    this.#move('receipt', at, [{ item, quantity, from: 'SUPPLIER', to: dock }], { source })
    this.#move('transfer', at + hourMs, [{ item, quantity, from: dock, to: this.#home(item, 0) }], { source })
  }

  /** A customer's order: one to five lines of one owner's goods, from the site that has them. */
  #issue(at: number): void {
    const { random, items } = this.#trade
    const first = random.between(0, items.length - 1)
    const site = random.chance(0.25) ? 1 : 0
    const picked = new Set([first])
    for (let n = random.between(0, 4); n > 0; n--) {
      const item = random.between(0, items.length - 1)
      if (items[item]!.owner === items[first]!.owner) picked.add(item)
    }
    const lines = [...picked].flatMap((item) => {
      const wanted = this.#amount(item, random.next() * items[item]!.order)
      const from = this.#home(item, site)
      return wanted <= (this.#stock.get(key(item, from)) ?? 0)
        ? [{ item, quantity: wanted, from, to: 'CUSTOMER' }]
        : []
    })
    if (lines.length === 0) return
    this.#move('issue', at, lines, { source: { type: 'sales-order', id: `SO-${this.#orderNumber++}` } })
  }

  #fillStore(item: number, at: number): void {
    const quantity = this.#amount(item, this.#trade.items[item]!.order)
    const from = this.#home(item, 0)
    if (quantity > (this.#stock.get(key(item, from)) ?? 0)) return
    const source = { type: 'delivery', id: `D-${this.#deliveryNumber++}` }
    this.#move('transfer', at, [{ item, quantity, from, to: this.#home(item, 1) }], { source })
  }

  #adjust(at: number): void {
    const { random, items } = this.#trade
    const item = random.between(0, items.length - 1)
    const place = this.#home(item, random.chance(0.3) ? 1 : 0)
    const quantity = this.#amount(item, 1 + random.next() * 3)
    const [reason, note, isLoss] = random.pick([
      ['damaged', 'Fell from the fork lift', true],
      ['damaged', 'Packaging crushed in transit', true],
      ['lost', 'Not at its place, looked for twice', true],
      ['found', 'Behind the shelf', false],
      ['count', 'Cycle count', random.chance(0.5)],
      ['sample', 'For the fair in Basel', true],
    ] as const)
    if (isLoss && quantity > (this.#stock.get(key(item, place)) ?? 0)) return
    const [from, to] = isLoss ? [place, 'ADJUSTMENT'] : ['ADJUSTMENT', place]
    this.#move('adjustment', at, [{ item, quantity, from, to }], { reason, note })
  }

  #takeBack(at: number): void {
    const { random, items } = this.#trade
    const item = random.between(0, items.length - 1)
    const source = { type: 'return', id: `R-${this.#orderNumber}-${item}` }
    const to = this.#home(item, 0)
    this.#move('return', at, [{ item, quantity: this.#amount(item, 2), from: 'CUSTOMER', to }], { source })
  }

  #move(
    kind: PlannedMovement['kind'],
    at: number,
    lines: readonly PlannedLine[],
    more: Pick<PlannedMovement, 'source' | 'reason' | 'note'>,
  ): void {
    for (const { item, quantity, from, to } of lines) {
      this.#change(item, from, -quantity)
      this.#change(item, to, quantity)
    }
    const owner = this.#trade.items[lines[0]!.item]!.owner
    this.movements.push({ at: new Date(at), kind, owner, ...more, lines })
  }

  #change(item: number, place: string, quantity: number): void {
    const before = this.#stock.get(key(item, place)) ?? 0
    this.#stock.set(key(item, place), Math.round((before + quantity) * 1e6) / 1e6)
  }

  #onHand(item: number, site: number): number {
    return this.#stock.get(key(item, this.#home(item, site))) ?? 0
  }

  #home(item: number, site: number): string {
    const homes = this.#homes[site]!
    return homes[item % homes.length]!
  }

  /** A quantity that the item's step allows, one step at least. */
  #amount(item: number, about: number): number {
    const { step } = this.#trade.items[item]!
    const steps = Math.max(1, Math.round(about / step))
    return Math.round(steps * step * 1e6) / 1e6
  }
}

function key(item: number, place: string): string {
  return `${item} ${place}`
}

/**
 * The codes of a site's bins in an order of its own, so that neighbours in the catalogue are not on one
 * shelf.
 */
function shuffledBins(site: PlannedSite, random: SeededRandom): string[] {
  const bins: string[] = []
  for (let aisle = 0; aisle < site.aisles; aisle++) {
    for (let bay = 1; bay <= site.bays; bay++) {
      for (let level = 1; level <= site.levels; level++) {
        bins.push(`${site.code}/${String.fromCharCode(65 + aisle)}-${String(bay).padStart(2, '0')}-${level}`)
      }
    }
  }
  for (let n = bins.length - 1; n > 0; n--) {
    const other = random.between(0, n)
    ;[bins[n], bins[other]] = [bins[other]!, bins[n]!]
  }
  return bins
}
