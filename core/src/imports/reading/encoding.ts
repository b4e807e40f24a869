import { createReadStream } from 'node:fs'
import { refuse } from '@stowage/sdk'
import { ENCODINGS, type Encoding } from './sheet.ts'

const HEAD_BYTES = 4_096

/**
 * Finds out how a text is encoded: by its mark, else it is UTF-8 where all of it is, else UTF-16 where every
 * other byte of its head is nought, else Windows-1252, which any bytes are.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const head = await headOf(path)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const [even, odd] = [0, 1].map(
    (parity) => head.filter((byte, at) => at % 2 === parity && byte === 0).length,
  )
  const half = head.length / 4
  if (even! + odd! > 0) return even! > half ? 'utf-16be' : odd! > half ? 'utf-16le' : 'utf-8'
  return (await isDecodable(path, 'utf-8')) ? 'utf-8' : 'windows-1252'
}

async function headOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: HEAD_BYTES - 1 })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function isDecodable(path: string, encoding: Encoding): Promise<boolean> {
  try {
    for await (const _ of textOf(path, encoding));
    return true
  } catch {
    return false
  }
}

/**
 * Reads a file as text, without its mark.
 * @throws DomainError `imports.wrong_encoding` with the place of the byte that does not fit
 */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let bytes = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
      const text = decoder.decode(chunk, { stream: true })
      bytes += chunk.length
      yield text
    }
    yield decoder.decode()
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error
    throw refuse('imports.wrong_encoding', { encoding, after: bytes, encodings: ENCODINGS })
  }
}

/** Writes a text in an encoding, with the mark that tells spreadsheets of it; what it lacks becomes `?`. */
export function encoded(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text)
    case 'utf-16le':
      return Buffer.from(text, 'utf16le')
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16()
    case 'windows-1252':
      return Buffer.from(Array.from(text, (sign) => WINDOWS.get(sign) ?? QUESTION_MARK))
  }
}

const QUESTION_MARK = 63
const WINDOWS = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
)
