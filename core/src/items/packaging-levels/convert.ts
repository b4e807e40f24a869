import { refuse } from '@stowage/sdk'
import { baseMicrosOf, type LevelFactor } from './base-micros.ts'

const MICROS = 1_000_000
const QUANTITY_MAX = 999_999_999

/** A packaging level with what a conversion has to know of its item. */
export interface LevelOfItem extends LevelFactor {
  readonly name: string
  readonly sku: string
  readonly baseUnit: string
  /** Of what every quantity in base units is a multiple. */
  readonly step: number
}

/**
 * A quantity of a level in base units, exact to the last digit: the fraction is never made a decimal first.
 * @throws `items.level_quantity_uneven` with the nearest two quantities, where it would be no multiple of the
 *   item's step: three of "a third of a kilogram" are 1 kg, one of them is refused and never 0.333
 */
export function convert(quantity: number, level: LevelOfItem): number {
  const { name, sku, baseUnit, step } = level
  const micros = Math.round(quantity * MICROS)
  if (!(quantity > 0) || quantity > QUANTITY_MAX || micros / MICROS !== quantity) {
    throw refuse('items.level_quantity_unusable', { quantity, max: QUANTITY_MAX }, '#quantity')
  }
  const base = baseMicrosOf(micros, level, Math.round(step * MICROS))
  if (!('micros' in base)) {
    const nearest = { lower: base.lowerMicros / MICROS, upper: base.upperMicros / MICROS }
    throw refuse(
      'items.level_quantity_uneven',
      { quantity, level: name, sku, step, baseUnit, ...nearest },
      '#quantity',
    )
  }
  if (base.micros > QUANTITY_MAX * MICROS) {
    throw refuse('items.level_quantity_unusable', { quantity, max: QUANTITY_MAX }, '#quantity')
  }
  return base.micros / MICROS
}

/** A fraction in lowest terms: 24/2 is 12/1. */
export function lowestTerms({ numerator, denominator }: LevelFactor): LevelFactor {
  let [divisor, rest] = [numerator, denominator]
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest]
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}
