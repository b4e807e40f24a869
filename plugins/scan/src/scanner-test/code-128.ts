/** The widths of bars and gaps of each symbol, by its value; the last one is the stop. */
const SYMBOLS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 ' +
  '122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 ' +
  '322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 ' +
  '112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 ' +
  '331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 ' +
  '112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 ' +
  '124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 ' +
  '411311 113141 114131 311141 411131 211412 211214 211232 2331112'
).split(' ')

const START_C = 105
const CODE_B = 100
const FNC1 = 102
const STOP = 106

/** What a GS1-128 says: digits in pairs first, then other elements, each but the first behind an FNC1. */
export interface Gs1128 {
  /** An even number of digits. */
  readonly digits: string
  readonly elements: readonly string[]
}

/**
 * Draws a GS1-128, which begins with FNC1.
 * @returns the widths of bars and gaps in turn, beginning with a bar
 */
export function drawGs1128({ digits, elements }: Gs1128): readonly number[] {
  const pairs = digits.match(/\d\d/g) ?? []
  const values = [START_C, FNC1, ...pairs.map(Number), CODE_B]
  for (const [n, element] of elements.entries()) {
    if (n > 0) values.push(FNC1)
    values.push(...Array.from(element, (character) => character.charCodeAt(0) - 32))
  }
  const sum = values.reduce((total, value, place) => total + value * Math.max(place, 1), 0)
  return [...values, sum % 103, STOP].flatMap((value) => Array.from(SYMBOLS[value]!, Number))
}

/** All symbols, for whoever looks whether they are right. */
export const code128Symbols: readonly string[] = SYMBOLS
