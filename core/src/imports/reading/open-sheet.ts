import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { type Cell, isEmptyRow, type SheetFormat, type SheetRow, type SheetRows } from './sheet.ts'

/** The rows of a file as its format says. */
export function rowsOf(path: string, format: SheetFormat): SheetRows {
  return format.kind === 'csv' ? readCsv(path, format) : readXlsx(path, format.sheet)
}

/** The beginning of a table: what its columns are called, and some rows. */
export interface Beginning {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Reads the names of the columns, which the first row that is not empty has, and a few rows. */
export async function beginningOf(path: string, format: SheetFormat, most: number): Promise<Beginning> {
  const found: SheetRow[] = []
  for await (const rows of rowsOf(path, format)) {
    found.push(...rows.filter((row) => !isEmptyRow(row)).slice(0, most + 1 - found.length))
    if (found.length > most) break
  }
  const [head, ...rest] = found
  return { headers: headersOf(head?.cells ?? []), rows: rest.map(({ cells }) => cells) }
}

function headersOf(cells: readonly Cell[]): string[] {
  const headers = cells.map((cell) => String(cell ?? '').trim())
  while (headers.at(-1) === '') headers.pop()
  return headers
}
