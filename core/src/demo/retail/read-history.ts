import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { DemoError } from '../demo-error.ts'
import { nameItems, type RetailItem } from './catalogue.ts'
import { CsvReader, type CsvRow, NotCsvError } from './csv-reader.ts'
import { GrowingColumns } from './growing-columns.ts'
import { columnNames, RowReader } from './row-reader.ts'

/** The year as it was read: what is to be posted, and what was refused while reading. */
export interface RetailHistory {
  /** SHA-256 of the file's content, unpacked: the same year is the same, however it was packed. */
  readonly contentHash: string
  /** All rows of the file, the header aside. */
  readonly read: number
  readonly items: readonly RetailItem[]
  readonly invoices: readonly string[]
  readonly descriptions: readonly string[]
  /** The rows that can be posted; `item` is an index into `items`. */
  readonly rows: GrowingColumns
  /** Indexes of `rows` in the order in which they happened; rows of one instant as they stand in the file. */
  readonly order: Uint32Array
  /** How many rows each code refused. */
  readonly refused: ReadonlyMap<string, number>
}

/** Where the data set is to be had; ends every sentence about a wrong file. */
export const whereToGetIt =
  'The data set "Online Retail" is to be had from the UCI Machine Learning Repository ' +
  '(https://archive.ics.uci.edu/dataset/352/online+retail); save it as CSV with the columns ' +
  `${columnNames.join(', ')}.`

/**
 * Reads the whole year, packed or not, before anything is written: the opening stock depends on its last row.
 * @param onBytes told how many of the file's bytes have been read
 * @throws DemoError where the file is missing, cut off or another one
 */
export async function readHistory(
  file: string,
  onBytes: (done: number, total: number) => void = () => {},
): Promise<RetailHistory> {
  const size = await sizeOf(file)
  const hash = createHash('sha256')
  const rows = new GrowingColumns()
  const reader = new RowReader(rows)
  const csv = new CsvReader((row) => (row.number === 1 ? takeHeader(row, reader, file) : reader.take(row)))
  const isPacked = await startsAsGzip(file).catch((error) => Promise.reject(asDemoError(error, file)))
  const source = createReadStream(file, { highWaterMark: 1 << 18 })
  try {
    const unpacked = isPacked ? source.pipe(createGunzip({ chunkSize: 1 << 18 })) : source
    source.on('error', (error) => unpacked.destroy(error))
    for await (const chunk of unpacked) {
      hash.update(chunk as Buffer)
      csv.write(chunk as Buffer)
      onBytes(source.bytesRead, size)
    }
    csv.end()
  } catch (error) {
    throw asDemoError(error, file)
  } finally {
    source.destroy()
  }
  if (rows.length === 0) {
    throw new DemoError('retail.wrong_file', `"${file}" has no row that could be posted. ${whereToGetIt}`)
  }
  return finish(reader, rows, hash.digest('hex'))
}

function finish(reader: RowReader, rows: GrowingColumns, contentHash: string): RetailHistory {
  rows.trim()
  const { items, itemOfCode } = nameItems(reader)
  for (let row = 0; row < rows.length; row++) rows.item[row] = itemOfCode[rows.item[row]!]!
  return {
    contentHash,
    read: reader.read,
    items,
    invoices: reader.invoices.texts,
    descriptions: reader.descriptions.texts,
    rows,
    order: orderByInstant(rows.second),
    refused: reader.refused,
  }
}

/** The real file is in order already; another export need not be. The sort is stable. */
function orderByInstant(second: Uint32Array): Uint32Array {
  const order = new Uint32Array(second.length)
  let isSorted = true
  for (let row = 0; row < order.length; row++) {
    order[row] = row
    if (row > 0 && second[row]! < second[row - 1]!) isSorted = false
  }
  return isSorted ? order : order.sort((a, b) => second[a]! - second[b]! || a - b)
}

function takeHeader(row: CsvRow, reader: RowReader, file: string): void {
  const names = Array.from({ length: row.length }, (_, field) => row.text(field).trim())
  const missing = reader.useHeader(names)
  if (missing.length > 0) {
    throw new DemoError(
      'retail.wrong_file',
      `"${file}" is another file: its first line lacks ${missing.join(', ')}. ${whereToGetIt}`,
    )
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile()) return found.size
  const what = found ? 'is no file' : 'does not exist'
  throw new DemoError('retail.file_missing', `"${file}" ${what}. ${whereToGetIt}`)
}

async function startsAsGzip(file: string): Promise<boolean> {
  for await (const chunk of createReadStream(file, { end: 1 })) {
    return (chunk as Buffer)[0] === 0x1f && (chunk as Buffer)[1] === 0x8b
  }
  return false
}

function asDemoError(error: unknown, file: string): unknown {
  if (error instanceof DemoError) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  if (error instanceof NotCsvError) {
    return new DemoError('retail.wrong_file', `"${file}" is no CSV: ${message}. ${whereToGetIt}`)
  }
  if (code.startsWith('Z_')) {
    return new DemoError('retail.file_damaged', `"${file}" cannot be unpacked: ${message}. ${whereToGetIt}`)
  }
  if (code === 'EACCES' || code === 'EISDIR' || code === 'EIO') {
    return new DemoError('retail.file_unreadable', `"${file}" cannot be read: ${message}. ${whereToGetIt}`)
  }
  return error
}
