import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** What was written: how much, and its checksum. */
export interface Written {
  readonly bytes: number
  readonly sha256: string
}

/** Writes a new file that its owner alone may read, and is back when the disk has it. */
export async function writeSynced(
  path: string,
  content: string | AsyncIterable<Uint8Array>,
): Promise<Written> {
  const hash = createHash('sha256')
  let bytes = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of typeof content === 'string' ? [Buffer.from(content)] : content) {
      hash.update(chunk)
      bytes += chunk.length
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A name is on disk once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}
