import type { ImportUndo } from '@stowage/sdk'
import { recordChange } from '../../audit/record-change.ts'
import type { ImportRun } from './import-run.ts'

/** Has an importable take back what an import did, and keeps what could not be. */
export async function undoImport(run: ImportRun): Promise<void> {
  const { record, importable, actor, database, services, signal, tell } = run
  const undo: ImportUndo = {
    import: record.id,
    actor,
    services,
    signal,
    tell,
    transaction: (work) => database.transaction(actor, work),
  }
  const { undone, refused } = await importable.undo!(undo)
  await database.transaction(actor, async (trx) => {
    const count = await trx('imports.import')
      .where({ id: record.id, state: 'undoing' })
      .update({
        state: 'undone',
        undone,
        undo_refused: JSON.stringify(refused.slice(0, 100).map(({ code, facts }) => ({ code, facts }))),
        ended_at: trx.fn.now(),
        version: record.version + 1,
      })
    if (count === 0) return
    const after = { state: 'undone', undone, notUndone: refused.length }
    const { id, owner } = record
    await recordChange(trx, { actor, entity: 'imports.import', id, owner, action: 'end', after })
  })
}
