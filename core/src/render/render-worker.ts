/*
 * The thread that makes one PDF and ends. It gets a document that was looked through, reads the font's
 * files and nothing else.
 */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'

const { definition, maximumPages } = workerData as {
  definition: Record<string, unknown>
  maximumPages: number
}
/** The package gives its fonts as a CommonJS file without types. */
const Roboto = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js') as {
  readonly Roboto: { readonly normal: string }
}
const fontFolder = dirname(Roboto.Roboto.normal)
let pages = 0

pdfmake.setFonts(Roboto)
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path: string) => dirname(path) === fontFolder)

/** What stands above and below each page: data again, with the numbers filled in. */
function onEachPage(part: unknown) {
  return (page: number, count: number): unknown => {
    pages = count
    return part === undefined ? undefined : fillIn(part, page, count)
  }
}

function fillIn(part: unknown, page: number, count: number): unknown {
  if (typeof part === 'string') return part.replaceAll('{page}', `${page}`).replaceAll('{pages}', `${count}`)
  if (Array.isArray(part)) return part.map((one) => fillIn(one, page, count))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, fillIn(one, page, count)]))
}

const document = pdfmake.createPdf({
  ...definition,
  header: onEachPage(definition.header),
  footer: onEachPage(definition.footer),
  // One more than may be, so that a longer one is found without being drawn to its end.
  maxPagesNumber: maximumPages + 1,
} as never)
const bytes = await document.getBuffer()
parentPort!.postMessage({ pages, bytes: new Uint8Array(bytes) })
