import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { refuse } from '@stowage/sdk'
import { newId } from '../database/ids.ts'
import { mediaTypeOf } from './media-type.ts'

/** The largest file that is stored. */
export const MAXIMUM_BYTES = 25 * 1024 * 1024
/** Each may take its whole size in memory while it is looked at. */
const MAXIMUM_AT_ONCE = 8
const ABANDONED_MS = 60 * 60 * 1000
const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[0-9a-f]{64}$/

/** What may be stored: how large, and of which kind by its content. */
export interface ContentRules {
  readonly maximumBytes: number
  /** @throws `host.file_…` for what is not stored */
  mediaTypeOf(path: string, name: string): Promise<string>
}

/** What any plugin and any person may store. */
export const anyFile: ContentRules = {
  maximumBytes: MAXIMUM_BYTES,
  mediaTypeOf: async (path, name) => mediaTypeOf(await readFile(path), name),
}

/** A content that stands on disk under its final name, and in no table yet. */
export interface StoredContent {
  readonly id: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** The folder with all contents, two digits of their hash deep: `3f/<id>.<sha256>`. */
export interface ContentFolder {
  /**
   * Writes a content under a name of its own, looks at it, and renames it when all of it is on disk.
   * @throws `host.file_…`; nothing is left then
   */
  store(content: AsyncIterable<Uint8Array>, name: string, rules?: ContentRules): Promise<StoredContent>
  /** Where a content stands, for whoever reads it here and there. @throws `host.file_lost` */
  find(file: Pick<StoredContent, 'id' | 'sha256'>): Promise<string>
  /** @throws `host.file_lost` */
  read(file: Pick<StoredContent, 'id' | 'sha256'>): Promise<Readable>
  remove(file: Pick<StoredContent, 'id' | 'sha256'>): Promise<void>
  /**
   * Removes what was left by a cut: contents older than an hour whose ids are in no table.
   * @param known the ids among these that are in the table
   */
  sweep(known: (ids: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>
}

/** Opens the folder; it is made when the first file comes. */
export function openContentFolder(folder: string): ContentFolder {
  const incoming = join(folder, 'incoming')
  let underWay = 0
  return {
    async store(content, name, rules = anyFile) {
      if (underWay >= MAXIMUM_AT_ONCE) throw refuse('host.file_busy')
      underWay++
      const draft = join(incoming, newId())
      try {
        await mkdir(incoming, { recursive: true, mode: 0o700 })
        const { sizeBytes, sha256 } = await writeWhole({ draft, content, name, rules })
        const mediaType = await rules.mediaTypeOf(draft, name)
        const stored = { id: newId(), mediaType, sizeBytes, sha256 }
        const path = pathOf(folder, stored)
        await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
        await rename(draft, path)
        await syncFolder(join(path, '..'))
        return stored
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        throw code === 'ENOSPC' || code === 'EDQUOT' ? refuse('host.file_store_full') : error
      } finally {
        underWay--
        await rm(draft, { force: true })
      }
    },
    find: (file) => findContent(folder, file),
    read: async (file) => createReadStream(await findContent(folder, file)),
    remove: (file) => rm(pathOf(folder, file), { force: true }),
    sweep: (known) => sweep(folder, known),
  }
}

async function findContent(folder: string, file: Pick<StoredContent, 'id' | 'sha256'>): Promise<string> {
  const path = pathOf(folder, file)
  if ((await stat(path).catch(() => undefined)) === undefined) throw refuse('host.file_lost', { id: file.id })
  return path
}

interface Draft {
  readonly draft: string
  readonly content: AsyncIterable<Uint8Array>
  readonly name: string
  readonly rules: ContentRules
}

async function writeWhole({
  draft,
  content,
  name,
  rules,
}: Draft): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256')
  const handle = await open(draft, 'wx', 0o600)
  let sizeBytes = 0
  try {
    for await (const chunk of content) {
      sizeBytes += chunk.length
      if (sizeBytes > rules.maximumBytes)
        throw refuse('host.file_too_large', { name, maximumBytes: rules.maximumBytes })
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
    if (sizeBytes === 0) throw refuse('host.file_empty', { name })
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}

function pathOf(folder: string, { id, sha256 }: Pick<StoredContent, 'id' | 'sha256'>): string {
  return join(folder, sha256.slice(0, 2), `${id}.${sha256}`)
}

/** A rename is on disk once the folder is. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

async function sweep(
  folder: string,
  known: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  let swept = 0
  for (const room of await readdir(folder).catch(() => [] as string[])) {
    const names = await readdir(join(folder, room)).catch(() => [] as string[])
    for (let from = 0; from < names.length; from += 1000) {
      const page = names.slice(from, from + 1000)
      const ids = page.map((name) => NAME.exec(name)?.[1]).filter((id) => id !== undefined)
      const kept = room === 'incoming' ? new Set<string>() : await known(ids)
      for (const name of page) {
        const id = NAME.exec(name)?.[1]
        // What is not named as we name it is somebody else's.
        if (room !== 'incoming' && (id === undefined || kept.has(id))) continue
        const path = join(folder, room, name)
        const found = await stat(path).catch(() => undefined)
        if (found === undefined || Date.now() - found.mtimeMs < ABANDONED_MS) continue
        await rm(path, { force: true })
        swept++
      }
    }
  }
  return swept
}
