import { GS } from '../gs1/gs1-content.ts'

/** One symbol: its number in the standard's table, and how ZPL writes it within `^FD`. */
interface Symbol128 {
  readonly value: number
  readonly zpl: string
}

/** A text in Code 128. */
export interface Code128 {
  /** Bars and gaps in turn, in modules. */
  readonly widths: readonly number[]
  readonly zpl: string
}

const START_B = { value: 104, zpl: '>:' }
const START_C = { value: 105, zpl: '>;' }
const TO_B = { value: 100, zpl: '>6' }
const TO_C = { value: 99, zpl: '>5' }
const FNC1 = { value: 102, zpl: '>8' }

/**
 * Writes a text in Code 128: digits in pairs (set C) where that saves symbols, else characters (set B). We
 * choose the sets and not the printer, so that the width is known and every printer prints the same bars.
 * @param text ASCII from space to tilde; with FNC1 in front it is GS1-128, and GS within stands for FNC1
 * @returns undefined for what has a character that the code does not know
 */
export function writeCode128(text: string, isGs1: boolean): Code128 | undefined {
  const plain = isGs1 ? text.replaceAll(GS, '') : text
  if (!/^[ -~]+$/.test(plain)) return undefined
  const symbols: Symbol128[] = []
  let isPairs = startsWithPairs(text, 0, 4) || (isGs1 && startsWithPairs(text, 0, 2))
  symbols.push(isPairs ? START_C : START_B)
  if (isGs1) symbols.push(FNC1)
  for (let at = 0; at < text.length; ) {
    if (text[at] === GS) {
      symbols.push(FNC1)
      at += 1
    } else if (isPairs && startsWithPairs(text, at, 2)) {
      symbols.push({ value: Number(text.slice(at, at + 2)), zpl: text.slice(at, at + 2) })
      at += 2
    } else if (isPairs) {
      isPairs = false
      symbols.push(TO_B)
    } else if (isWorthPairs(text, at)) {
      isPairs = true
      symbols.push(TO_C)
    } else {
      symbols.push({ value: text.charCodeAt(at) - 32, zpl: text[at] === '>' ? '>0' : text[at]! })
      at += 1
    }
  }
  return { widths: barsOf(symbols), zpl: symbols.map(({ zpl }) => zpl).join('') }
}

function startsWithPairs(text: string, at: number, digits: number): boolean {
  return digitsAt(text, at) >= digits
}

/** How many digits stand here in a row, FNC1 not counted. */
function digitsAt(text: string, at: number): number {
  return /^\d*/.exec(text.slice(at))![0].length
}

/** Going to pairs and back takes two symbols: six digits earn it within a text, four at its end. */
function isWorthPairs(text: string, at: number): boolean {
  const digits = digitsAt(text, at)
  if (digits % 2 === 1) return false
  return digits >= 6 || (digits >= 4 && at + digits === text.length)
}

function barsOf(symbols: readonly Symbol128[]): number[] {
  const sum = symbols.reduce((total, { value }, place) => total + value * Math.max(1, place), 0)
  const all = [...symbols.map(({ value }) => value), sum % 103, STOP]
  return all.flatMap((value) => [...PATTERNS[value]!].map(Number))
}

const STOP = 106

/** Bars and gaps of each symbol (ISO/IEC 15417, table 1). */
const PATTERNS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 ' +
  '112232 122132 122231 ' +
  '113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 ' +
  '312212 322112 322211 ' +
  '212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 ' +
  '112133 112331 132131 ' +
  '113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 ' +
  '312113 312311 332111 ' +
  '314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 ' +
  '241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 ' +
  '421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 ' +
  '411131 211412 211214 ' +
  '211232 2331112'
).split(' ')
