import { refuse } from '@stowage/sdk'
import { cleanLines, cleanText } from '../naming/clean-text.ts'
import { gtinFault } from './gtin.ts'
import type { Item, ItemPatch } from './item.schemas.ts'

/** The fields of an item that are one line of text. */
const LINES = ['sku', 'name', 'category', 'baseUnit', 'catchUnit'] as const
/** The figures, with their decimals, as the database keeps them. */
const DECIMALS = { step: 6, weightGrams: 3 } as const

/**
 * Checks what one wish says by itself, without looking at other items, and tidies it.
 * @param at where the wish stands in the request: '' or `/items/3`
 * @returns the same fields, with texts trimmed
 * @throws a refusal that names the field, its value and the way out
 */
export function checkedItem<Wish extends ItemPatch>(wish: Wish, at = ''): Wish {
  const item = { ...wish }
  for (const field of LINES) {
    const value = item[field]
    if (value === undefined || value === null) continue
    const clean = cleanText(value)
    if (clean === undefined) throw refuse('items.text_unprintable', { field, value }, `${at}/${field}`)
    item[field] = clean
  }
  for (const field of ['baseUnit', 'catchUnit'] as const) {
    const value = item[field]
    if (typeof value !== 'string' || !/\s/.test(value)) continue
    const facts = { field, value, wanted: 'one word, such as each, kg or m' }
    throw refuse('items.value_unusable', facts, `${at}/${field}`)
  }
  if (typeof item.description === 'string') item.description = checkedDescription(item.description, at)
  checkGtin(item.gtin, at)
  checkDecimals(item, at)
  return item
}

/** How an item is counted, with all that a wish or a patch left as it was. */
export interface Counting {
  readonly sku: string
  readonly baseUnit: string
  readonly step: number
  readonly serials: Item['serials']
  readonly catchUnit: string | null
}

/**
 * What the fields of counting may be together.
 * @throws `items.serials_need_pieces`, `items.catch_unit_is_base_unit`
 */
export function checkCounting({ sku, baseUnit, step, serials, catchUnit }: Counting, at = ''): void {
  const isOfPieces = serials === 'always' ? step === 1 : serials === 'never' || Number.isInteger(step)
  if (!isOfPieces) throw refuse('items.serials_need_pieces', { sku, serials, step }, `${at}/serials`)
  if (catchUnit === baseUnit) throw refuse('items.catch_unit_is_base_unit', { catchUnit }, `${at}/catchUnit`)
}

function checkedDescription(value: string, at: string): string | null {
  const clean = cleanLines(value)
  if (clean === undefined) {
    throw refuse('items.text_unprintable', { field: 'description', value }, `${at}/description`)
  }
  return clean === '' ? null : clean
}

function checkGtin(gtin: string | null | undefined, at: string): void {
  if (gtin === null || gtin === undefined) return
  const fault = gtinFault(gtin)
  if (fault === undefined) return
  if ('form' in fault) throw refuse('items.gtin_malformed', { gtin }, `${at}/gtin`)
  throw refuse('items.gtin_check_digit', { gtin, ...fault }, `${at}/gtin`)
}

function checkDecimals(item: ItemPatch, at: string): void {
  for (const field of ['step', 'weightGrams'] as const) {
    const value = item[field]
    if (value === null || value === undefined) continue
    const decimals = DECIMALS[field]
    const isBigEnough = field === 'step' ? value > 0 : value >= 0
    if (isBigEnough && Number(value.toFixed(decimals)) === value) continue
    const least = field === 'step' ? 'above 0' : '0 or more'
    throw refuse(
      'items.value_unusable',
      { field, value, wanted: `${least}, with ${decimals} decimals at most` },
      `${at}/${field}`,
    )
  }
}
