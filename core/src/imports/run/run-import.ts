import {
  DomainError,
  type ImportBatch,
  type ImportOutcome,
  type ImportRow,
  refuse,
  type Transaction,
} from '@stowage/sdk'
import { rowsOf } from '../reading/open-sheet.ts'
import type { SheetRow } from '../reading/sheet.ts'
import { missingForNew, type ReadRow, rowReader } from '../rows/read-row.ts'
import { BATCH_ROWS, batchesOf, oneAhead, type RowChoice } from './batches.ts'
import { type BatchResult, endRun, type ImportRun, keepProgress, resultOf } from './import-run.ts'
import { SeenKeys } from './seen-keys.ts'
import { batchOf, isOfNobody, writeBatch } from './write-batch.ts'

const TRIES_MAX = 4

/**
 * Works on a file, to try it or to write it:
 * 1. it is read from its first row, however far it was: rows that are done only tell which keys they name;
 * 2. a batch of up to 1,000 rows is taken; what cannot be read, or stood further up already, is set apart.
 *    That is done while the batch before is written, and so is the look-up of what commits by itself (stock);
 * 3. the rest is written, and with it how far the file is, in one transaction: a cut leaves both or neither.
 *    What commits by itself is written under a key that is the same when it comes again;
 * 4. a dry run does the same and takes the rows back;
 * 5. after each batch it looks whether somebody wants it to stop; at the end it says what came of it.
 */
export async function runImport(run: ImportRun): Promise<void> {
  const choice = await choiceOf(run)
  const keys = new SeenKeys(run.importable)
  const { record } = run
  const read = rowReader(run.importable, {
    mapping: record.mapping,
    decimal: record.decimalSign,
    days: record.days,
    emptyCells: record.emptyCells,
    width: record.headers.length,
  })
  let before = record.rowNumber
  let done = 0
  const onDone = (row: SheetRow) => {
    done += 1
    keys.add(read, row)
  }
  const batches = begunBatches(run, batchesOf(rowsOf(run.path, record.format), choice, onDone), {
    read,
    keys,
  })
  for await (const begun of oneAhead(batches)) {
    if (run.signal.aborted) throw run.signal.reason
    const { batch } = begun
    const upTo = batch.at(-1)!.number
    const result = await triedAgain(() => workOff(run, { ...begun, keys, before, upTo }))
    if (isHeldBack(run, result)) return refuseAtomic(run, { before, upTo, result })
    before = upTo
    done += batch.length
    await run.tell(done, record.total ?? 0)
    if (result.wish === null) continue
    const paused = record.state === 'checking' ? 'uploaded' : 'paused'
    return endRun(run, { state: result.wish === 'cancel' ? 'cancelled' : paused })
  }
  await endRun(run, { state: record.state === 'checking' ? 'checked' : 'done', total: done })
}

/** A batch whose rows were read; of what commits by itself, also looked up. */
interface Begun {
  readonly batch: readonly SheetRow[]
  readonly rows: readonly ReadRow[]
  readonly posting?: Posting
}

async function* begunBatches(
  run: ImportRun,
  batches: AsyncIterable<readonly SheetRow[]>,
  { read, keys }: { readonly read: (row: SheetRow) => ReadRow; readonly keys: SeenKeys },
): AsyncGenerator<Begun> {
  let isFirst = true
  for await (const batch of batches) {
    if (run.record.isAtomic && !isFirst) throw refuse('imports.too_many_for_atomic', { limit: BATCH_ROWS })
    isFirst = false
    const rows = batch.map(read)
    if (run.importable.post === undefined) yield { batch, rows }
    else yield { batch, rows, posting: await triedAgain(() => postingOf(run, rows, keys)) }
  }
}

async function choiceOf({ record, database, actor }: ImportRun): Promise<RowChoice> {
  return database.transaction(actor, async (trx) => {
    const corrections = await trx('imports.correction').where({ import: record.id }).select('number', 'cells')
    const numbers = record.isForRefused
      ? await trx('imports.refused_row').where({ import: record.id }).pluck('number')
      : undefined
    return {
      after: record.rowNumber,
      corrections: new Map(corrections.map(({ number, cells }) => [number, cells])),
      ...(numbers !== undefined && { only: new Set<number>(numbers) }),
    }
  })
}

interface Work extends Begun {
  readonly keys: SeenKeys
  readonly before: number
  readonly upTo: number
}

type Tried = BatchResult & { readonly wish: ImportRun['record']['wish'] }

/** What met somebody else's work on the same rows is tried again. */
async function triedAgain<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      const { code } = error as { code?: string }
      const isWorthIt = ['http.version_conflict', '40001', '40P01', '55P03'].includes(code ?? '')
      if (!isWorthIt || tried === TRIES_MAX) throw error
    }
  }
}

/** The rows of a batch that may go in, and what became of the others. */
interface Sorted {
  readonly fit: readonly ImportRow[]
  readonly outcomes: Map<number, ImportOutcome>
}

function sorted(rows: readonly ReadRow[], keys: SeenKeys): Sorted {
  const outcomes = new Map<number, ImportOutcome>()
  const fit: ImportRow[] = []
  for (const one of rows) {
    if ('problems' in one) outcomes.set(one.number, { status: 'refused', problems: one.problems })
    else {
      const twin = keys.twinOf(one.row)
      if (twin === undefined) fit.push(one.row)
      else outcomes.set(one.row.number, twin)
    }
  }
  return { fit, outcomes }
}

/** A batch of what commits by itself, all looked up, and how it is posted. */
interface Posting extends Sorted {
  post(): Promise<readonly ImportOutcome[]>
}

async function postingOf(run: ImportRun, rows: readonly ReadRow[], keys: SeenKeys): Promise<Posting> {
  const { record, importable, database, actor } = run
  const { fit, outcomes } = sorted(rows, keys)
  const isBroken = record.isAtomic && outcomes.size > 0
  if (fit.length === 0 || isBroken) return { fit, outcomes, post: async () => fit.map(() => UNTOUCHED) }
  const given = givenBatch(run, { rows: fit, keys })
  const post = await importable.post!((work) => database.transaction(actor, work), given)
  return { fit, outcomes, post }
}

async function workOff(run: ImportRun, work: Work): Promise<Tried> {
  const { batch, rows, posting, keys, before, upTo } = work
  const { database, actor } = run
  const { fit, outcomes } = posting ?? sorted(rows, keys)
  const keep = (trx: Transaction, result: BatchResult) => keepProgress(trx, run, { before, upTo, result })
  const settle = (found: readonly ImportOutcome[]): BatchResult => {
    for (const [index, { number }] of fit.entries()) outcomes.set(number, found[index]!)
    keys.addOutcomes(fit, outcomes)
    return resultOf(batch, outcomes)
  }
  if (posting !== undefined) {
    const result = settle(await posting.post())
    const wish = isHeldBack(run, result)
      ? null
      : await database.transaction(actor, (trx) => keep(trx, result))
    return { ...result, wish }
  }
  const given = givenBatch(run, { rows: fit, keys })
  return database
    .transaction(actor, async (trx) => {
      const result = settle(await written(trx, run, given))
      if (isHeldBack(run, result)) throw new HeldBack(result)
      return { ...result, wish: await keep(trx, result) }
    })
    .catch((error) => {
      if (error instanceof HeldBack) return { ...error.result, wish: null }
      throw error
    })
}

const UNTOUCHED: ImportOutcome = { status: 'unchanged' }

/** Where all rows or none go in, and one does not. */
class HeldBack extends Error {
  readonly result: BatchResult

  constructor(result: BatchResult) {
    super('a row was refused')
    this.result = result
  }
}

function isHeldBack({ record }: ImportRun, { refused }: BatchResult): boolean {
  return record.isAtomic && record.state === 'running' && refused > 0
}

function givenBatch(
  { record, importable, actor, services, fieldsNumber }: ImportRun,
  { rows, keys }: { rows: readonly ImportRow[]; keys: SeenKeys },
): ImportBatch {
  return {
    import: record.id,
    key: `import:${record.id}:${record.run}:${rows[0]?.number ?? 0}`,
    actor,
    services,
    isDryRun: record.state === 'checking',
    isAtomic: record.isAtomic,
    rows,
    fieldsNumber,
    missingForNew: (row) => missingForNew(importable, row),
    isEarlier: (key) => keys.isIn(key),
    reason: record.fileName,
  }
}

/** Rows of a dry run are written and taken back. */
async function written(
  trx: Transaction,
  { importable }: ImportRun,
  batch: ImportBatch,
): Promise<readonly ImportOutcome[]> {
  const write = (inner: Transaction, rows: readonly ImportRow[]) =>
    importable.write!(inner, batchOf(batch, rows))
  if (!batch.isDryRun) return writeBatch(trx, batch.rows, write)
  let outcomes: readonly ImportOutcome[] = []
  const takenBack = new Error('a dry run')
  await trx
    .transaction(async (inner) => {
      outcomes = await writeBatch(inner, batch.rows, write)
      throw takenBack
    })
    .catch((error) => {
      if (error !== takenBack) throw error
    })
  return outcomes
}

/** Nothing went in: the rows in the way are kept, to be corrected. */
async function refuseAtomic(
  run: ImportRun,
  { before, upTo, result }: { before: number; upTo: number; result: BatchResult },
): Promise<void> {
  const { refused, refusals } = result
  await run.database.transaction(run.actor, async (trx) => {
    const only = { created: 0, updated: 0, unchanged: 0, refused, refusals }
    await keepProgress(trx, run, { before, upTo, result: only })
  })
  await endRun(run, { state: 'failed', failure: { code: 'imports.nothing_went_in', facts: { refused } } })
}

/** Whether an error is one that whoever imports can do something about. */
export function isForPeople(error: unknown): error is DomainError {
  return error instanceof DomainError && !isOfNobody(error)
}
