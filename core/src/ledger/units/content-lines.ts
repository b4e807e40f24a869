import type { LineInput } from '../posting/command.ts'
import { unitsOf } from '../posting/micros.ts'
import type { UnitMove } from './unit-move.ts'
import type { SeenStock } from './unit-scene.ts'

/** A piece of a balance: what is kept for one demand, or what is free. */
interface Share {
  readonly micros: number
  readonly allocation: string | null
  /** The piece that is kept, where it is that one. */
  readonly serial: string | null
}

/**
 * The lines that move one balance along with its unit. What is allocated goes along for its demand; sent
 * to the outside, it is used up by that. A balance below zero goes the other way round: where it went, it
 * is as low.
 */
export function contentLines(stock: SeenStock, move: UnitMove, isToOutside: boolean): LineInput[] {
  const { item, lot, status, unit: handlingUnit } = stock
  const here = { location: move.from.location!, status, handlingUnit }
  const there = { location: move.to.location, status, handlingUnit }
  const isOwed = stock.micros < 0
  const shares = sharesOf(stock)
  const catches = catchShares(stock, shares)
  const serials = serialShares(stock, shares)
  return shares.map(({ micros, allocation }, n) => ({
    item,
    quantity: unitsOf(Math.abs(micros)),
    ...(lot === null ? {} : { lot }),
    from: isOwed ? there : here,
    to: isOwed ? here : there,
    ...(catches === undefined ? {} : { catchQuantity: unitsOf(Math.abs(catches[n]!)) }),
    ...(serials === undefined ? {} : { serials: serials[n]! }),
    ...(allocation === null
      ? {}
      : { allocation: { id: allocation, effect: isToOutside ? ('consume' as const) : ('carry' as const) } }),
  }))
}

function sharesOf({ micros, allocations }: SeenStock): Share[] {
  const shares: Share[] = allocations.map((allocation) => ({
    micros: allocation.micros,
    allocation: allocation.id,
    serial: allocation.serial,
  }))
  const free = micros - allocations.reduce((sum, allocation) => sum + allocation.micros, 0)
  return free === 0 ? shares : [...shares, { micros: free, allocation: null, serial: null }]
}

/** The second quantity is shared out as the first is, and the last share takes what the rounding leaves. */
function catchShares({ micros, catchMicros }: SeenStock, shares: readonly Share[]): number[] | undefined {
  if (catchMicros === null || catchMicros === 0) return undefined
  let left = catchMicros
  return shares.map((share, n) => {
    const part = n === shares.length - 1 ? left : Math.round((catchMicros * share.micros) / micros)
    left -= part
    return part
  })
}

/** A piece that is kept goes with what keeps it; the others are shared out in the order of their numbers. */
function serialShares({ serials }: SeenStock, shares: readonly Share[]): string[][] | undefined {
  if (serials.length === 0) return undefined
  const kept = new Set(shares.flatMap(({ serial }) => serial ?? []))
  const others = serials.filter((number) => !kept.has(number))
  let from = 0
  return shares.map(({ micros, serial }) => {
    if (serial !== null) return [serial]
    const count = Math.round(unitsOf(Math.abs(micros)))
    from += count
    return others.slice(from - count, from)
  })
}
