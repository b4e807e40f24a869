import { iso3166alpha2 } from './countries.ts'
import type { Linter } from './linter.ts'

const SHORTEST = 10
const LONGEST = 34

/** An International Bank Account Number: ISO 13616, with the check of ISO 7064. */
export const iban: Linter = (value) => {
  if (value.length < SHORTEST) return 'IBAN_TOO_SHORT'
  if (value.length > LONGEST) return 'IBAN_TOO_LONG'
  if (!/^[0-9A-Z]+$/.test(value)) return 'INVALID_IBAN_CHARACTER'
  if (iso3166alpha2(value.slice(0, 2)) !== undefined) return 'ILLEGAL_IBAN_COUNTRY_CODE'
  return remainderOf97(value.slice(4) + value.slice(0, 4)) === 1 ? undefined : 'INCORRECT_IBAN_CHECKSUM'
}

/** Letters count as 10 to 35. */
function remainderOf97(text: string): number {
  let rest = 0
  for (const character of text) {
    const figure = Number.parseInt(character, 36)
    rest = (rest * (figure > 9 ? 100 : 10) + figure) % 97
  }
  return rest
}
