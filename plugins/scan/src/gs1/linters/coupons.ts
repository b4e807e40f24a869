import { yymmdd } from './dates.ts'
import { isDigits, type Linter } from './linter.ts'

/** What is wrong with a coupon; thrown in this file alone, so that fields are read one after the other. */
class CouponFault extends Error {}

/** A North American coupon: company prefix, offer, what it saves, what has to be bought, and more. */
export const couponcode: Linter = coupon((reader) => {
  reader.counted('GCP', { from: 0, to: 6, plus: 6 })
  reader.take(6, 'TRUNCATED_OFFER_CODE')
  reader.counted('SAVE_VALUE', { from: 1, to: 5, plus: 0 })
  requirement(reader, '1ST')
  if (reader.next('1')) {
    reader.oneOf('0123', 'ADDITIONAL_PURCHASE_RULES_CODE')
    requirement(reader, '2ND')
    companyOf(reader, '2ND')
  }
  if (reader.next('2')) {
    requirement(reader, '3RD')
    companyOf(reader, '3RD')
  }
  const ends = reader.next('3') ? day(reader, 'EXPIRATION') : undefined
  const starts = reader.next('4') ? day(reader, 'START') : undefined
  if (ends !== undefined && starts !== undefined && ends < starts) reader.fail('EXPIRATION_BEFORE_START')
  if (reader.next('5')) reader.counted('SERIAL_NUMBER', { from: 0, to: 9, plus: 6 })
  if (reader.next('6')) reader.counted('RETAILER_GCP_OR_GLN', { from: 1, to: 7, plus: 6 })
  if (reader.next('9')) {
    reader.oneOf('01256', 'SAVE_VALUE_CODE')
    reader.oneOf('012', 'SAVE_VALUE_APPLIES_TO_ITEM')
    reader.oneOf('0123456789', 'STORE_COUPON_FLAG')
    reader.oneOf('01', 'DONT_MULTIPLY_FLAG')
  }
})

/** A North American positive offer file: format, funder, offer, serial number. */
export const couponposoffer: Linter = coupon((reader) => {
  reader.oneOf('01', 'FORMAT_CODE')
  reader.counted('FUNDER', { from: 0, to: 6, plus: 6 })
  reader.take(6, 'TRUNCATED_OFFER_CODE')
  reader.counted('SERIAL_NUMBER', { from: 0, to: 9, plus: 6 })
})

function requirement(reader: Reader, which: string): void {
  reader.counted(`${which}_PURCHASE_REQUIREMENT`, { from: 1, to: 5, plus: 0 })
  reader.oneOf('012349', `${which}_PURCHASE_REQUIREMENT_CODE`)
  reader.take(3, `TRUNCATED_${which}_PURCHASE_FAMILY_CODE`)
}

/** Whose product the further purchase is; 9 says that it is the coupon's own company. */
function companyOf(reader: Reader, which: string): void {
  if (!reader.next('9')) reader.counted(`${which}_PURCHASE_GCP`, { from: 0, to: 6, plus: 6 })
}

function day(reader: Reader, which: 'EXPIRATION' | 'START'): string {
  const text = reader.take(6, `TOO_SHORT_FOR_${which}_DATE`)
  // GS1's own name of this one has the slip of the pen.
  if (yymmdd(text)) reader.fail(which === 'START' ? 'INVALID_START_DATE' : 'INVALID_EXIPIRATION_DATE')
  return text
}

function coupon(read: (reader: Reader) => void): Linter {
  return (value) => {
    if (!isDigits(value)) return 'NON_DIGIT_CHARACTER'
    const reader = new Reader(value)
    try {
      read(reader)
      if (!reader.isAtEnd) reader.fail('EXCESS_DATA')
      return undefined
    } catch (error) {
      if (error instanceof CouponFault) return error.message
      throw error
    }
  }
}

class Reader {
  readonly #digits: string
  #at = 0

  constructor(digits: string) {
    this.#digits = digits
  }

  get isAtEnd(): boolean {
    return this.#at === this.#digits.length
  }

  fail(what: string): never {
    throw new CouponFault(`COUPON_${what}`)
  }

  /** Whether this digit comes next; then it is read. */
  next(digit: string): boolean {
    if (this.#digits[this.#at] !== digit) return false
    this.#at += 1
    return true
  }

  take(count: number, otherwise: string): string {
    const text = this.#digits.slice(this.#at, this.#at + count)
    if (text.length < count) this.fail(otherwise)
    this.#at += count
    return text
  }

  /** A digit that says how long the field after it is. */
  counted(field: string, length: { from: number; to: number; plus: number }): void {
    const count = Number(this.take(1, `MISSING_${field}_VLI`))
    if (count < length.from || count > length.to) this.fail(`INVALID_${field}_LENGTH`)
    this.take(count + length.plus, `TRUNCATED_${field}`)
  }

  oneOf(digits: string, field: string): void {
    if (!digits.includes(this.take(1, `MISSING_${field}`))) this.fail(`INVALID_${field}`)
  }
}
