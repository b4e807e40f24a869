import { type Actor, refuse, type Transaction } from '@stowage/sdk'
import type { ImportRecord } from '../import.model.ts'
import type { ImportPatch } from '../import.schemas.ts'
import { columnsFor, type Importable } from '../importables/importable.ts'
import { beginningOf } from '../reading/open-sheet.ts'
import type { SheetFormat } from '../reading/sheet.ts'
import { guessFormats } from './guess-formats.ts'
import { applyNamed, guessMapping } from './mapping.ts'
import { lastMapping } from './saved-mappings.ts'

/** So many rows are shown beside a mapping. */
const SAMPLE_ROWS = 5
/** So many are looked at to guess how numbers and days are written. */
const GUESS_ROWS = 100

type Reading = Pick<ImportRecord, 'format' | 'headers' | 'sample' | 'mapping' | 'decimalSign' | 'days'>

interface NewFile {
  readonly path: string
  readonly format: SheetFormat
  readonly importable: Importable
  readonly actor: Actor
}

/**
 * How a new file is to be read: by its first rows, and as whoever brings it mapped the last one that looked
 * like it.
 * @throws DomainError `imports.no_rows`
 */
export async function readingOf(
  trx: Transaction,
  { path, format, importable, actor }: NewFile,
): Promise<Reading> {
  const { headers, rows } = await beginningOf(path, format, GUESS_ROWS)
  if (rows.length === 0) throw refuse('imports.no_rows')
  const columns = columnsFor(importable, actor)
  const { decimal, days } = guessFormats(rows, format.kind === 'csv' && format.delimiter === ';')
  const last = await lastMapping(trx, actor, importable.name)
  const guessed = guessMapping(headers, columns)
  const mapping = last === undefined ? guessed : { ...guessed, ...applyNamed(last, headers, columns) }
  return { format, headers, sample: rows.slice(0, SAMPLE_ROWS), mapping, decimalSign: decimal, days }
}

/** The beginning of a file as a patch wants it read; what stands, where that says nothing of it. */
export async function readBeginning({
  record,
  patch,
  path,
}: {
  readonly record: ImportRecord
  readonly patch: ImportPatch
  readonly path: string
}): Promise<Pick<ImportRecord, 'headers' | 'sample'>> {
  const { format } = patch
  if (format === undefined) return { headers: record.headers, sample: record.sample }
  if (format.kind !== record.format.kind) {
    throw refuse('imports.format_unfit', { kind: record.format.kind, asked: format.kind }, '/format/kind')
  }
  const { headers, rows } = await beginningOf(path, format, SAMPLE_ROWS)
  if (rows.length === 0) throw refuse('imports.no_rows', {}, '/format')
  return { headers, sample: rows }
}
