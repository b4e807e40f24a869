import { type JobRun, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import { systemActor } from '../access/system-actor.ts'
import { type Author, recordChange } from '../audit/record-change.ts'
import { changeRow } from '../audit/versioned-row.ts'
import { newId } from '../database/ids.ts'
import { folderOf, getFile, insertFile } from '../files/file.store.ts'
import type { Upload } from '../files/receive-upload.ts'
import { kernelOf } from '../plugin-host/kernel.ts'
import { checkImport, mustBe, runAgain, stopImport, undoImportOf, wroteRows } from './import.commands.ts'
import { ENTITY, getImport, ImportRecord } from './import.model.ts'
import type { ImportPatch } from './import.schemas.ts'
import { columnsFor, type Importable, importableNamed, importablesOf } from './importables/importable.ts'
import { checkMapping } from './mapping/mapping.ts'
import { readBeginning, readingOf } from './mapping/read-beginning.ts'
import { sheetsOf } from './reading/read-xlsx.ts'
import { formatOf } from './reading/table-file.ts'
import { workOnImport } from './run/work-on-import.ts'

/** What whoever imports asks for. */
export interface ImportService {
  /** All that rows can become, by name. */
  readonly importables: ReadonlyMap<string, Importable>
  /** Takes a file in: it is listed, read at its beginning, and mapped as far as its names tell. */
  create(trx: Transaction, author: Author, wish: NewImport): Promise<ImportRecord>
  /** @throws `http.row_not_found` */
  get(trx: Transaction, id: string): Promise<ImportRecord>
  /** Changes how a file is read and mapped; what was tried before counts no more. */
  change(trx: Transaction, author: Author, wish: ImportChange): Promise<ImportRecord>
  /** Has the whole file tried, without a trace. */
  check(trx: Transaction, author: Author, id: string): Promise<ImportRecord>
  /** Has it run, or go on; from `done`, for the rows that were refused. */
  run(trx: Transaction, author: Author, wish: { id: string; isAtomic: boolean }): Promise<ImportRecord>
  /** Asks whoever works on it to stop after the batch in hand. */
  stop(
    trx: Transaction,
    author: Author,
    wish: { id: string; wish: 'pause' | 'cancel' },
  ): Promise<ImportRecord>
  /** Has all taken back that can be. */
  undo(trx: Transaction, author: Author, id: string): Promise<ImportRecord>
  /** Forgets an import of which nothing went in, and its file with it. */
  remove(trx: Transaction, author: Author, id: string): Promise<void>
  /** Does what was left for a job. */
  work(job: JobRun<{ readonly import: string }>): Promise<void>
  /** The names of the sheets, where the file is a workbook. */
  sheets(record: ImportRecord): Promise<readonly string[]>
}

/** A file, and what its rows are to become. */
export interface NewImport {
  readonly importable: Importable
  readonly upload: Upload
  readonly owner: number
}

/** A change of how a file is read. */
export interface ImportChange {
  readonly id: string
  readonly version: number
  readonly patch: ImportPatch
}

declare module '@stowage/sdk' {
  interface Services {
    readonly imports: ImportService
  }
}

/** What the service works with. */
export interface ImportRoom {
  readonly context: ServiceContext
  /** When it is asked: what is wrong with a plugin's fields is found with its own routes. */
  importables(): ReadonlyMap<string, Importable>
  pathOf(trx: Transaction, record: Pick<ImportRecord, 'file'>): Promise<string>
}

/** Makes the service of imports. */
export function createImportService(context: ServiceContext): ImportService {
  const kernel = kernelOf(context)
  const room: ImportRoom = {
    context,
    importables: () => importablesOf(kernel.plugins),
    pathOf: async (trx, { file }) => folderOf(kernel.files).find(await getFile(trx, file)),
  }
  return {
    get importables() {
      return room.importables()
    },
    get: getImport,
    create: (trx, author, wish) => createImport(room, { trx, author }, wish),
    change: (trx, author, wish) => changeImport(room, { trx, author }, wish),
    remove: (trx, author, id) => removeImport(room, { trx, author }, id),
    check: (trx, author, id) => checkImport(room, { trx, author }, id),
    run: (trx, author, wish) => runAgain(room, { trx, author }, wish),
    stop: (trx, author, wish) => stopImport({ trx, author }, wish),
    undo: (trx, author, id) => undoImportOf(room, { trx, author }, id),
    work: (job) => workOnImport(room, job),
    async sheets({ format, file }) {
      if (format.kind !== 'xlsx') return []
      return sheetsOf(await context.transaction(systemActor, (trx) => room.pathOf(trx, { file })))
    },
  }
}

/** Within which transaction, and by whom. */
export interface Doing {
  readonly trx: Transaction
  readonly author: Author
}

async function createImport(
  { context }: ImportRoom,
  { trx, author }: Doing,
  { importable, upload, owner }: NewImport,
): Promise<ImportRecord> {
  const { content, name } = upload
  const path = await folderOf(kernelOf(context).files).find(content)
  const format = await formatOf(path, content.mediaType)
  const reading = await readingOf(trx, { path, format, importable, actor: author.actor })
  const id = newId()
  await insertFile(trx, author, { content, name, owner })
  await context.files.keep(trx, content.id, { entity: ENTITY, id })
  await ImportRecord.query(trx).insert({
    id,
    importable: importable.name,
    file: content.id,
    fileName: name,
    sizeBytes: content.sizeBytes,
    ...reading,
    owner,
    createdBy: author.actor.id,
  })
  const after = { importable: importable.name, fileName: name }
  await recordChange(trx, { ...author, entity: ENTITY, id, owner, action: 'create', after })
  return getImport(trx, id)
}

async function changeImport(
  room: ImportRoom,
  { trx, author }: Doing,
  { id, version, patch }: ImportChange,
): Promise<ImportRecord> {
  const record = await getImport(trx, id)
  mustBe(record, ['uploaded', 'checked', 'failed', 'cancelled'])
  if (wroteRows(record)) throw refuse('imports.has_written')
  const importable = importableNamed(room.importables(), record.importable)
  const beginning = await readBeginning({ record, patch, path: await room.pathOf(trx, record) })
  const mapping = patch.mapping ?? record.mapping
  if (patch.mapping !== undefined) {
    const columns = columnsFor(importable, author.actor)
    checkMapping(mapping, { headers: beginning.headers, columns, isPartial: true })
  }
  return changeRow<ImportRecord>(trx, author, {
    model: ImportRecord,
    entity: ENTITY,
    row: record,
    version,
    owner: record.owner,
    patch: {
      ...(patch as Partial<ImportRecord>),
      ...beginning,
      mapping,
      state: 'uploaded',
      checked: null,
      failure: null,
    },
  })
}

async function removeImport({ context }: ImportRoom, { trx, author }: Doing, id: string): Promise<void> {
  const record = await getImport(trx, id)
  mustBe(record, ['uploaded', 'checked', 'cancelled', 'failed'])
  if (wroteRows(record)) throw refuse('imports.has_written')
  await ImportRecord.query(trx).deleteById(id)
  await context.files.letGo(trx, record.file, { entity: ENTITY, id })
  const before = { importable: record.importable, fileName: record.fileName }
  await recordChange(trx, { ...author, entity: ENTITY, id, owner: record.owner, action: 'remove', before })
}
