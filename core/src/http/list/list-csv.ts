import { stringify } from 'csv-stringify/sync'

/**
 * What a spreadsheet would take for a formula, in wide letters too, also behind apostrophes, so that taking
 * one off is exact.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/
/**
 * What parts cells where the comma parts decimals. Unless it stands in quotes, a spreadsheet there begins a
 * cell behind it, with whatever comes next.
 */
const OTHER_DELIMITERS = /[,;\t|]/

/**
 * Writes rows as RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe in front,
 * which the import takes off again; numbers are left alone.
 * @param rows of plain values, in the order of the columns
 * @param delimiter what parts cells
 */
export function writeCsv(rows: readonly (readonly unknown[])[], delimiter = ','): string {
  const cells = rows.map((row) => row.map(cellOf))
  const format = { delimiter, record_delimiter: 'windows', quoted_match: OTHER_DELIMITERS } as const
  return cells.length === 0 ? '' : stringify(cells, format)
}

/** Takes the apostrophe off again. */
export function readCsvCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}

function neutral(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return neutral(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
