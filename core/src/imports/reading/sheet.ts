/** What stands in a cell, as the file says it: numbers and days of a workbook are told from text. */
export type Cell = string | number | boolean | null

/** A row with its cells. */
export interface SheetRow {
  /** As a spreadsheet counts it, from 1. */
  readonly number: number
  readonly cells: readonly Cell[]
}

/** How a file is to be read; found out when it comes, and corrected by whoever knows better. */
export type SheetFormat =
  | { readonly kind: 'csv'; readonly encoding: Encoding; readonly delimiter: Delimiter }
  | { readonly kind: 'xlsx'; readonly sheet: string }

/** The encodings that are read. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
/** One of them. */
export type Encoding = (typeof ENCODINGS)[number]

/** What may stand between cells. */
export const DELIMITERS = [',', ';', '\t', '|'] as const
/** One of them. */
export type Delimiter = (typeof DELIMITERS)[number]

/** Rows as they are read: some at a time, the first of the file first, nothing kept of those before. */
export type SheetRows = AsyncGenerator<readonly SheetRow[]>

/** More columns than that no table has. */
export const COLUMNS_MAX = 500
/** More rows than that are several files. */
export const ROWS_MAX = 1_048_576
/** More characters than that no cell has. */
export const CELL_MAX = 32_767

/** Whether nothing stands in a row. */
export function isEmptyRow({ cells }: SheetRow): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))
}
