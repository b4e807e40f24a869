import type { ImportProblem } from '@stowage/sdk'
import { isDay, isInstant } from '../../http/formats.ts'
import { type ImportColumn, plainName } from '../importables/columns.ts'
import type { Cell } from '../reading/sheet.ts'

/** How a file writes what is no plain text. */
export interface CellFormats {
  /** What stands before the decimals: 1234.5 or 1234,5. */
  readonly decimal: 'point' | 'comma'
  /** 23/11/2026 or 11/23/2026; 2026-11-23 is always understood. */
  readonly days: 'day-first' | 'month-first'
}

/** A cell as the row's schema wants it, or what is wrong with it. */
export type CellValue = { readonly value: unknown } | { readonly problem: ImportProblem }

const YES = ['true', 'yes', 'y', '1', 'x', 'oui', 'o', 'vrai', 'wahr', 'ja']
const NO = ['false', 'no', 'n', '0', 'non', 'faux', 'falsch', 'nein']
const DIGITS_MAX = 15
/** So much of a cell stands in the sentence about it. */
const SHOWN_MAX = 60

/** Reads a cell that is not empty. */
export function readCell(cell: NonNullable<Cell>, column: ImportColumn, formats: CellFormats): CellValue {
  switch (column.kind) {
    case 'text':
      return { value: typeof cell === 'string' ? cell.trim() : textOf(cell) }
    case 'number':
    case 'integer':
      return numberOf(cell, column, formats)
    case 'boolean':
      return booleanOf(cell, column)
    case 'day':
      return dayOf(cell, column, formats)
    case 'instant':
      return instantOf(cell, column)
    case 'word':
      return wordOf(cell, column)
    case 'words':
      return wordsOf(cell, column)
  }
}

function textOf(cell: number | boolean): string {
  // A long number stays what it is on the label: never 4.0063813339E+12.
  return typeof cell === 'number' && Number.isInteger(cell)
    ? cell.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 0 })
    : String(cell)
}

function numberOf(cell: NonNullable<Cell>, column: ImportColumn, { decimal }: CellFormats): CellValue {
  const number = typeof cell === 'number' ? cell : parsedNumber(String(cell), decimal)
  if (number === undefined) return wrong(column, 'imports.not_a_number', cell, { decimal })
  if (column.kind === 'integer' && !Number.isSafeInteger(number)) {
    return wrong(column, 'imports.not_a_whole_number', cell)
  }
  return { value: number }
}

/** Groups of three stand between the other sign, an apostrophe or a space, and nowhere else. */
function parsedNumber(text: string, decimal: CellFormats['decimal']): number | undefined {
  const tight = text.trim().replaceAll(/(?<=\d)[\u0020\u00a0\u202f'’](?=\d{3}(\D|$))/g, '')
  const [point, group] = decimal === 'point' ? ['.', ','] : [',', '.']
  const [whole = '', fraction, more] = tight.split(point)
  const grouped = new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+$`)
  const digits = grouped.test(whole) ? whole.replaceAll(group, '') : whole
  const isPlain = /^[+-]?\d*$/.test(digits) && /^\d*$/.test(fraction ?? '')
  if (more !== undefined || !isPlain || !/\d/.test(digits + (fraction ?? ''))) return undefined
  const plain = `${digits}.${fraction ?? ''}0`
  if (
    plain
      .replace(/^[+-]?0*/, '')
      .replace(/\.?0*$/, '')
      .replace('.', '').length > DIGITS_MAX
  )
    return undefined
  return Number(plain)
}

function booleanOf(cell: NonNullable<Cell>, column: ImportColumn): CellValue {
  if (typeof cell === 'boolean') return { value: cell }
  const word = String(cell).trim().toLowerCase()
  if (YES.includes(word)) return { value: true }
  return NO.includes(word) ? { value: false } : wrong(column, 'imports.not_yes_or_no', cell)
}

function dayOf(cell: NonNullable<Cell>, column: ImportColumn, { days }: CellFormats): CellValue {
  const day = parsedDay(String(cell).trim(), days)
  return day === undefined ? wrong(column, 'imports.not_a_day', cell, { days }) : { value: day }
}

function parsedDay(text: string, days: CellFormats['days']): string | undefined {
  const [, date = text] = /^(\S+)[T ]00:00(?::00(?:\.0+)?)?Z?$/.exec(text) ?? []
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(date)
  const other = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(date)
  if (iso === null && other === null) return undefined
  const [year, month, day] =
    iso !== null
      ? [iso[1]!, iso[2]!, iso[3]!]
      : days === 'day-first'
        ? [other![4]!, other![3]!, other![1]!]
        : [other![4]!, other![1]!, other![3]!]
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? written : undefined
}

function instantOf(cell: NonNullable<Cell>, column: ImportColumn): CellValue {
  const text = String(cell).trim().replace(' ', 'T')
  const instant = isDay(text) ? `${text}T00:00:00Z` : text
  return isInstant(instant) ? { value: instant } : wrong(column, 'imports.not_an_instant', cell)
}

function wordOf(cell: NonNullable<Cell>, column: ImportColumn): CellValue {
  const word = plainName(String(cell))
  const choice = column.choices.find((one) => plainName(one) === word)
  return choice === undefined
    ? wrong(column, 'imports.not_a_choice', cell, { choices: column.choices })
    : { value: choice }
}

/** Several of them, with commas or semicolons between, or as a list's own file writes them. */
function wordsOf(cell: NonNullable<Cell>, column: ImportColumn): CellValue {
  const text = textOf(cell as number).replaceAll(/^\s*\[|\]\s*$|"/g, '')
  const read = text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => (column.choices.length === 0 ? { value: word } : wordOf(word, column)))
  const fault = read.find((one) => 'problem' in one)
  return fault ?? { value: [...new Set(read.map((one) => (one as { value: unknown }).value))] }
}

/** What is wrong with a cell: which column, what stands there, and what it would have to be. */
export function wrong(
  { name, title }: Pick<ImportColumn, 'name' | 'title'>,
  code: string,
  value: unknown,
  facts: Readonly<Record<string, unknown>> = {},
): { readonly problem: ImportProblem } {
  const shown =
    typeof value === 'string' && value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value
  return { problem: { code, column: name, facts: { title, value: shown, ...facts } } }
}
