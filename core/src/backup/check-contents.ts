import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { contentName } from './back-up-files.ts'
import { type Manifest, tableFile, unfit } from './manifest.ts'

/** Who watches while a long work goes on, and may end it. */
export interface Watch {
  readonly tell: (detail: string) => void
  readonly signal: AbortSignal
}

/** A line of `files.sha256`. */
const LINE = /^([0-9a-f]{64}) {2}files\/([0-9a-f]{2})\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.\1$/

/**
 * Reads all of a backup and holds it against its manifest.
 * @throws CommandFailure that names the first file which is missing, cut or altered
 */
export async function checkContents(
  folder: string,
  manifest: Manifest,
  { tell, signal }: Watch,
): Promise<void> {
  for (const [n, table] of manifest.tables.entries()) {
    tell(`checking table ${n + 1} of ${manifest.tables.length}`)
    signal.throwIfAborted()
    const file = tableFile(table)
    const size = (await stat(join(folder, file)).catch(() => undefined))?.size
    if (size === undefined) throw unfit(`${file} is missing in ${folder}; take another copy of this backup.`)
    if (size !== table.bytes || (await sha256Of(join(folder, file))) !== table.sha256)
      throw altered(folder, file)
  }
  if ((await sha256Of(join(folder, 'files.sha256'))) !== manifest.files.list)
    throw altered(folder, 'files.sha256')
  let checked = 0
  for await (const { id, sha256 } of listedFiles(folder)) {
    tell(`checking file ${++checked} of ${manifest.files.count}`)
    signal.throwIfAborted()
    const file = join('files', contentName({ id, sha256 }))
    if ((await sha256Of(join(folder, file))) !== sha256) throw altered(folder, file)
  }
}

/** The files of a backup, by its list. */
export async function* listedFiles(folder: string): AsyncGenerator<{ id: string; sha256: string }> {
  for await (const line of createInterface({ input: createReadStream(join(folder, 'files.sha256')) })) {
    const [, sha256, , id] = LINE.exec(line) ?? []
    if (sha256 === undefined || id === undefined) throw altered(folder, 'files.sha256')
    yield { id, sha256 }
  }
}

async function sha256Of(path: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
      hash.update(chunk as Buffer)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return hash.digest('hex')
}

function altered(folder: string, file: string) {
  return unfit(`${file} of ${folder} is missing, cut or altered; take another copy of this backup.`)
}
