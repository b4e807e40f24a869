import type { Cell } from '../reading/sheet.ts'
import type { CellFormats } from '../rows/cell-values.ts'

/**
 * Guesses from the first rows how numbers and days are written: by what can only be read one way. Where
 * nothing tells, the decimals of a file with semicolons stand behind a comma, as its spreadsheet wrote it.
 */
export function guessFormats(rows: readonly (readonly Cell[])[], isSemicolon: boolean): CellFormats {
  const texts = rows.flat().filter((cell) => typeof cell === 'string')
  const commas = texts.filter((text) => /^[+-]?\d+(\.\d{3})*,(\d{1,2}|\d{4,})$/.test(text.trim())).length
  const points = texts.filter((text) => /^[+-]?\d+(,\d{3})*\.(\d{1,2}|\d{4,})$/.test(text.trim())).length
  const isComma = commas === points ? isSemicolon && points === 0 : commas > points
  const monthFirst = texts.some((text) => {
    const [, first, second] = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}$/.exec(text.trim()) ?? []
    return first !== undefined && Number(first) <= 12 && Number(second) > 12
  })
  return { decimal: isComma ? 'comma' : 'point', days: monthFirst ? 'month-first' : 'day-first' }
}
