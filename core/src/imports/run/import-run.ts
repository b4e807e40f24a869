import type { Actor, ImportOutcome, ImportProblem, Services, Transaction } from '@stowage/sdk'
import { recordChange } from '../../audit/record-change.ts'
import type { Database } from '../../database/database.ts'
import type { Counts, Failure, ImportRecord, ImportState } from '../import.model.ts'
import type { Importable } from '../importables/importable.ts'
import type { Cell, SheetRow } from '../reading/sheet.ts'

/** What one run of an import works with. */
export interface ImportRun {
  readonly record: ImportRecord
  readonly importable: Importable
  /** Whose import it is, with his rights as they are now. */
  readonly actor: Actor
  readonly database: Database
  readonly services: Services
  readonly fieldsNumber: number
  /** Where the file stands. */
  readonly path: string
  readonly signal: AbortSignal
  /** How far it is, of how many rows. */
  tell(done: number, total: number): Promise<void>
}

/** A row that does not go in, with its cells for whoever corrects it. */
export interface RefusedRow {
  readonly number: number
  readonly cells: readonly Cell[]
  readonly problems: readonly ImportProblem[]
}

/** Thrown where somebody else works on the same import: he goes on, and we stop. */
export class TakenOver extends Error {}

/** What a batch came to. */
export interface BatchResult extends Counts {
  readonly refusals: readonly RefusedRow[]
}

/** Puts outcomes together with the rows that could not even be read. */
export function resultOf(
  rows: readonly SheetRow[],
  outcomes: ReadonlyMap<number, ImportOutcome>,
): BatchResult {
  const count = { created: 0, updated: 0, unchanged: 0, refused: 0 }
  const refusals: RefusedRow[] = []
  for (const { number, cells } of rows) {
    const outcome = outcomes.get(number)!
    count[outcome.status] += 1
    if (outcome.status === 'refused') refusals.push({ number, cells, problems: outcome.problems })
  }
  return { ...count, refusals }
}

/**
 * Keeps how far the file is, in the transaction that wrote the rows.
 * @param before the row that was the last one until now; with another one somebody else was quicker
 * @returns what somebody asked for meanwhile
 * @throws TakenOver
 */
export async function keepProgress(
  trx: Transaction,
  { record }: ImportRun,
  { before, upTo, result }: { readonly before: number; readonly upTo: number; readonly result: BatchResult },
): Promise<ImportRecord['wish']> {
  const { created, updated, unchanged, refused, refusals } = result
  // A row that was refused before and goes in now is refused no more.
  const fresh = record.isForRefused ? refused - (created + updated + unchanged + refused) : refused
  const { rows } = await trx.raw<{ rows: { wish: ImportRecord['wish'] }[] }>(
    `update imports.import set row_number = ?, created = created + ?, updated = updated + ?,
            unchanged = unchanged + ?, refused = refused + ?
      where id = ? and state = ? and run = ? and row_number = ? returning wish`,
    [upTo, created, updated, unchanged, fresh, record.id, record.state, record.run, before],
  )
  if (rows[0] === undefined) throw new TakenOver()
  await keepRefusals(trx, record, { before, upTo, refusals })
  return rows[0].wish
}

async function keepRefusals(
  trx: Transaction,
  { id, owner }: ImportRecord,
  { before, upTo, refusals }: { before: number; upTo: number; refusals: readonly RefusedRow[] },
): Promise<void> {
  await trx('imports.refused_row')
    .where({ import: id })
    .whereBetween('number', [before + 1, upTo])
    .delete()
  if (refusals.length === 0) return
  await trx.raw(
    `insert into imports.refused_row (import, number, cells, problems, owner)
     select ?, number, cells, problems, ?
       from jsonb_to_recordset(?) as w(number int, cells jsonb, problems jsonb)`,
    [id, owner, JSON.stringify(refusals).replaceAll('\\u0000', '\\ufffd')],
  )
}

/** Ends a run, or leaves it for later: in which state, and why. */
export async function endRun(
  { record, actor, database }: Pick<ImportRun, 'record' | 'actor' | 'database'>,
  { state, failure = null, total }: { state: ImportState; failure?: Failure | null; total?: number },
): Promise<void> {
  await database.transaction(actor, async (trx) => {
    const { rows } = await trx.raw<{ rows: Counts[] }>(
      `update imports.import set state = :state, wish = null, failure = :failure::jsonb,
              total = coalesce(:total, total), ended_at = now(), version = version + 1, updated_at = now(),
              checked = case when :state = 'checked' and :failure::jsonb is null
                then jsonb_build_object('created', created, 'updated', updated, 'unchanged', unchanged,
                                        'refused', refused) else checked end
        where id = :id and state = :from and run = :run
        returning created, updated, unchanged, refused`,
      {
        state,
        failure: failure === null ? null : JSON.stringify(failure),
        total: total ?? null,
        id: record.id,
        from: record.state,
        run: record.run,
      },
    )
    const [counts] = rows
    if (counts === undefined) return
    const after = { state, ...counts, ...(failure !== null && { failure: failure.code }) }
    await recordChange(trx, {
      actor,
      entity: 'imports.import',
      id: record.id,
      owner: record.owner,
      action: 'end',
      after,
    })
  })
}
