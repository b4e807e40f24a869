/** What is in stock: one of two lots of milk is a thing of its own. */
export type Thing = 'apple' | 'milk' | 'old milk' | 'drill' | 'kit'
/** Three bins, damaged stock in the first, a pallet, a case, and the world outside. */
export type Spot = '0' | '1' | '2' | 'D' | 'P' | 'C' | 'out'
export const OUTSIDE = 'out'

/** Stock that is kept for somebody. */
export interface Kept {
  readonly thing: Thing
  readonly spot: Spot
  readonly quantity: number
  readonly serial: string | null
}

interface Standing {
  bin: Spot
  into: 'P' | 'C' | null
}

/** The simple model that the ledger has to agree with: sums of facts, what is kept, and closed doors. */
export class Stock {
  readonly spots: readonly Spot[] = ['0', '1', '2', 'D', 'P', 'C']
  readonly facts: { thing: Thing; spot: Spot; change: number; effective: number }[] = []
  readonly kept = new Map<string, Kept>()
  readonly pieces = new Map<string, Spot>()
  readonly holds = new Map<number, string>()
  readonly units: Record<'P' | 'C', Standing> = { P: { bin: '0', into: null }, C: { bin: '1', into: null } }
  readonly bins: readonly string[]
  readonly unitIds: Record<'P' | 'C', string>

  constructor(bins: readonly string[], unitIds: Record<'P' | 'C', string>) {
    this.bins = bins
    this.unitIds = unitIds
  }

  onHand(thing: Thing, spot: Spot): number {
    return this.facts.reduce((sum, f) => sum + (f.thing === thing && f.spot === spot ? f.change : 0), 0)
  }

  keptOf(thing: Thing, spot: Spot): number {
    return [...this.kept.values()].reduce(
      (sum, kept) => sum + (kept.thing === thing && kept.spot === spot ? kept.quantity : 0),
      0,
    )
  }

  free(thing: Thing, spot: Spot): number {
    return this.onHand(thing, spot) - this.keptOf(thing, spot)
  }

  allocatable(thing: Thing, spot: Spot): number {
    if (spot === OUTSIDE || spot === 'D' || this.#isHeld(spot)) return 0
    return Math.max(0, this.free(thing, spot))
  }

  /** The least that was there at any instant since then. */
  lowestSince(thing: Thing, spot: Spot, effective: number): number {
    const mine = this.facts.filter((fact) => fact.thing === thing && fact.spot === spot)
    const at = (instant: number) => mine.reduce((sum, f) => sum + (f.effective <= instant ? f.change : 0), 0)
    return Math.min(...[effective, ...mine.map((f) => f.effective)].filter((e) => e >= effective).map(at))
  }

  /** Stock leaves a place, and moves into one, that is not on hold; it is received all the same. */
  isOpen(from: Spot, to: Spot): boolean {
    if (from === OUTSIDE) return true
    return !this.#isHeld(from) && !(to !== OUTSIDE && this.#isHeld(to))
  }

  move(thing: Thing, from: Spot, to: Spot, quantity: number, effective: number): void {
    if (from !== OUTSIDE) this.facts.push({ thing, spot: from, change: -quantity, effective })
    if (to !== OUTSIDE) this.facts.push({ thing, spot: to, change: quantity, effective })
  }

  place(serial: string, spot: Spot): void {
    this.pieces.set(serial, spot)
  }

  piecesIn(spot: Spot): string[] {
    return [...this.pieces].flatMap(([serial, at]) => (at === spot ? serial : []))
  }

  keeperOf(serial: string): boolean {
    return [...this.kept.values()].some((kept) => kept.serial === serial)
  }

  nth(nth: number): [string, Kept] | undefined {
    const all = [...this.kept]
    return all.length === 0 ? undefined : all[nth % all.length]
  }

  less(id: string, quantity: number): void {
    const kept = this.kept.get(id)!
    this.kept.delete(id)
    if (kept.quantity > quantity) this.kept.set(id, { ...kept, quantity: kept.quantity - quantity })
  }

  binOf(spot: Spot): Spot {
    if (spot === 'D') return '0'
    if (spot !== 'P' && spot !== 'C') return spot
    const { bin, into } = this.units[spot]
    return into === null ? bin : this.binOf(into)
  }

  locationOf(spot: Spot): string {
    return this.bins[Number(this.binOf(spot))]!
  }

  side(spot: Spot): { location: string; handlingUnit?: string; status?: string } {
    const location = this.locationOf(spot)
    if (spot === 'P' || spot === 'C') return { location, handlingUnit: this.unitIds[spot] }
    return spot === 'D' ? { location, status: 'damaged' } : { location }
  }

  spotOf(location: string, unit: string | null): Spot {
    if (unit !== null) return unit === this.unitIds.P ? 'P' : 'C'
    return String(this.bins.indexOf(location)) as Spot
  }

  mayMove(unit: 'P' | 'C', to: Spot): boolean {
    const other = unit === 'P' ? 'C' : 'P'
    const standing = this.units[unit]
    const isInto = to === 'P' || to === 'C'
    if (to === unit || (isInto && (this.units[other].into === unit || standing.into === other))) return false
    if (!isInto && standing.into === null && standing.bin === to) return false
    if (this.binOf(unit) === this.binOf(to)) return true
    const inside: Spot[] = this.units[other].into === unit ? [unit, other] : [unit]
    const isEmpty = !this.facts.some(
      ({ thing, spot }) => inside.includes(spot) && this.onHand(thing, spot) > 0,
    )
    return isEmpty || this.isOpen(unit, to)
  }

  moveUnit(unit: 'P' | 'C', to: Spot): void {
    const isInto = to === 'P' || to === 'C'
    this.units[unit] = isInto ? { bin: this.binOf(to), into: to } : { bin: to, into: null }
  }

  /** Every figure that is not nought, by thing and spot. */
  figures(): Record<string, number> {
    const figures: Record<string, number> = {}
    for (const { thing, spot } of this.facts) {
      const onHand = this.onHand(thing, spot)
      if (onHand !== 0) figures[`${thing} ${spot}`] = onHand
    }
    return figures
  }

  #isHeld(spot: Spot): boolean {
    return this.holds.has(Number(this.binOf(spot)))
  }
}
