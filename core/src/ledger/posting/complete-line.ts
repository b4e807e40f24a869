import type { Actor } from '@stowage/sdk'
import { baseMicrosOf } from '../../items/packaging-levels/base-micros.ts'
import { serialsOf } from '../serials/line-serials.ts'
import type { Bucket } from './bucket-cache.ts'
import type { LineInput } from './command.ts'
import type { Line, PlacedRefusal } from './draft.ts'
import type { Level } from './level-cache.ts'
import { exactMicros, MICROS, QUANTITY_MAX, unitsOf } from './micros.ts'

/** A line as it was asked for, with what its words stand for. */
export interface LineCheck {
  readonly owner: number
  readonly line: LineInput
  readonly from: Bucket
  readonly to: Bucket
  readonly actor: Actor
  readonly levels: ReadonlyMap<string, Level>
  /** The movements of the lines that goods come back from, by the lines' ids. */
  readonly returned: ReadonlyMap<number, string>
  /** The kind of its movement. */
  readonly kind: string
  readonly isHistory: boolean
  /** The JSON pointer of the line within the command. */
  readonly at: string
}

/** Makes the line that will be posted, or says why it cannot be one. Needs no lock. */
export function completeLine(check: LineCheck): Line | PlacedRefusal {
  const { line, from, to } = check
  const refusal = checkEnds(check) ?? checkLot(check) ?? checkCatch(check)
  if (refusal !== undefined) return refusal
  const quantity = quantityOf(check)
  if ('code' in quantity) return quantity
  const serials = serialsOf({ ...check, serials: line.serials, micros: quantity.micros })
  if ('code' in serials) return serials
  const returns = returnsOf(check)
  if (returns !== null && 'code' in returns) return returns
  const { allocation, catchQuantity, keyed } = line
  return {
    from,
    to,
    micros: quantity.micros,
    catchMicros: catchQuantity === undefined ? null : exactMicros(catchQuantity)!,
    keyed: keyed === undefined ? null : { micros: exactMicros(keyed.quantity)!, level: keyed.level },
    allocation: allocation === undefined ? null : { effect: 'consume', ...allocation },
    returns,
    serials,
  }
}

function returnsOf({ line, returned, from, at }: LineCheck): Line['returns'] | PlacedRefusal {
  if (line.returnsLine === undefined) return null
  const movement = returned.get(line.returnsLine)
  if (movement !== undefined) return { line: line.returnsLine, movement }
  return no('ledger.returns_unknown_line', { sku: from.sku, line: line.returnsLine }, `${at}/returnsLine`)
}

function checkEnds({ line, from, to, owner, actor, at }: LineCheck): PlacedRefusal | undefined {
  if (from.itemOwner !== null && !maySee(actor, from.itemOwner)) {
    return no('ledger.item_unknown', { item: line.item }, `${at}/item`)
  }
  if (from.itemOwner !== null && from.itemOwner !== owner) {
    return no('ledger.item_of_another_owner', { sku: from.sku }, `${at}/item`)
  }
  if (from.id === to.id) return no('ledger.same_place', { location: from.code }, `${at}/to`)
  if (!from.isBalanced && !to.isBalanced) {
    return no('ledger.both_places_outside', { from: from.code, to: to.code }, at)
  }
  return undefined
}

function checkLot({ line, from, at }: LineCheck): PlacedRefusal | undefined {
  if (from.hasLots === (line.lot !== undefined)) return undefined
  if (from.hasLots) return no('ledger.lot_required', { sku: from.sku }, `${at}/lot`)
  return no('ledger.lot_not_kept', { sku: from.sku }, `${at}/lot`)
}

function checkCatch({ line: { catchQuantity }, from, at }: LineCheck): PlacedRefusal | undefined {
  const { sku, catchUnit } = from
  const pointer = `${at}/catchQuantity`
  if (catchUnit === null) {
    return catchQuantity === undefined ? undefined : no('ledger.catch_not_kept', { sku }, pointer)
  }
  if (catchQuantity === undefined) return no('ledger.catch_required', { sku, unit: catchUnit }, pointer)
  if (catchQuantity > 0 && catchQuantity <= QUANTITY_MAX && exactMicros(catchQuantity) !== undefined) return
  return no('ledger.quantity_out_of_range', { quantity: catchQuantity, max: QUANTITY_MAX }, pointer)
}

/**
 * The quantity in base units: as it was said, as it follows from the packaging level, or both where they
 * agree.
 */
function quantityOf(check: LineCheck): { micros: number } | PlacedRefusal {
  const { line, from, at } = check
  const { quantity, keyed } = line
  if (keyed !== undefined) {
    const counted = countedOf(check, keyed)
    if ('code' in counted || quantity === undefined || exactMicros(quantity) === counted.micros)
      return counted
    const facts = { sku: from.sku, quantity, counted: unitsOf(counted.micros) }
    return no('ledger.quantities_differ', facts, `${at}/quantity`)
  }
  if (quantity === undefined) return no('ledger.quantity_missing', { sku: from.sku }, `${at}/quantity`)
  return baseQuantity(quantity, from, `${at}/quantity`)
}

/**
 * A quantity in base units, in millionths; refused out of range, or with the nearest two where it is no
 * step.
 */
export function baseQuantity(
  quantity: number,
  item: Pick<Bucket, 'sku' | 'stepMicros'>,
  pointer: string,
): { micros: number } | PlacedRefusal {
  if (!(quantity > 0) || quantity > QUANTITY_MAX) {
    return no('ledger.quantity_out_of_range', { quantity, max: QUANTITY_MAX }, pointer)
  }
  const { stepMicros } = item
  const micros = exactMicros(quantity)
  if (micros !== undefined && micros % stepMicros === 0) return { micros }
  const steps = (quantity * MICROS) / stepMicros
  const nearest = { lowerMicros: Math.floor(steps) * stepMicros, upperMicros: Math.ceil(steps) * stepMicros }
  return stepRefusal(item, quantity, nearest, pointer)
}

function countedOf(
  check: LineCheck,
  keyed: NonNullable<LineInput['keyed']>,
): { micros: number } | PlacedRefusal {
  const { from, at, levels } = check
  const level = levels.get(keyed.level)
  if (level === undefined || level.item !== from.item) {
    return no('ledger.level_unknown', { sku: from.sku, level: keyed.level }, `${at}/keyed/level`)
  }
  const levelMicros = exactMicros(keyed.quantity)
  if (levelMicros === undefined || !(keyed.quantity > 0) || keyed.quantity > QUANTITY_MAX) {
    const facts = { quantity: keyed.quantity, max: QUANTITY_MAX }
    return no('ledger.quantity_out_of_range', facts, `${at}/keyed/quantity`)
  }
  const base = baseMicrosOf(levelMicros, level, from.stepMicros)
  if (!('micros' in base)) return stepRefusal(from, unitsOf(base.lowerMicros), base, `${at}/quantity`)
  if (base.micros <= QUANTITY_MAX * MICROS) return base
  const facts = { quantity: unitsOf(base.micros), max: QUANTITY_MAX }
  return no('ledger.quantity_out_of_range', facts, `${at}/keyed/quantity`)
}

/** The refusal of a quantity that is no multiple of its item's step, with the nearest two that are. */
function stepRefusal(
  { sku, stepMicros }: Pick<Bucket, 'sku' | 'stepMicros'>,
  quantity: number,
  { lowerMicros, upperMicros }: { lowerMicros: number; upperMicros: number },
  pointer: string,
): PlacedRefusal {
  const nearest = { lower: unitsOf(lowerMicros), upper: unitsOf(upperMicros) }
  return no('ledger.quantity_not_a_step', { sku, quantity, step: unitsOf(stepMicros), ...nearest }, pointer)
}

/** Whether an actor may know of what belongs to an owner. */
export function maySee(actor: Actor, owner: number): boolean {
  return actor.owners === 'all' || actor.owners.includes(owner)
}

/** Whether an actor may know of what stands in a site; the world outside is in none. */
export function mayEnter(actor: Actor, site: number | null): boolean {
  return actor.sites === 'all' || site === null || actor.sites.includes(site)
}

/** The refusal of an owner whose stock the actor may not touch; one who named none learns that he has to. */
export function noOwner(named: string | undefined, at: string): PlacedRefusal {
  if (named === undefined) return no('ledger.owner_required', {}, `${at}/owner`)
  return no('ledger.owner_unknown', { owner: named }, `${at}/owner`)
}

/** A refusal at a place of the command. */
export function no(code: string, facts: Record<string, unknown>, pointer: string): PlacedRefusal {
  return { code, facts, pointer }
}
