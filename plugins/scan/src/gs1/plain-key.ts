import { checkDigitOf } from './linters/check-digits.ts'
import { isDigits } from './linters/linter.ts'
import { type Content, type Element, fault, type Problem } from './problem.ts'

const GTIN_LENGTHS = [8, 12, 13, 14]
const SSCC_LENGTH = 18

/** Whether a text is as long as a GTIN or an SSCC, and digits. */
export function isPlainKey(text: string): boolean {
  return (GTIN_LENGTHS.includes(text.length) || text.length === SSCC_LENGTH) && isDigits(text)
}

/** Reads a GTIN of any length, or an SSCC, that stands alone: its last digit has to check the others. */
export function readPlainKey(text: string): Content {
  if (text.length === SSCC_LENGTH) return checked(text, { ai: '00', value: text })
  return checked(text, { ai: '01', value: text.padStart(14, '0') })
}

/** Reads what has to be a GTIN of this length, because the barcode holds nothing else. */
export function readGtin(text: string, length: number): Content {
  if (!isDigits(text)) return fault('NON_DIGIT_CHARACTER', { value: text }, '01')
  if (text.length !== length) {
    const facts = { length: text.length, shortest: length, longest: length }
    return fault(text.length < length ? 'TOO_SHORT' : 'TOO_LONG', facts, '01')
  }
  return readPlainKey(text)
}

function checked(text: string, element: Element): Content {
  const [is, due] = [text.slice(-1), checkDigitOf(text.slice(0, -1))]
  if (is === due) return { elements: [element], problems: [] }
  const facts = { value: text, is, due, ...suppressedUpc(text) }
  const problem: Problem = { kind: 'value', code: 'INCORRECT_CHECK_DIGIT', ai: element.ai, facts }
  return { elements: [element], problems: [problem] }
}

/** Eight digits that are wrong as a GTIN-8 may be a shortened GTIN-12: worth a word, never a guess. */
function suppressedUpc(text: string): { upc?: string } {
  if (text.length !== 8 || !/^[01]/.test(text)) return {}
  const [system, company, last] = [text.slice(0, 1), text.slice(1, 6), text[6]!]
  const digits = system + expand(company, last)
  const gtin = digits + checkDigitOf(digits)
  return gtin.endsWith(text.slice(-1)) ? { upc: gtin } : {}
}

/** Where the zeros of a zero-suppressed UPC stood, told by its last digit. */
function expand(five: string, last: string): string {
  if (last < '3') return `${five.slice(0, 2)}${last}0000${five.slice(2)}`
  if (last === '3') return `${five.slice(0, 3)}00000${five.slice(3)}`
  if (last === '4') return `${five.slice(0, 4)}00000${five.slice(4)}`
  return `${five}0000${last}`
}
