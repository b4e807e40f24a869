import type { Readable } from 'node:stream'
import { refuse } from '@stowage/sdk'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'

const MAXIMUM_ENTRIES = 2_000
const MAXIMUM_BYTES = 200 * 1024 * 1024
/** Beyond a size that anybody may have, what grows more than this is made to fill a disk. */
const MAXIMUM_RATIO = 100
const ANY_RATIO_BYTES = 10 * 1024 * 1024
const SYMLINK = 0o120000
const FILE_KIND = 0o170000
const XML_HEAD_BYTES = 64 * 1024
const XML = /\.(xml|rels|vml)$/i

/**
 * Unpacks an archive into nothing, counting: what would fill a disk, leave its folder, hide its content or
 * make an XML reader fetch something is refused.
 * @throws `host.file_archive_refused`
 */
export async function checkArchive(content: Buffer, name: string): Promise<void> {
  const problem = await problemOf(() => fromBufferPromise(content, STRICT), content.length)
  if (problem !== undefined) throw refuse('host.file_archive_refused', { name, problem })
}

/**
 * The same of an archive that stands on disk, of which a piece at a time is in memory.
 * @throws `host.file_archive_refused`
 */
export async function checkStoredArchive(path: string, sizeBytes: number, name: string): Promise<void> {
  const problem = await problemOf(() => openPromise(path, STRICT), sizeBytes)
  if (problem !== undefined) throw refuse('host.file_archive_refused', { name, problem })
}

/** yauzl itself refuses names with "..", drives and backslashes, and sizes that are not as announced. */
const STRICT = { strictFileNames: true, validateEntrySizes: true } as const

async function problemOf(open: () => Promise<ZipFile>, packedBytes: number): Promise<string | undefined> {
  try {
    const zip = await open()
    if (zip.entryCount > MAXIMUM_ENTRIES) {
      zip.close()
      return `it has more than ${MAXIMUM_ENTRIES} files`
    }
    return await firstProblem(zip, packedBytes).finally(() => zip.close())
  } catch {
    return 'it is damaged, or has names that lead out of it'
  }
}

async function firstProblem(zip: ZipFile, packedBytes: number): Promise<string | undefined> {
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) return 'it is encrypted, so that nobody knows what is in it'
    if (((entry.externalFileAttributes >>> 16) & FILE_KIND) === SYMLINK) return 'it has a link in it'
    bytes += entry.uncompressedSize
    if (bytes > MAXIMUM_BYTES) return `unpacked it is larger than ${MAXIMUM_BYTES} bytes`
    if (bytes > ANY_RATIO_BYTES && bytes > packedBytes * MAXIMUM_RATIO) {
      return `unpacked it is more than ${MAXIMUM_RATIO} times as large`
    }
    if (entry.fileName.endsWith('/')) continue
    const stream = await zip.openReadStreamPromise(entry)
    if (await declaresEntities(entry, stream)) return 'an XML file in it has a DOCTYPE'
  }
  return undefined
}

/** Reads a file to its end, so that its true size is known, and its head, where a DOCTYPE would stand. */
async function declaresEntities({ fileName }: Entry, stream: Readable): Promise<boolean> {
  let head = Buffer.alloc(0)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (XML.test(fileName) && head.length < XML_HEAD_BYTES) head = Buffer.concat([head, chunk])
  }
  // UTF-16 has a NUL beside each of these characters.
  return /<!(DOCTYPE|ENTITY)/i.test(head.toString('latin1').replaceAll('\0', ''))
}
