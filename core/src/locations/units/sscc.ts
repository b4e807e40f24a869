import { gtinCheckDigit } from '../../items/gtin.ts'

/** What is wrong with the 18 digits of an SSCC: its last digit is not what the others ask for. */
export interface SsccFault {
  readonly expected: number
  readonly found: number
}

/**
 * The 18 digits of a Serial Shipping Container Code, however it was read: plain, as an element string
 * ("00" and 18 digits) or as it is printed under the bars ("(00)" and 18 digits). Undefined when it is
 * none of these.
 */
export function ssccDigits(text: string): string | undefined {
  return /^(?:\(00\) ?|00)?(\d{18})$/.exec(text)?.[1]
}

/** Looks at the check digit, which is made as a GTIN's is (GS1 General Specifications, 7.9). */
export function ssccFault(digits: string): SsccFault | undefined {
  const expected = gtinCheckDigit(digits.slice(0, 17))
  const found = Number(digits.at(-1))
  return expected === found ? undefined : { expected, found }
}

/**
 * The SSCC of a number: extension digit, company prefix, serial reference and check digit. Once the serial
 * references of a prefix are used up, the extension digit counts on.
 * @returns undefined when all ten extension digits are used up as well
 */
export function ssccOf(prefix: string, number: number): string | undefined {
  const references = 10 ** (16 - prefix.length)
  const extension = Math.floor(number / references)
  if (extension > 9) return undefined
  const reference = String(number % references).padStart(16 - prefix.length, '0')
  const body = `${extension}${prefix}${reference}`
  return `${body}${gtinCheckDigit(body)}`
}

/** The license plate of a number: what stands before it, and eight digits or more. */
export function plateOf(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(8, '0')}`
}
