import { Readable } from 'node:stream'
import { refuse } from '@stowage/sdk'
import { type CsvError, parse } from 'csv-parse'
import { readCsvCell } from '../../http/list/list-csv.ts'
import { textOf } from './encoding.ts'
import {
  CELL_MAX,
  COLUMNS_MAX,
  DELIMITERS,
  type Delimiter,
  type SheetFormat,
  type SheetRows,
} from './sheet.ts'

const ROWS_AT_ONCE = 500
const RECORD_MAX = 1_000_000

/**
 * Reads a CSV row by row, its quotes as spreadsheets write them.
 * @throws DomainError `imports.quote_not_closed`, `imports.csv_broken`, `imports.wrong_encoding`
 */
export async function* readCsv(path: string, format: SheetFormat & { kind: 'csv' }): SheetRows {
  const { encoding, delimiter } = format
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: RECORD_MAX,
  })
  const source = Readable.from(textOf(path, encoding))
  // What is wrong with the text comes out of the loop over the rows.
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let number = 0
  let rows = []
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1
      checkSize(cells, number)
      rows.push({ number, cells: cells.map(readCsvCell) })
      if (rows.length < ROWS_AT_ONCE) continue
      yield rows
      rows = []
    }
  } catch (error) {
    throw faultOf(error)
  } finally {
    source.destroy()
    parser.destroy()
  }
  if (rows.length > 0) yield rows
}

/** @throws DomainError `imports.too_many_columns`, `imports.cell_too_long` */
export function checkSize(cells: readonly unknown[], row: number): void {
  if (cells.length > COLUMNS_MAX) throw refuse('imports.too_many_columns', { row, limit: COLUMNS_MAX })
  const long = cells.findIndex((cell) => typeof cell === 'string' && cell.length > CELL_MAX)
  if (long !== -1) throw refuse('imports.cell_too_long', { row, column: long + 1, limit: CELL_MAX })
}

function faultOf(error: unknown): unknown {
  const { code, message, records = 0 } = error as Partial<CsvError> & { readonly records?: number }
  // Rows that were read may still stand in a buffer: the reader's own count is the one of the file.
  const row = records + 1
  // A record that has no end is a quote that has none.
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
    return refuse('imports.quote_not_closed', { row })
  }
  return code?.startsWith('CSV_') ? refuse('imports.csv_broken', { row, problem: message }) : error
}

/** Finds out what stands between cells: what most lines have most often, and all of them alike. */
export async function delimiterOf(text: string): Promise<Delimiter> {
  const lines = text
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter(Boolean)
    .slice(0, 50)
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const least = Math.min(...counts)
    const first = counts[0] ?? 0
    const alike = counts.filter((count) => count === first).length / Math.max(1, counts.length)
    return { delimiter, score: first === 0 ? 0 : alike * 10 + Math.min(first, 30) + (least > 0 ? 5 : 0) }
  })
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score > 0 ? best.delimiter : ','
}

/** The first characters of a file, as many as tell its form. */
export async function headText(path: string, encoding: Parameters<typeof textOf>[1]): Promise<string> {
  for await (const text of textOf(path, encoding)) return text.slice(0, 65_536)
  return ''
}
