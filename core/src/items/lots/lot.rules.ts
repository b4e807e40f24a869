import { refuse } from '@stowage/sdk'
import { cleanText } from '../../naming/clean-text.ts'
import type { LotAttributes, LotPatch } from './lot.schemas.ts'

const KEY_MAX = 60

/** The days of a lot, as they stand or as somebody wishes them. */
export interface LotDays {
  readonly manufacturedOn: string | null
  readonly bestBefore: string | null
  readonly expiresOn: string | null
  readonly retestOn: string | null
}

/** The days as people call them. */
export const DAY_WORDS: Readonly<Record<keyof LotDays, string>> = {
  manufacturedOn: 'manufacture',
  bestBefore: 'best before',
  expiresOn: 'expiry',
  retestOn: 'the next test',
}

/** What cannot be the other way round: the first of each pair lies before the second, or on the same day. */
const ORDER = [
  ['manufacturedOn', 'bestBefore'],
  ['manufacturedOn', 'expiresOn'],
  ['manufacturedOn', 'retestOn'],
  ['bestBefore', 'expiresOn'],
] as const

/**
 * Checks what one wish says by itself, and tidies it.
 * @param at where the wish stands in the request: '' or `/3`
 */
export function checkedLot<Wish extends LotPatch>(wish: Wish, at = ''): Wish {
  const lot = { ...wish }
  if (lot.name !== undefined) lot.name = checkedWord('name', lot.name, `${at}/name`)
  if (lot.attributes !== undefined) lot.attributes = checkedAttributes(lot.attributes, `${at}/attributes`)
  return lot
}

/**
 * Days in the wrong order are a slip of the pen, which would let goods go out too late or never.
 * @throws `items.lot_days_disordered` with both days
 */
export function checkDays(days: LotDays, at = ''): void {
  for (const [earlier, later] of ORDER) {
    const [first, second] = [days[earlier], days[later]]
    if (first === null || second === null || first <= second) continue
    const facts = { earlier: DAY_WORDS[earlier], first, later: DAY_WORDS[later], second }
    throw refuse('items.lot_days_disordered', facts, `${at}/${later}`)
  }
}

function checkedAttributes(attributes: LotAttributes, pointer: string): LotAttributes {
  const checked = Object.entries(attributes).map(([key, value]) => {
    const name = checkedWord('attribute', key, pointer)
    if (name.length > KEY_MAX) {
      throw refuse(
        'items.value_unusable',
        { field: 'attribute', value: key, wanted: `${KEY_MAX} characters long at most` },
        pointer,
      )
    }
    return [name, typeof value === 'string' ? checkedWord(name, value, `${pointer}/${name}`) : value] as const
  })
  const byName = Object.fromEntries(checked)
  if (Object.keys(byName).length === checked.length) return byName
  const names = checked.map(([name]) => name)
  const value = names.find((name, index) => names.indexOf(name) !== index)
  throw refuse('items.twice_in_batch', { field: 'attribute', value }, pointer)
}

function checkedWord(field: string, value: string, pointer: string): string {
  const clean = cleanText(value)
  if (clean === undefined) throw refuse('items.text_unprintable', { field, value }, pointer)
  return clean
}
