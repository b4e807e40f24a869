import {
  type Actor,
  type FileReference,
  type FileStore,
  refuse,
  type StoredFile,
  type Transaction,
} from '@stowage/sdk'
import { type Author, recordChange } from '../audit/record-change.ts'
import type { ContentFolder, StoredContent } from './content-folder.ts'

const ENTITY = 'host.file'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a name must not have
const UNFIT = /[\u0000-\u001f\u007f\\/:*?"<>|\u202a-\u202e\u2066-\u2069]/
const MAXIMUM_NAME = 200
const COLUMNS = {
  id: 'id',
  name: 'name',
  mediaType: 'media_type',
  sizeBytes: 'size_bytes',
  sha256: 'sha256',
  owner: 'owner',
  createdBy: 'created_by',
  createdAt: 'created_at',
}

/** What a row of `host.file` is made of, beside its content. */
export interface FileWish {
  readonly content: StoredContent
  readonly name: string
  readonly owner: number
}

/** Makes the store over a folder; without one, each use is refused. */
export function createFileStore(folder: ContentFolder | undefined): FileStore {
  return {
    async save(trx, actor, { name, content, owner = 0 }) {
      const clean = checkedName(name)
      const stored = await folderOf(folder).store(
        content instanceof Uint8Array ? once(content) : content,
        clean,
      )
      return insertFile(trx, { actor }, { content: stored, name: clean, owner })
    },
    async open(trx, id) {
      const file = await getFile(trx, id)
      return { file, content: await folderOf(folder).read(file) }
    },
    keep,
    async letGo(trx, id, by) {
      await trx('host.file_reference').where({ file: id, entity: by.entity, entity_id: by.id }).delete()
    },
    remove: (trx, actor, id) => removeFile(trx, { actor }, id),
  }
}

/** @throws `host.file_store_missing` */
export function folderOf(folder: ContentFolder | undefined): ContentFolder {
  if (folder === undefined) throw refuse('host.file_store_missing')
  return folder
}

/** @throws `http.row_not_found`, also for a file that the actor may not see */
export async function getFile(trx: Transaction, id: string): Promise<StoredFile> {
  const row = await trx('host.file').where({ id }).first(COLUMNS)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'file', id })
  return row
}

/** Lists a content that stands on disk. */
export async function insertFile(
  trx: Transaction,
  author: Author,
  { content, name, owner }: FileWish,
): Promise<StoredFile> {
  const { id, mediaType, sizeBytes, sha256 } = content
  const row = { id, name, media_type: mediaType, size_bytes: sizeBytes, sha256, owner }
  await trx('host.file').insert({ ...row, created_by: author.actor.id })
  const after = { name, mediaType, sizeBytes, sha256 }
  await recordChange(trx, { ...author, entity: ENTITY, id, owner, action: 'create', after })
  return getFile(trx, id)
}

/**
 * Takes a file off the list; its content goes with the next sweep.
 * @throws `host.file_in_use`
 */
export async function removeFile(trx: Transaction, author: Author, id: string): Promise<void> {
  const { name, mediaType, sizeBytes, sha256, owner } = await getFile(trx, id)
  const references = await trx('host.file_reference').where({ file: id }).limit(1000).select('entity')
  if (references.length > 0) {
    throw refuse('host.file_in_use', { name, count: references.length, entity: references[0].entity })
  }
  await trx('host.file').where({ id }).delete()
  const before = { name, mediaType, sizeBytes, sha256 }
  await recordChange(trx, { ...author, entity: ENTITY, id, owner, action: 'remove', before })
}

/**
 * Looks at a name that somebody gave: names are for people, so they hold nothing that a machine obeys.
 * @throws `host.file_name_invalid`
 */
export function checkedName(text: string): string {
  const name = text.trim().normalize('NFC')
  const isFit = name !== '' && !name.startsWith('.') && name.length <= MAXIMUM_NAME && name.isWellFormed()
  if (!isFit || UNFIT.test(name)) throw refuse('host.file_name_invalid', {}, '/name')
  return name
}

async function keep(trx: Transaction, id: string, by: FileReference): Promise<void> {
  const { owner } = await getFile(trx, id)
  await trx('host.file_reference')
    .insert({ file: id, entity: by.entity, entity_id: by.id, owner })
    .onConflict(['file', 'entity', 'entity_id'])
    .ignore()
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}

/** Whose a file is that nobody said so of. @throws `host.file_owner_missing` */
export function ownerUnlessSaid({ owners }: Actor): number {
  if (owners === 'all') return 0
  if (owners.length !== 1) throw refuse('host.file_owner_missing', {}, '/owner')
  return owners[0]!
}
