import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { refuse } from '@stowage/sdk'
import { checkStoredArchive } from '../../files/archive.ts'
import type { ContentRules } from '../../files/content-folder.ts'
import { XLSX } from '../../http/list/list-xlsx.ts'
import { encodingOf } from './encoding.ts'
import { delimiterOf, headText } from './read-csv.ts'
import { sheetsOf } from './read-xlsx.ts'
import type { SheetFormat } from './sheet.ts'

const ZIP_HEAD = Buffer.from('PK')
const HEAD_BYTES = 8_192
/** What text in any encoding has none of, but for the noughts of UTF-16. */
const CONTROL = (byte: number) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)

/**
 * What can be imported: a workbook, or a text in whatever encoding, which the room for files alone would not
 * take. It is never shown by a browser.
 */
export const tableFile: ContentRules = {
  maximumBytes: 200 * 1024 * 1024,
  async mediaTypeOf(path, name) {
    const { size } = await stat(path)
    const head = await headOf(path)
    if (head.subarray(0, 2).equals(ZIP_HEAD)) {
      await checkStoredArchive(path, size, name)
      await sheetsOf(path)
      return XLSX
    }
    const noughts = head.filter((byte) => byte === 0).length
    const controls = head.filter((byte) => byte !== 0 && CONTROL(byte)).length
    const isWide = noughts > head.length / 8 && noughts <= head.length / 2 + 1
    const isText = controls === 0 && (noughts === 0 || isWide)
    if (isText) return 'text/csv'
    throw refuse('imports.no_table', { name })
  },
}

/** How a stored file is to be read, as far as it tells. */
export async function formatOf(path: string, mediaType: string): Promise<SheetFormat> {
  if (mediaType === XLSX) return { kind: 'xlsx', sheet: (await sheetsOf(path))[0]! }
  const encoding = await encodingOf(path)
  return { kind: 'csv', encoding, delimiter: await delimiterOf(await headText(path, encoding)) }
}

async function headOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: HEAD_BYTES - 1 })) chunks.push(chunk)
  return Buffer.concat(chunks)
}
