import type { Linter } from './linter.ts'
import { isDigits } from './linter.ts'

/** GS1's set of 82 characters, in its order, which weighs them in check pairs. */
export const CSET82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'

const in82 = allowed(CSET82)
const in39 = allowed('#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const in64 = allowed('-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz')

/** Digits. */
export const csetnumeric: Linter = (value) => (isDigits(value) ? undefined : 'NON_DIGIT_CHARACTER')

/** Letters, digits and twenty signs; no space. */
export const cset82: Linter = (value) => (in82(value) ? undefined : 'INVALID_CSET82_CHARACTER')

/** Capital letters, digits, and # - /. */
export const cset39: Linter = (value) => (in39(value) ? undefined : 'INVALID_CSET39_CHARACTER')

/** Base64 for addresses, with = at its end only to fill up a group of three. */
export const cset64: Linter = (value) => {
  const text = value.replace(/=+$/, '')
  const padding = value.length - text.length
  if (!in64(text)) return 'INVALID_CSET64_CHARACTER'
  const isFilled = padding === 0 || (padding < 3 && value.length % 3 === 0)
  return isFilled ? undefined : 'INVALID_CSET64_PADDING'
}

/** Not digits alone. */
export const hasnondigit: Linter = (value) => (isDigits(value) ? 'REQUIRES_NON_DIGIT_CHARACTER' : undefined)

/** Where there is a %, two hexadecimal digits follow. */
export const pcenc: Linter = (value) =>
  /%(?![0-9A-Fa-f]{2})/.test(value) ? 'INVALID_PERCENT_SEQUENCE' : undefined

/** Hyphens. */
export const hyphen: Linter = (value) => (/^-+$/.test(value) ? undefined : 'NOT_HYPHEN')

function allowed(characters: string): (value: string) => boolean {
  const table = new Uint8Array(128)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return (value) => {
    for (let at = 0; at < value.length; at += 1) if (table[value.charCodeAt(at)] !== 1) return false
    return true
  }
}
