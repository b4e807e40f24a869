import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/*
 * A ZIP, written while it is made. By hand, because an XLSX needs no more of the format than this, node:zlib
 * has deflate and the checksum, and the libraries that stream bring a reader or an encryption of their own.
 */

/** A file in the archive, with what is in it piece by piece. */
export interface ZipFile {
  readonly name: string
  readonly content: Iterable<string> | AsyncIterable<string>
}

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

const LARGEST = 0xffff_ffff
/** Sizes follow the data, and names are UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
const VERSION = 20
/** The first of January 1980: the same content makes the same file. */
const DAY = 0x0021

/** Packs the files one after the other, never holding more than a piece of one. */
export async function* zipStream(files: Iterable<ZipFile>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let at = 0
  for (const { name, content } of files) {
    const bytes = Buffer.from(name)
    const offset = at
    const begin = localHeader(bytes)
    yield begin
    at += begin.length
    const sums = { crc: 0, size: 0, packed: 0 }
    const deflate = createDeflateRaw({ level: 6 })
    // Its own errors reach the loop below, which reads what comes out.
    pipeline(Readable.from(counted(content, sums)), deflate, () => {})
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      sums.packed += piece.length
      yield piece
    }
    const end = descriptor(sums)
    yield end
    at += sums.packed + end.length
    if (at > LARGEST || sums.size > LARGEST) throw new Error('a ZIP of this kind ends at 4 GiB')
    written.push({ name: bytes, offset, ...sums })
  }
  yield directory(written, at)
}

async function* counted(
  content: ZipFile['content'],
  sums: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    const bytes = Buffer.from(piece)
    sums.crc = crc32(bytes, sums.crc)
    sums.size += bytes.length
    yield bytes
  }
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x0403_4b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATE, 8)
  header.writeUInt16LE(DAY, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, packed, size }: Pick<Written, 'crc' | 'packed' | 'size'>): Buffer {
  const record = Buffer.alloc(16)
  record.writeUInt32LE(0x0807_4b50, 0)
  record.writeUInt32LE(crc, 4)
  record.writeUInt32LE(packed, 8)
  record.writeUInt32LE(size, 12)
  return record
}

function directory(files: readonly Written[], offset: number): Buffer {
  const entries = Buffer.concat(files.map(entryOf))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([entries, end])
}

function entryOf({ name, offset, crc, packed, size }: Written): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x0201_4b50, 0)
  entry.writeUInt16LE(VERSION, 4)
  entry.writeUInt16LE(VERSION, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(DEFLATE, 10)
  entry.writeUInt16LE(DAY, 14)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(packed, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}
