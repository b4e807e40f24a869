import { DomainError, type ImportProblem, type ImportUndo } from '@stowage/sdk'
import { reversalsOf } from './reversal.ts'

/** The kind of source that movements of imports name; the import's id is the source. */
export const IMPORT_SOURCE = 'import'

const AT_ONCE = 500

/**
 * Reverses what an import posted, the last first. Whoever was reversed already is left alone, so that it goes
 * on where it was cut; what cannot be reversed, because the stock is no longer there, is named.
 */
export async function undoStock({ import: id, actor, services, signal, transaction, tell }: ImportUndo) {
  const ids = await transaction(
    async (trx): Promise<string[]> =>
      trx('ledger.movement as m')
        .where({ source_type: IMPORT_SOURCE, source_id: id })
        .whereNull('m.reverses')
        .orderBy('m.id', 'desc')
        .pluck('m.id'),
  )
  const refused: ImportProblem[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    if (signal.aborted) throw signal.reason
    const some = ids.slice(from, from + AT_ONCE)
    const movements = await transaction((trx) => reversalsOf(trx, some, {}))
    if (movements.length > 0) {
      const { outcomes } = await services.ledger.post({ actor, mode: 'each', movements })
      for (const outcome of outcomes) {
        if (outcome.status === 'posted') continue
        if (outcome.status === 'failed') throw new DomainError(outcome.code, outcome.facts)
        refused.push({ code: outcome.code, facts: outcome.facts })
      }
    }
    await tell(Math.min(ids.length, from + AT_ONCE), ids.length)
  }
  return { undone: ids.length - refused.length, refused }
}
