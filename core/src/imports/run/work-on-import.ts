import type { JobRun } from '@stowage/sdk'
import { actorNow } from '../../access/rights/actor-now.ts'
import { systemActor } from '../../access/system-actor.ts'
import { kernelOf } from '../../plugin-host/kernel.ts'
import { ImportRecord } from '../import.model.ts'
import type { ImportRoom } from '../import.service.ts'
import { importableNamed } from '../importables/importable.ts'
import { endRun, TakenOver } from './import-run.ts'
import { isForPeople, runImport } from './run-import.ts'
import { undoImport } from './undo-import.ts'

/** How often a fault is tried again. */
export const ATTEMPTS = 6

/**
 * Works on an import as whoever wanted it, with the rights that he has now. What people can mend is kept with
 * the import; a fault is tried again by the queue, and kept when it stays.
 */
export async function workOnImport(
  { context, importables, pathOf }: ImportRoom,
  job: JobRun<{ readonly import: string }>,
): Promise<void> {
  const { database, fieldsNumber } = kernelOf(context)
  const found = await context.transaction(systemActor, async (trx) => {
    const record = await ImportRecord.query(trx).findById(job.payload.import)
    return record && { record, path: await pathOf(trx, record).catch(() => '') }
  })
  if (found === undefined || !['checking', 'running', 'undoing'].includes(found.record.state)) return
  const { record, path } = found
  try {
    const importable = importableNamed(importables(), record.importable)
    const actor = await context.transaction(systemActor, (trx) =>
      actorNow(trx, record.createdBy, importable.permission),
    )
    const { services, signal } = job
    const tell = (done: number, total: number) =>
      job.progress.tell(done, Math.max(done, total), record.fileName)
    const run = { record, importable, actor, database, services, fieldsNumber, path, signal, tell }
    await (record.state === 'undoing' ? undoImport(run) : runImport(run))
  } catch (error) {
    if (error instanceof TakenOver) return
    await keepFault({ context, record, error, isLast: job.attempt >= ATTEMPTS })
  }
}

interface Fault extends Pick<ImportRoom, 'context'> {
  readonly record: ImportRecord
  readonly error: unknown
  readonly isLast: boolean
}

async function keepFault({ context, record, error, isLast }: Fault): Promise<void> {
  const { database } = kernelOf(context)
  const run = { record, actor: systemActor, database }
  if (isForPeople(error)) {
    const { code, facts } = error
    await endRun(run, { state: 'failed', failure: { code, facts } })
    return
  }
  if (isLast) {
    const problem = error instanceof Error ? error.message : String(error)
    const facts = { row: record.rowNumber, problem: problem.slice(0, 300) }
    await endRun(run, { state: 'failed', failure: { code: 'imports.fault', facts } })
  }
  throw error
}
