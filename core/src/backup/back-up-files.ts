import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Manifest } from './manifest.ts'
import { writeSynced } from './write-synced.ts'

const PAGE = 1_000
/** So many lost files are named. */
const NAMED_MAX = 100

/** Which files are taken, from where to where. */
export interface FilesToKeep {
  readonly client: pg.Client
  readonly from: string
  readonly to: string
  readonly tell: (done: number) => void
  readonly signal: AbortSignal
}

/**
 * Copies the contents of all files that the snapshot lists, and holds each against its checksum. One
 * that is lost or altered at home is named, and stops nothing: the backup of all the others is worth more.
 */
export async function backUpFiles({
  client,
  from,
  to,
  tell,
  signal,
}: FilesToKeep): Promise<Manifest['files']> {
  await mkdir(join(to, 'files'), { mode: 0o700 })
  const missing: string[] = []
  let count = 0
  let bytes = 0
  async function* list() {
    for await (const { id, sha256 } of filesOf(client)) {
      signal.throwIfAborted()
      const name = contentName({ id, sha256 })
      const size = await copyContent(join(from, name), join(to, 'files', name), sha256)
      if (size === undefined) {
        if (missing.length < NAMED_MAX) missing.push(id)
        continue
      }
      bytes += size
      tell(++count)
      yield Buffer.from(`${sha256}  files/${name}\n`)
    }
  }
  const { sha256 } = await writeSynced(join(to, 'files.sha256'), list())
  return { count, bytes, list: sha256, missing }
}

/** Where a content stands below its folder. */
export function contentName({ id, sha256 }: { id: string; sha256: string }): string {
  return `${sha256.slice(0, 2)}/${id}.${sha256}`
}

/** @returns its size; nothing, and nothing written, where it is not what its checksum says */
async function copyContent(from: string, to: string, sha256: string): Promise<number | undefined> {
  if ((await stat(from).catch(() => undefined)) === undefined) return undefined
  await mkdir(join(to, '..'), { recursive: true, mode: 0o700 })
  const written = await writeSynced(to, createReadStream(from))
  if (written.sha256 === sha256) return written.bytes
  await rm(to)
  return undefined
}

async function* filesOf(client: pg.Client): AsyncGenerator<{ id: string; sha256: string }> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query<{ id: string; sha256: string }>(
      'select id, sha256 from host.file where id > $1 order by id limit $2',
      [after, PAGE],
    )
    yield* rows
    if (rows.length < PAGE) return
    after = rows.at(-1)!.id
  }
}
