import type { ImportProblem, ImportRow } from '@stowage/sdk'
import type { ErrorObject } from 'ajv'
import type { ImportColumn } from '../importables/columns.ts'
import type { Importable } from '../importables/importable.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { Cell, SheetRow } from '../reading/sheet.ts'
import { type CellFormats, readCell, wrong } from './cell-values.ts'

/** How cells become values. */
export interface RowReading extends CellFormats {
  readonly mapping: Mapping
  /** What an empty cell says: nothing, or that the value is to be taken away. */
  readonly emptyCells: 'keep' | 'clear'
  /** How many columns the first row names. */
  readonly width: number
}

/** A row that fits the importable, or what is wrong with it. */
export type ReadRow =
  | { readonly row: ImportRow }
  | { readonly number: number; readonly problems: readonly ImportProblem[] }

interface MappedColumn {
  readonly column: ImportColumn
  readonly cellOf: (cells: readonly Cell[]) => Cell
}

/** Makes the reader of a file's rows. */
export function rowReader(importable: Importable, reading: RowReading): (row: SheetRow) => ReadRow {
  const mapped = importable.columns.flatMap((column): MappedColumn[] => {
    const source = reading.mapping[column.name]
    if (source === undefined) return []
    const cellOf =
      'constant' in source ? () => source.constant : (cells: readonly Cell[]) => cells[source.index] ?? null
    return [{ column, cellOf }]
  })
  const byName = new Map(importable.columns.map((column) => [column.name, column]))
  return ({ number, cells }) => {
    const surplus = cells.slice(reading.width).find((cell) => cell !== null && cell !== '')
    if (surplus !== undefined) {
      const facts = { columns: reading.width, cells: cells.length }
      return { number, problems: [{ code: 'imports.row_too_long', facts }] }
    }
    const values: Record<string, unknown> = {}
    const problems: ImportProblem[] = []
    for (const { column, cellOf } of mapped) {
      const cell = cellOf(cells)
      if (cell === null || (typeof cell === 'string' && cell.trim() === '')) {
        if (reading.emptyCells === 'clear' && column.isNullable) values[column.name] = null
        continue
      }
      const read = readCell(cell, column, reading)
      if ('problem' in read) problems.push(read.problem)
      else values[column.name] = read.value
    }
    problems.push(...unfit(importable, values, { byName, problems }))
    return problems.length > 0 ? { number, problems } : { row: rowOf(number, values, byName) }
  }
}

interface Known {
  readonly byName: ReadonlyMap<string, ImportColumn>
  readonly problems: readonly ImportProblem[]
}

function unfit({ isFit }: Importable, values: object, { byName, problems }: Known): ImportProblem[] {
  if (isFit(values)) return []
  const told = new Set(problems.map(({ column }) => column))
  return isFit.errors!.flatMap((error) => {
    const name = error.keyword === 'required' ? String(error.params.missingProperty) : nameIn(error)
    const column = byName.get(name)
    if (column === undefined || told.has(name)) return []
    told.add(name)
    return [problemOf(error, column, (values as Record<string, unknown>)[name])]
  })
}

function nameIn({ instancePath }: ErrorObject): string {
  return instancePath.slice(1).split('/')[0]!.replaceAll('~1', '/').replaceAll('~0', '~')
}

function problemOf({ keyword, params }: ErrorObject, column: ImportColumn, value: unknown): ImportProblem {
  const as = (code: string, facts = {}) => wrong(column, code, value, facts).problem
  switch (keyword) {
    case 'required':
      return { code: 'imports.value_missing', column: column.name, facts: { title: column.title } }
    case 'maxLength':
      return as('imports.value_too_long', { limit: params.limit })
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum':
      return as('imports.value_out_of_range', { comparison: params.comparison, limit: params.limit })
    default:
      return as('imports.value_unfit')
  }
}

/** What plugins keep goes apart from the row's own values. */
function rowOf(
  number: number,
  said: Readonly<Record<string, unknown>>,
  byName: ReadonlyMap<string, ImportColumn>,
): ImportRow {
  const values: Record<string, unknown> = {}
  const fields: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries(said)) {
    const { plugin } = byName.get(name)!
    if (plugin === undefined) values[name] = value
    else fields[plugin] = { ...fields[plugin], [name.slice(`fields.${plugin}.`.length)]: value }
  }
  return Object.keys(fields).length === 0 ? { number, values } : { number, values, fields }
}

/** What a row lacks, of what plugins and administrators want said of every new one. */
export function missingForNew({ columns }: Importable, { fields }: ImportRow): ImportProblem[] {
  return columns.flatMap(({ name, title, plugin, isRequiredForNew }) => {
    if (!isRequiredForNew || plugin === undefined) return []
    const said = fields?.[plugin]?.[name.slice(`fields.${plugin}.`.length)]
    return said === undefined || said === null
      ? [{ code: 'imports.value_missing', column: name, facts: { title } }]
      : []
  })
}
