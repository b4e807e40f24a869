import { type ImportProblem, type PluginDeclaration, refuse, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { ImportRecord } from '../import.model.ts'
import type { RefusedRow } from '../import.schemas.ts'
import { importablesOf } from '../importables/importable.ts'
import type { Cell } from '../reading/sheet.ts'
import { corrected } from '../run/batches.ts'

/** A row that was refused, as it is kept. */
export interface KeptRow {
  readonly number: number
  readonly cells: readonly Cell[]
  readonly problems: readonly ImportProblem[]
}

/** A row with sentences. */
export type DescribedRow = Static<typeof RefusedRow>

/** Reads refused rows in the order of the file. */
export function readRefused(
  trx: Transaction,
  id: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<KeptRow[]> {
  return trx('imports.refused_row')
    .where({ import: id })
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .select('number', 'cells', 'problems')
}

/**
 * Puts other cells in the place of some of a refused row; when the file is tried again, they count.
 * @throws DomainError `imports.row_not_refused`, `imports.column_missing`
 */
export async function correctRow(
  trx: Transaction,
  { id, owner, headers }: ImportRecord,
  { number, cells }: { readonly number: number; readonly cells: Readonly<Record<string, string>> },
): Promise<KeptRow> {
  const row = (await trx('imports.refused_row')
    .where({ import: id, number })
    .first('number', 'cells', 'problems')) as KeptRow | undefined
  if (row === undefined) throw refuse('imports.row_not_refused', { number })
  const surplus = Object.keys(cells).find(
    (index) => Number(index) >= Math.max(headers.length, row.cells.length),
  )
  if (surplus !== undefined) {
    const facts = { column: `row ${number}`, index: Number(surplus), columns: headers.length }
    throw refuse('imports.column_missing', facts, `/cells/${surplus}`)
  }
  await trx.raw(
    `insert into imports.correction as c (import, number, cells, owner) values (?, ?, ?, ?)
     on conflict (import, number) do update set cells = c.cells || excluded.cells`,
    [id, number, JSON.stringify(cells), owner],
  )
  const next = corrected(row, cells)
  await trx('imports.refused_row')
    .where({ import: id, number })
    .update({ cells: JSON.stringify(next.cells) })
  return { ...row, cells: next.cells }
}

interface Reader {
  readonly record: ImportRecord
  readonly errors: ErrorRegistry
  readonly plugins: readonly PluginDeclaration[]
  readonly language: string
}

/** Makes what says in sentences what is wrong with rows, and which of their cells is meant. */
export function describer({ record, errors, plugins, language }: Reader): (row: KeptRow) => DescribedRow {
  const columns = importablesOf(plugins).get(record.importable)?.columns ?? []
  const titles = new Map(columns.map(({ name, title }) => [name, title]))
  return ({ number, cells, problems }) => ({
    number,
    cells: [...cells],
    problems: problems.map(({ code, facts, column }) => {
      const source = column === undefined ? undefined : record.mapping[column]
      const index = source !== undefined && 'index' in source ? source.index : null
      const value = index === null ? null : (cells[index] ?? null)
      const detail = errors.sentence(code, { title: titles.get(column ?? ''), ...facts }, language)
      return { code, detail, column: column ?? null, index, value }
    }),
  })
}
