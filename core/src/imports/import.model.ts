import { refuse, type Transaction } from '@stowage/sdk'
import { VersionedRow } from '../audit/versioned-row.ts'
import type { Mapping } from './mapping/mapping.ts'
import type { Cell, SheetFormat } from './reading/sheet.ts'

/** The audit's name of imports. */
export const ENTITY = 'imports.import'

/** Where an import stands. */
export const STATES = [
  'uploaded',
  'checking',
  'checked',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
] as const
/** One of them. */
export type ImportState = (typeof STATES)[number]

/** What became of the rows of a file, in figures. */
export interface Counts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
}

/** What stopped an import as a whole. */
export interface Failure {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** A row of `imports.import`. */
export class ImportRecord extends VersionedRow {
  static override tableName = 'imports.import'
  static override jsonAttributes = [
    'format',
    'headers',
    'sample',
    'mapping',
    'checked',
    'failure',
    'undoRefused',
  ]

  declare importable: string
  declare file: string
  declare fileName: string
  declare sizeBytes: number
  declare format: SheetFormat
  declare headers: readonly string[]
  declare sample: readonly (readonly Cell[])[]
  declare mapping: Mapping
  declare decimalSign: 'point' | 'comma'
  declare days: 'day-first' | 'month-first'
  declare emptyCells: 'keep' | 'clear'
  declare state: ImportState
  declare wish: 'pause' | 'cancel' | null
  declare isAtomic: boolean
  declare isForRefused: boolean
  declare run: number
  declare rowNumber: number
  declare total: number | null
  declare created: number
  declare updated: number
  declare unchanged: number
  declare refused: number
  declare checked: Counts | null
  declare failure: Failure | null
  declare undone: number
  declare undoRefused: readonly Failure[]
  declare job: string | null
  declare owner: number
  declare createdBy: string
  declare startedAt: string | null
  declare endedAt: string | null
}

/** @throws `http.row_not_found`, also for an import that the actor may not see */
export async function getImport(trx: Transaction, id: string): Promise<ImportRecord> {
  const record = await ImportRecord.query(trx).findById(id)
  if (record === undefined) throw refuse('http.row_not_found', { what: 'import', id })
  return record
}
