import { CSET82, cset82 } from './characters.ts'
import { type Linter, ofDigits } from './linter.ts'

/** The check digit that belongs behind these digits: weights 3 and 1 from the right, to the next ten. */
export function checkDigitOf(digits: string): string {
  let sum = 0
  for (let at = digits.length - 1, weight = 3; at >= 0; at -= 1, weight = 4 - weight) {
    sum += (digits.charCodeAt(at) - 48) * weight
  }
  return String((10 - (sum % 10)) % 10)
}

/** The last digit is the check digit of the others. */
export const csum: Linter = ofDigits((value) => {
  if (value === '') return 'TOO_SHORT_FOR_CHECK_DIGIT'
  const last = value.length - 1
  return value[last] === checkDigitOf(value.slice(0, last)) ? undefined : 'INCORRECT_CHECK_DIGIT'
})

const PAIR_CHARACTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const WEIGHTS = primes(509)

/** The two characters that check what stands before them: weights are primes, from the right. */
export function checkPairOf(text: string): string {
  let sum = 0
  for (let at = 0; at < text.length; at += 1) {
    sum += CSET82.indexOf(text[at]!) * WEIGHTS[text.length - 1 - at]!
  }
  const rest = sum % 1021
  return PAIR_CHARACTERS[rest >> 5]! + PAIR_CHARACTERS[rest & 31]!
}

/** The last two characters are the check pair of the others. */
export const csumalpha: Linter = (value) => {
  if (value.length < 2) return 'TOO_SHORT_FOR_CHECK_PAIR'
  const text = value.slice(0, -2)
  if (text.length > WEIGHTS.length) return 'TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION'
  return cset82(text) ?? (value.endsWith(checkPairOf(text)) ? undefined : 'INCORRECT_CHECK_PAIR')
}

function primes(most: number): number[] {
  const found: number[] = []
  for (let candidate = 2; candidate <= most; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  }
  return found
}
