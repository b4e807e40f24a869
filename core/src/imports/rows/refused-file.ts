import { Readable } from 'node:stream'
import { writeCsv } from '../../http/list/list-csv.ts'
import { writeXlsx } from '../../http/list/list-xlsx.ts'
import type { ImportRecord } from '../import.model.ts'
import { encoded } from '../reading/encoding.ts'
import type { Cell } from '../reading/sheet.ts'
import type { DescribedRow, KeptRow } from './refused-rows.ts'

const PAGE = 1_000
/** What the column is called, in which a file says what is wrong with its rows. */
const PROBLEM = 'problem'

interface Rows {
  describe(row: KeptRow): DescribedRow
  read(after: number, limit: number): Promise<readonly KeptRow[]>
}

/**
 * The refused rows as a file of the sort that they came in: the same columns, sign and encoding, and what is
 * wrong beside each. A column that was called so already keeps its place.
 */
export function refusedFile({ format, headers }: ImportRecord, rows: Rows): Readable {
  const known = headers.indexOf(PROBLEM)
  const place = known === -1 ? headers.length : known
  const names = known === -1 ? [...headers, PROBLEM] : headers
  const pages = pagesOf(rows, place)
  if (format.kind === 'xlsx') {
    return Readable.from(writeXlsx(withHead(names, pages)), { objectMode: false })
  }
  const write = (some: readonly (readonly Cell[])[]) => writeCsv(some, format.delimiter)
  return Readable.from(
    csvOf(names, pages, (text) => encoded(text, format.encoding), write),
    { objectMode: false },
  )
}

async function* withHead(
  names: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  yield [names]
  yield* pages
}

async function* csvOf(
  names: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
  encode: (text: string) => Buffer,
  write: (rows: readonly (readonly Cell[])[]) => string,
): AsyncGenerator<Buffer> {
  // With the mark by which spreadsheets know that it is no Windows-1252, where it is not.
  const mark = encode('\ufeff')
  if (mark.length > 1) yield mark
  yield encode(write([names]))
  for await (const page of pages) if (page.length > 0) yield encode(write(page))
}

async function* pagesOf({ describe, read }: Rows, place: number): AsyncGenerator<(readonly Cell[])[]> {
  for (let after = 0; ; ) {
    const rows = await read(after, PAGE)
    if (rows.length === 0) return
    yield rows.map((row) => {
      const { cells, problems } = describe(row)
      const line = [...cells]
      while (line.length < place) line.push(null)
      line[place] = problems.map(({ detail }) => detail).join(' ')
      return line
    })
    after = rows.at(-1)!.number
  }
}
