import type { Bucket } from '../posting/bucket-cache.ts'
import type { PlacedRefusal } from '../posting/draft.ts'
import { MICROS, unitsOf } from '../posting/micros.ts'
import { expandSerials, isSerialNumber, type SerialsInput } from './serial-numbers.ts'

/** When an item's serial numbers are taken: never, when it leaves, or on every line. */
export type SerialTracking = 'never' | 'dispatch' | 'always'

/** The place outside through which stock changes its owner: what goes there has not left the building. */
const TITLE = '00000000-0000-7000-8000-000000000015'
/** What is found missing, or is undone, need not be known by its number. */
const MAY_BE_UNNUMBERED: ReadonlySet<string> = new Set(['adjustment', 'reversal', 'opening'])
/** What comes back may say its number. */
const MAY_COME_BACK: ReadonlySet<string> = new Set(['return', 'adjustment', 'reversal'])

/** What is known of a line when its serial numbers are looked at. */
export interface SerialCheck {
  readonly serials: SerialsInput | undefined
  readonly from: Bucket
  readonly to: Bucket
  readonly micros: number
  /** The kind of its movement. */
  readonly kind: string
  /** Whether it is the history of a former system, which may have kept no numbers. */
  readonly isHistory: boolean
  /** The JSON pointer of the line within the command. */
  readonly at: string
}

const NONE: readonly string[] = []

/** The serial numbers of a line, or why it cannot have these. Where each piece is, is judged under locks. */
export function serialsOf(check: SerialCheck): readonly string[] | PlacedRefusal {
  const { serials, from } = check
  if (from.serials === 'never') {
    return serials === undefined ? NONE : no('ledger.serials_not_kept', { sku: from.sku }, check)
  }
  const numbers = expandSerials(serials ?? [])
  if (!Array.isArray(numbers)) return no('ledger.serial_range_unreadable', { ...numbers.unreadable }, check)
  return checkCount(check, numbers.length) ?? checkNumbers(check, numbers) ?? numbers
}

function checkCount(check: SerialCheck, given: number): PlacedRefusal | undefined {
  const { from, to, kind, isHistory, micros } = check
  const needed = micros / MICROS
  const facts = { sku: from.sku, quantity: unitsOf(micros), given }
  if (from.serials === 'always') {
    return given === needed ? undefined : no('ledger.serials_required', facts, check)
  }
  if (isDispatch(check)) {
    if (given === needed) return undefined
    const mayLack = MAY_BE_UNNUMBERED.has(kind) || isHistory
    return given < needed && mayLack ? undefined : no('ledger.serials_required', facts, check)
  }
  if (given === 0) return undefined
  const comesBack = !from.isBalanced && from.location !== TITLE && to.isBalanced && MAY_COME_BACK.has(kind)
  if (!comesBack) return no('ledger.serials_at_dispatch', { sku: from.sku }, check)
  return given <= needed ? undefined : no('ledger.serials_too_many', facts, check)
}

function isDispatch({ from, to }: SerialCheck): boolean {
  return from.isBalanced && !to.isBalanced && to.location !== TITLE
}

function checkNumbers(check: SerialCheck, numbers: readonly string[]): PlacedRefusal | undefined {
  const seen = new Set<string>()
  for (const number of numbers) {
    if (!isSerialNumber(number)) return no('ledger.serial_unreadable', { serial: number }, check)
    if (seen.has(number)) return no('ledger.serial_twice', { serial: number }, check)
    seen.add(number)
  }
  return undefined
}

function no(code: string, facts: Record<string, unknown>, { at }: SerialCheck): PlacedRefusal {
  return { code, facts, pointer: `${at}/serials` }
}
