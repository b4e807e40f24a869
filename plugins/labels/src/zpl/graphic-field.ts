import type { Bitmap } from './bitmap.ts'

/**
 * A bitmap as `^GFA`, with the hexadecimal digits run together as ZPL has it: G to Y for 1 to 19 times the
 * next digit, g to z for 20 to 400, `,` for white and `!` for black up to the end of a row, `:` for the
 * row again.
 */
export function graphicField({ columns, rows, dots }: Bitmap): string {
  const bytesAcross = Math.ceil(columns / 8)
  let before = ''
  let data = ''
  for (let row = 0; row < rows; row += 1) {
    const digits = rowDigits(dots.subarray(row * columns, (row + 1) * columns), bytesAcross)
    data += digits === before ? ':' : runTogether(digits)
    before = digits
  }
  const bytes = bytesAcross * rows
  return `^GFA,${bytes},${bytes},${bytesAcross},${data}`
}

function rowDigits(dots: Uint8Array, bytesAcross: number): string {
  let digits = ''
  for (let at = 0; at < bytesAcross * 8; at += 4) {
    const digit = [0, 1, 2, 3].reduce((sum, bit) => sum * 2 + (dots[at + bit] ?? 0), 0)
    digits += digit.toString(16).toUpperCase()
  }
  return digits
}

function runTogether(digits: string): string {
  const end = /0+$/.exec(digits)
  const body = end === null ? digits : digits.slice(0, end.index)
  const runs = body.replace(/(.)\1+/g, (run, digit: string) => `${timesOf(run.length)}${digit}`)
  return end === null ? runs : `${runs},`
}

function timesOf(count: number): string {
  const most = Math.min(Math.floor(count / 20), 20)
  const twenties = most === 0 ? '' : String.fromCharCode('f'.charCodeAt(0) + most)
  const rest = count - most * 20
  if (rest > 19) return twenties + timesOf(rest)
  return rest === 0 ? twenties : twenties + String.fromCharCode('F'.charCodeAt(0) + rest)
}
