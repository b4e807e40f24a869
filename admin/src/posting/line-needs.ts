import type { RaRecord } from 'react-admin'
import { say } from '../words/say.ts'
import type { DraftLine } from './draft.ts'
import type { PostingKind } from './kinds.ts'
import { countSerials, readSerials } from './serial-text.ts'

/** What else an item asks of its lines. */
export interface LineNeeds {
  readonly hasLots: boolean
  readonly serials: 'never' | 'dispatch' | 'always'
  /** The unit of the second quantity; null without one. */
  readonly catchUnit: string | null
}

/** A packaging level that a quantity is counted in. */
export interface LevelChoice {
  readonly id: string
  readonly name: string
  readonly numerator: number
  readonly denominator: number
}

/** An item that asks for nothing but its quantity. */
export const plainNeeds: LineNeeds = { hasLots: false, serials: 'never', catchUnit: null }

/** What an item asks for, read from its record. */
export function needsOf(item: RaRecord | null | undefined): LineNeeds {
  if (!item) return plainNeeds
  return {
    hasLots: item.hasLots === true,
    serials: item.serials ?? 'never',
    catchUnit: item.catchUnit ?? null,
  }
}

/** What a change of the item begins anew: nothing of the former one's lot, level or numbers stays. */
export function itemPicked(item: string | null, record: RaRecord | null): Partial<DraftLine> {
  return {
    item,
    unit: String(record?.baseUnit ?? ''),
    needs: needsOf(record),
    lot: null,
    level: null,
    catchQuantity: '',
    serials: '',
  }
}

/** Whether a line asks for the numbers of its pieces. */
export function asksSerials({ needs }: DraftLine, kind: PostingKind): boolean {
  return needs.serials === 'always' || (needs.serials === 'dispatch' && kind.kind === 'issue')
}

/** The quantity in base units; undefined where it is no whole number of millionths. */
export function baseQuantity({ quantity, level }: DraftLine): number | undefined {
  const said = Number(quantity)
  if (quantity.trim() === '' || !Number.isFinite(said)) return undefined
  if (level === null) return said
  const millionths = Math.round(said * 1e6) * level.numerator
  return millionths % level.denominator === 0 ? millionths / level.denominator / 1e6 : undefined
}

/** What a line says beyond item, quantity and places. */
export function detailsOf(line: DraftLine, kind: PostingKind): Record<string, unknown> {
  const serials = asksSerials(line, kind) ? readSerials(line.serials) : []
  const quantity = Math.abs(Number(line.quantity))
  return {
    ...(line.level === null ? { quantity } : { keyed: { quantity, level: line.level.id } }),
    ...(line.lot === null ? {} : { lot: line.lot }),
    ...(line.needs.catchUnit === null || line.catchQuantity.trim() === ''
      ? {}
      : { catchQuantity: Number(line.catchQuantity) }),
    ...(serials.length === 0 ? {} : { serials }),
  }
}

/** What is plainly missing of it. */
export function missingDetails(line: DraftLine, kind: PostingKind): Record<string, string> {
  const faults: Record<string, string> = {}
  if (line.needs.hasLots && line.lot === null) faults.lot = say('Which lot?')
  if (line.needs.catchUnit !== null && !(Number(line.catchQuantity) > 0)) {
    faults.catchQuantity = say('How many {catchUnit}?', { catchUnit: line.needs.catchUnit })
  }
  if (asksSerials(line, kind)) {
    const given = countSerials(readSerials(line.serials))
    const needed = Math.abs(baseQuantity(line) ?? 0)
    if (given !== needed) faults.serials = say('{given} of {needed} numbers', { given, needed })
  }
  return faults
}
