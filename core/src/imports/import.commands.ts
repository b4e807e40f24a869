import { refuse } from '@stowage/sdk'
import { recordChange } from '../audit/record-change.ts'
import { ENTITY, getImport, ImportRecord, type ImportState } from './import.model.ts'
import type { Doing, ImportRoom } from './import.service.ts'
import { columnsFor, importableNamed } from './importables/importable.ts'
import { checkMapping, namedOf } from './mapping/mapping.ts'
import { saveMapping } from './mapping/saved-mappings.ts'

/** So many rows go in all or none. */
const ATOMIC_MAX = 1_000

/** Has the whole file tried, and remembers how it is mapped. */
export async function checkImport(room: ImportRoom, doing: Doing, id: string): Promise<ImportRecord> {
  const { trx, author } = doing
  const record = await getImport(trx, id)
  mustBe(record, ['uploaded', 'checked', 'failed', 'cancelled'])
  if (wroteRows(record)) throw refuse('imports.has_written')
  const { importable, mapping, headers } = record
  const begun = await begin(room, doing, { record, state: 'checking', action: 'check', isFresh: true })
  await saveMapping(trx, author.actor, { importable, mapping: namedOf(mapping, headers) })
  return begun
}

/** Has it run from the start, go on where it stopped, or run for the rows that were refused. */
export async function runAgain(
  room: ImportRoom,
  doing: Doing,
  { id, isAtomic }: { readonly id: string; readonly isAtomic: boolean },
): Promise<ImportRecord> {
  const record = await getImport(doing.trx, id)
  mustBe(record, ['checked', 'paused', 'failed', 'done'])
  const isGoingOn = record.state === 'paused' || (record.state === 'failed' && wroteRows(record))
  if (isGoingOn) return begin(room, doing, { record, state: 'running', action: 'go_on' })
  if (record.state === 'done') {
    if (record.refused === 0) throw refuse('imports.nothing_refused')
    return begin(room, doing, { record, state: 'running', action: 'run', isForRefused: true })
  }
  if (record.checked === null) throw refuse('imports.not_checked')
  if (isAtomic && (record.total ?? 0) > ATOMIC_MAX)
    throw refuse('imports.too_many_for_atomic', { limit: ATOMIC_MAX }, '/isAtomic')
  return begin(room, doing, { record, state: 'running', action: 'run', isFresh: true, isAtomic })
}

/** Asks whoever works on it to stop; a paused one is cancelled at once. */
export async function stopImport(
  { trx, author }: Doing,
  { id, wish }: { readonly id: string; readonly wish: 'pause' | 'cancel' },
): Promise<ImportRecord> {
  const record = await getImport(trx, id)
  const { owner, version } = record
  if (wish === 'cancel' && record.state === 'paused') {
    await ImportRecord.query(trx)
      .patch({ state: 'cancelled', version: version + 1 })
      .where({ id })
  } else {
    mustBe(record, wish === 'pause' ? ['running'] : ['running', 'checking'])
    await ImportRecord.query(trx).patch({ wish }).where({ id })
  }
  await recordChange(trx, { ...author, entity: ENTITY, id, owner, action: wish })
  return getImport(trx, id)
}

/** Has all taken back that can be. */
export async function undoImportOf(room: ImportRoom, doing: Doing, id: string): Promise<ImportRecord> {
  const record = await getImport(doing.trx, id)
  const { undo, title } = importableNamed(room.importables(), record.importable)
  if (undo === undefined) throw refuse('imports.no_undo', { title })
  mustBe(record, ['done', 'paused', 'cancelled', 'failed', 'undone'])
  return begin(room, doing, { record, state: 'undoing', action: 'undo' })
}

/** @throws `imports.not_now` */
export function mustBe({ state }: ImportRecord, wanted: readonly ImportState[]): void {
  if (!wanted.includes(state)) throw refuse('imports.not_now', { state, wanted })
}

/** Whether rows of it went in, and not only in a dry run. */
export function wroteRows({ created, updated, checked, state }: ImportRecord): boolean {
  return checked !== null && state !== 'checked' && created + updated > 0
}

interface Beginning {
  readonly record: ImportRecord
  readonly state: ImportState
  readonly action: string
  /** From the first row, whatever was done before. */
  readonly isFresh?: boolean
  readonly isForRefused?: boolean
  readonly isAtomic?: boolean
}

/** Puts an import to work: in the state that says so, with a job that does it. */
async function begin(
  { context, importables }: ImportRoom,
  { trx, author }: Doing,
  { record, state, action, isFresh = false, isForRefused = false, isAtomic = false }: Beginning,
): Promise<ImportRecord> {
  const { id, owner, version, mapping, headers } = record
  const columns = columnsFor(importableNamed(importables(), record.importable), author.actor)
  if (state !== 'undoing') checkMapping(mapping, { headers, columns })
  const job = await context.jobs.enqueue(trx, 'imports.work', { import: id }, { key: id })
  if (isFresh) await trx('imports.refused_row').where({ import: id }).delete()
  const count = await ImportRecord.query(trx)
    .patch({
      state,
      job,
      wish: null,
      failure: null,
      ...(isFresh && { created: 0, updated: 0, unchanged: 0, refused: 0, isAtomic }),
      ...((isFresh || isForRefused) && { rowNumber: 0, run: record.run + 1, isForRefused }),
      ...(state === 'checking' && { checked: null, total: null }),
      startedAt: trx.fn.now() as never,
      endedAt: null,
      version: version + 1,
      updatedAt: trx.fn.now() as never,
    })
    .where({ id, version, state: record.state })
  if (count === 0) throw refuse('http.version_conflict', { sent: version, current: version + 1 })
  await recordChange(trx, { ...author, entity: ENTITY, id, owner, action, after: { state } })
  return getImport(trx, id)
}
