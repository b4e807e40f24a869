import { zipStream } from './zip-stream.ts'

/** A workbook's media type. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A sheet's own limit, the head among them. */
export const XLSX_MAX_ROWS = 1_048_576
/** A cell's. What is longer is cut; the CSV has it whole. */
const MAX_TEXT = 32_767

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const LINKS = 'application/vnd.openxmlformats-package.relationships+xml'

const typeOf = (part: string, kind: string) =>
  `<Override PartName="${part}" ContentType="${KIND}.${kind}+xml"/>`
const linkTo = (target: string, type: string) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`

const TYPES = [
  `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
  `<Default Extension="rels" ContentType="${LINKS}"/><Default Extension="xml" ContentType="application/xml"/>`,
  typeOf('/xl/workbook.xml', 'sheet.main'),
  typeOf('/xl/worksheets/sheet1.xml', 'worksheet'),
  '</Types>',
]
const BOOK = [
  `${HEAD}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}">`,
  '<sheets><sheet name="Rows" sheetId="1" r:id="rId1"/></sheets></workbook>',
]
/** The head stays in sight. */
const BEGIN = [
  `${HEAD}<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0">`,
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
  '</sheetView></sheetViews><sheetData>',
].join('')
const END = '</sheetData></worksheet>'

/**
 * Writes rows as a workbook of one sheet, page by page. Texts stand as texts, so that no spreadsheet runs one
 * as a formula; instants and days stay in the API's own words, exact and the same in every country.
 * @param pages of rows, the first of which is the head
 */
export function writeXlsx(pages: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<Buffer> {
  return zipStream([
    { name: '[Content_Types].xml', content: TYPES },
    { name: '_rels/.rels', content: [linkTo('xl/workbook.xml', 'officeDocument')] },
    { name: 'xl/workbook.xml', content: BOOK },
    { name: 'xl/_rels/workbook.xml.rels', content: [linkTo('worksheets/sheet1.xml', 'worksheet')] },
    { name: 'xl/worksheets/sheet1.xml', content: sheetOf(pages) },
  ])
}

async function* sheetOf(pages: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<string> {
  yield BEGIN
  for await (const rows of pages) {
    yield rows.map((cells) => `<row>${cells.map(cellOf).join('')}</row>`).join('')
  }
  yield END
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '<c/>'
  if (typeof value === 'number' && Number.isFinite(value)) return `<c><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cut(text))}</t></is></c>`
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`
}

const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu

/** As XML has it; what XML cannot hold at all becomes the sign for what cannot be shown. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
}
