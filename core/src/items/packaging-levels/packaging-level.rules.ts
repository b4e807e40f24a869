import { refuse } from '@stowage/sdk'
import type { ItemRow } from '../item.model.ts'
import type { LevelFactor } from './base-micros.ts'
import { lowestTerms } from './convert.ts'
import type { PackagingLevelRow } from './packaging-level.model.ts'

/**
 * One that is called as the base unit is holds one of it.
 * @throws `items.level_named_as_base_unit`
 */
export function checkName(
  { name, numerator, denominator }: LevelFactor & { readonly name: string },
  { baseUnit, sku }: Pick<ItemRow, 'baseUnit' | 'sku'>,
): void {
  if (name.toLowerCase() !== baseUnit.toLowerCase() || numerator === denominator) return
  throw refuse('items.level_named_as_base_unit', { name, sku }, '/name')
}

/**
 * The factor is fixed once the level is made, not first once it was used: to know whether a line was ever
 * keyed in it would take an index over every line, for a question that is asked once a year; and whoever
 * planned with the old factor meant it. A new level beside the old one says both truths.
 * @throws `items.level_factor_fixed`
 */
export function checkFactor(
  { numerator, denominator }: Partial<LevelFactor>,
  row: PackagingLevelRow,
  { sku, baseUnit }: Pick<ItemRow, 'baseUnit' | 'sku'>,
): void {
  const wished = lowestTerms({
    numerator: numerator ?? row.numerator,
    denominator: denominator ?? row.denominator,
  })
  if (wished.numerator === row.numerator && wished.denominator === row.denominator) return
  const holds = row.denominator === 1 ? `${row.numerator}` : `${row.numerator}/${row.denominator}`
  throw refuse('items.level_factor_fixed', { level: row.name, sku, holds, baseUnit }, '/numerator')
}
