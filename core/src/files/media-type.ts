import { isUtf8 } from 'node:buffer'
import { refuse } from '@stowage/sdk'
import { checkArchive } from './archive.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Each with the endings that its name may have when it is taken out: nothing opens it as what it is not. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'application/zip': ['zip'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'text/csv': ['csv'],
  'text/plain': ['txt', 'log', 'edi'],
  [DOCX]: ['docx'],
  [XLSX]: ['xlsx'],
}
/** What a stored file can be. */
export const STORED_TYPES: readonly string[] = Object.keys(ENDINGS)
const ARCHIVES = new Set(['application/zip', DOCX, XLSX])
/** What a browser or a server would run, wherever in a picture it stands. */
const ACTIVE = /<(script|svg|html|!doctype|iframe|body|\?php)\b/i
const MARKUP_START = /^\s*(\uFEFF)?\s*<[a-z!?/]/i
const PNG_HEAD_BYTES = 8
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1')
const ZIP_TAIL_BYTES = 65_557
const PDF_TAIL_BYTES = 1024

/**
 * Finds out what a content is, by itself alone, and refuses what is not stored or is two things at once.
 * @throws `host.file_type_refused`, `host.file_disguised`, `host.file_archive_refused`
 */
export async function mediaTypeOf(content: Buffer, name: string): Promise<string> {
  // Loaded with the first file that comes: it knows hundreds of formats.
  const { fileTypeFromBuffer } = await import('file-type')
  const found = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime ?? textTypeOf(content, name)
  if (found === undefined || !Object.hasOwn(ENDINGS, found)) {
    const allowed = Object.keys(ENDINGS).join(', ')
    throw refuse('host.file_type_refused', { name, found: found ?? 'of no known type', allowed })
  }
  if (ARCHIVES.has(found)) await checkArchive(content, name)
  else if (!isWhole(content, found)) throw refuse('host.file_disguised', { name, mediaType: found })
  return found
}

/** The name that a file is saved under: with an ending that says what it is. */
export function nameToSave(name: string, mediaType: string): string {
  const endings = ENDINGS[mediaType] ?? ['bin']
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  return ending !== undefined && endings.includes(ending) ? name : `${name}.${endings[0]}`
}

/** Text is UTF-8 without control characters. What begins like a page or a picture in words is neither. */
function textTypeOf(content: Buffer, name: string): string | undefined {
  if (!isUtf8(content) || content.some((byte) => byte < 9 || (byte > 13 && byte < 32) || byte === 127)) {
    return undefined
  }
  const text = content.toString('utf8')
  if (MARKUP_START.test(text.slice(0, 4096)) || ACTIVE.test(text)) return 'markup'
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain'
}

/** Whether the content ends where its format says it does, and hides nothing that runs. */
function isWhole(content: Buffer, mediaType: string): boolean {
  if (content.subarray(-ZIP_TAIL_BYTES).includes(ZIP_END)) return false
  if (mediaType.startsWith('image/') && ACTIVE.test(content.toString('latin1'))) return false
  switch (mediaType) {
    case 'image/png':
      return endOfPng(content) === content.length
    case 'image/jpeg':
      return content.readUInt16BE(content.length - 2) === 0xffd9
    case 'image/webp':
      return content.length >= 12 && content.readUInt32LE(4) + 8 === content.length
    case 'application/pdf':
      return content.subarray(0, 5).equals(Buffer.from('%PDF-')) && endsAsPdf(content)
    default:
      return true
  }
}

/** Walks from chunk to chunk; where the last one ends, the picture ends. */
function endOfPng(content: Buffer): number {
  let place = PNG_HEAD_BYTES
  while (place + 12 <= content.length) {
    const end = place + 12 + content.readUInt32BE(place)
    if (content.toString('latin1', place + 4, place + 8) === 'IEND') return end
    place = end
  }
  return -1
}

function endsAsPdf(content: Buffer): boolean {
  const tail = content.subarray(-PDF_TAIL_BYTES).toString('latin1')
  const end = tail.lastIndexOf('%%EOF')
  return end !== -1 && tail.slice(end + 5).trim() === ''
}
