import type { Balance, ItemFacts, Level, Lookup, Match, Place } from './lookup.ts'

/** What is to be moved: so much of one balance, or a unit with all that is in it. */
export type Move = StockMove | UnitMove

/** A unit that goes with all that is in it. */
export interface UnitMove {
  readonly is: 'unit'
  readonly unit: { readonly id: string; readonly code: string }
  readonly from: string
}

/** So much of one balance. */
export interface StockMove {
  readonly is: 'stock'
  readonly balance: Balance
  readonly item: ItemFacts
  /** As it was keyed: so many of a packaging level, or of the base unit. */
  readonly keyed: number
  readonly level: Level | null
  /** The pieces by their numbers, where each has one. */
  readonly serials: readonly string[]
  /** In the item's second unit, where it has one. */
  readonly weight: number | null
  /** Where else some of the item stands. */
  readonly others: readonly Balance['location'][]
}

/** Where it goes. */
export interface Target {
  readonly code: string
  readonly location: string
  /** The unit that it goes into; undefined where it stands loose. */
  readonly unit: string | undefined
}

/** A place as a target. */
export function targetOf({ id, code }: Place): Target {
  return { code, location: id, unit: undefined }
}

/** A whole balance, as far as it is free, unless what was scanned is one piece or says how many. */
export function moveOf(answer: Lookup, match: Match, balance: Balance): StockMove {
  const item = answer.items.find(({ id }) => id === balance.item.id)!
  const isPiece = match.kind === 'serial'
  const { level: named, count = 1 } = match
  const level = named && fits({ keyed: count, level: named }, balance) ? named : null
  const hasNumbers = item.serials === 'always'
  const isCounted = level !== null || (count > 1 && !hasNumbers && fits({ keyed: count, level }, balance))
  const others = match.balances.filter(({ location }) => location.id !== balance.location.id)
  return {
    is: 'stock',
    balance,
    item,
    keyed: isPiece ? 1 : isCounted ? count : hasNumbers ? 0 : balance.unallocated,
    level,
    serials: isPiece ? [match.code] : [],
    weight: null,
    others:
      match.item === null ? [] : [...new Map(others.map(({ location }) => [location.id, location])).values()],
  }
}

/** A unit with all that is in it. */
export function unitMoveOf({ unit, location }: Match): UnitMove {
  return { is: 'unit', unit: unit!, from: location?.code ?? '' }
}

/** How much that is in base units, exact to the millionth. */
export function baseQuantity({ keyed, level }: Pick<StockMove, 'keyed' | 'level'>): number {
  if (level === null) return keyed
  return Math.round((keyed * level.numerator * 1e6) / level.denominator) / 1e6
}

/** The movement as the API takes it. */
export function movementOf(move: Move, target: Target): object {
  const to = target.unit === undefined ? { location: target.location } : { handlingUnit: target.unit }
  if (move.is === 'unit') return { kind: 'transfer', handlingUnits: [{ id: move.unit.id, to }] }
  const { balance, item, keyed, level, serials, weight } = move
  const { location, handlingUnit, lot, status, owner } = balance
  return {
    kind: 'transfer',
    owner: owner.id,
    lines: [
      {
        item: item.id,
        quantity: baseQuantity(move),
        ...(level === null ? {} : { keyed: { quantity: keyed, level: level.id } }),
        ...(lot === null ? {} : { lot: lot.id }),
        ...(serials.length === 0 ? {} : { serials }),
        ...(weight === null ? {} : { catchQuantity: weight }),
        from: { location: location.id, status, ...(handlingUnit && { handlingUnit: handlingUnit.id }) },
        to: { ...to, location: target.location, status },
      },
    ],
  }
}

function fits(asked: Pick<StockMove, 'keyed' | 'level'>, { unallocated }: Balance): boolean {
  return baseQuantity(asked) <= unallocated
}
