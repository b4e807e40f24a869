/** Serial numbers that follow each other: a common beginning and digits that count. */
export interface SerialRange {
  readonly from: string
  readonly to: string
}

/** How serial numbers are named: one by one, or by first and last. */
export type SerialsInput = readonly (string | SerialRange)[]

/** How many serial numbers one command may name. */
export const SERIALS_MAX = 10_000

/** The longest serial number. */
export const SERIAL_LENGTH_MAX = 100

/** A range, taken apart: what all of its numbers begin with, and the count. */
interface Counted {
  readonly beginning: string
  readonly first: number
  readonly last: number
  /** Digits, with leading noughts. */
  readonly width: number
}

/** How many numbers are named, without writing out any. A range that cannot be read counts as none. */
export function countSerials(serials: SerialsInput | undefined): number {
  let count = 0
  for (const entry of serials ?? []) {
    if (typeof entry === 'string') count += 1
    else {
      const range = countedOf(entry)
      count += range === undefined ? 0 : range.last - range.first + 1
    }
  }
  return count
}

/**
 * Writes out the numbers that are named. The caller has counted them.
 * @returns the numbers in their order, or the range that cannot be read
 */
export function expandSerials(serials: SerialsInput): string[] | { readonly unreadable: SerialRange } {
  const numbers: string[] = []
  for (const entry of serials) {
    if (typeof entry === 'string') {
      numbers.push(entry)
      continue
    }
    const range = countedOf(entry)
    if (range === undefined) return { unreadable: entry }
    for (let count = range.first; count <= range.last; count += 1) {
      numbers.push(range.beginning + String(count).padStart(range.width, '0'))
    }
  }
  return numbers
}

/**
 * Whether something can be a serial number: one to a hundred characters of print, without blanks at its ends.
 */
export function isSerialNumber(number: string): boolean {
  return (
    number.length > 0 &&
    number.length <= SERIAL_LENGTH_MAX &&
    number.trim() === number &&
    number.isWellFormed() &&
    !/\p{Cc}/u.test(number)
  )
}

/** SN-0998 to SN-1002, or SN-8 to SN-12; but not SN-08 to SN-120, of which nobody knows the noughts. */
function countedOf({ from, to }: SerialRange): Counted | undefined {
  const [, beginning, firstDigits] = /^(.*?)(\d{1,15})$/s.exec(from) ?? []
  const [, sameBeginning, lastDigits] = /^(.*?)(\d{1,15})$/s.exec(to) ?? []
  if (beginning === undefined || firstDigits === undefined || lastDigits === undefined) return undefined
  if (beginning !== sameBeginning) return undefined
  const isPlain = !firstDigits.startsWith('0') && !lastDigits.startsWith('0')
  if (firstDigits.length !== lastDigits.length && !isPlain) return undefined
  const first = Number(firstDigits)
  const last = Number(lastDigits)
  if (last < first) return undefined
  return { beginning, first, last, width: firstDigits.length }
}
