import { stringify } from 'csv-stringify/sync'

/** What a spreadsheet would take for a formula, also behind apostrophes, so that taking one off is exact. */
const FORMULA = /^'*[=+\-@\t\r]/

/**
 * Writes rows as RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe in front,
 * which the import takes off again; numbers are left alone.
 * @param rows of plain values, in the order of the columns
 */
export function writeCsv(rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => row.map(cellOf))
  return cells.length === 0 ? '' : stringify(cells, { record_delimiter: 'windows' })
}

/** Takes the apostrophe off again. */
export function readCsvCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}

/** A text that no spreadsheet takes for a formula. */
export function neutral(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return neutral(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
