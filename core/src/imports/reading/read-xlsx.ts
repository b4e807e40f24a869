import { DomainError, refuse } from '@stowage/sdk'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { checkSize } from './read-csv.ts'
import { readWholeXml, readXml } from './read-xml.ts'
import { CELL_MAX, type Cell, COLUMNS_MAX, type SheetRow, type SheetRows } from './sheet.ts'
import { cellWriter, readStyles, type Styles } from './xlsx-styles.ts'

const STRINGS_MAX = 2_000_000
const CHARACTERS_MAX = 60_000_000

/**
 * Reads one sheet of a workbook row by row; memory holds the workbook's own table of texts and a few rows.
 * That a workbook unpacks to no more than it may was seen when it was stored.
 *
 * Not read-excel-file, which builds the whole sheet before it gives the first row, and knows no number
 * formats:
 * a code shown as 00042 would come as 42.
 * @throws DomainError `imports.xlsx_broken`, `imports.sheet_unknown`
 */
export async function* readXlsx(path: string, sheet: string): SheetRows {
  const zip = await open(path)
  try {
    const entries = await entriesOf(zip)
    const { sheets, isFrom1904 } = await workbookOf(zip, entries)
    const part = sheets.get(sheet)
    if (part === undefined) throw refuse('imports.sheet_unknown', { sheet, sheets: [...sheets.keys()] })
    const strings = await stringsOf(zip, entries.get('xl/sharedStrings.xml'))
    const styles = await stylesOf(zip, entries.get('xl/styles.xml'))
    yield* rowsOf(zip, entries.get(part), { strings, styles, isFrom1904 })
  } catch (error) {
    throw error instanceof DomainError ? error : refuse('imports.xlsx_broken', { problem: wordsOf(error) })
  } finally {
    zip.close()
  }
}

/** The names of a workbook's sheets, in their order. @throws DomainError `imports.xlsx_broken` */
export async function sheetsOf(path: string): Promise<string[]> {
  const zip = await open(path)
  try {
    const { sheets } = await workbookOf(zip, await entriesOf(zip))
    if (sheets.size === 0) throw new Error('it has no sheets')
    return [...sheets.keys()]
  } catch (error) {
    throw refuse('imports.xlsx_broken', { problem: wordsOf(error) })
  } finally {
    zip.close()
  }
}

async function open(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true })
  } catch (error) {
    throw refuse('imports.xlsx_broken', { problem: wordsOf(error) })
  }
}

type Entries = ReadonlyMap<string, Entry>

async function entriesOf(zip: ZipFile): Promise<Entries> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  return entries
}

interface Workbook {
  /** The part of each sheet, by its name. */
  readonly sheets: ReadonlyMap<string, string>
  readonly isFrom1904: boolean
}

async function workbookOf(zip: ZipFile, entries: Entries): Promise<Workbook> {
  const targets = new Map<string, string>()
  await read(zip, entries.get('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets = new Map<string, string>()
  let isFrom1904 = false
  await read(zip, entries.get('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key) && key !== 'sheetId')?.[1]
      const part = targets.get(id ?? '')
      if (part !== undefined) sheets.set(attributes.name ?? '', part)
    },
  })
  return { sheets, isFrom1904 }
}

async function read(zip: ZipFile, entry: Entry | undefined, reader: Parameters<typeof readXml>[1]) {
  if (entry === undefined) throw new Error('a part of it is missing')
  await readWholeXml(await zip.openReadStreamPromise(entry), reader)
}

async function stylesOf(zip: ZipFile, entry: Entry | undefined): Promise<Styles> {
  return entry === undefined ? [] : readStyles(await zip.openReadStreamPromise(entry))
}

/** The workbook's table of texts, without the readings of Japanese ones. */
async function stringsOf(zip: ZipFile, entry: Entry | undefined): Promise<readonly string[]> {
  if (entry === undefined) return []
  const strings: string[] = []
  let [text, characters] = ['', 0]
  let [isText, isReading] = [false, false]
  await read(zip, entry, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') isText = true
      else if (name === 'rPh') isReading = true
    },
    text(piece) {
      if (isText && !isReading) text += piece
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isReading = false
      if (name !== 'si') return
      characters += text.length
      strings.push(unescaped(text))
      if (strings.length > STRINGS_MAX || characters > CHARACTERS_MAX)
        throw new Error('it has too many different texts; save it as CSV')
    },
  })
  return strings
}

interface Book {
  readonly strings: readonly string[]
  readonly styles: Styles
  readonly isFrom1904: boolean
}

async function* rowsOf(zip: ZipFile, entry: Entry | undefined, book: Book): SheetRows {
  if (entry === undefined) throw new Error('a sheet of it is missing')
  const reader = new SheetReader(book)
  for await (const _ of readXml(await zip.openReadStreamPromise(entry), reader)) {
    const rows = reader.take()
    if (rows.length > 0) yield rows
  }
}

/** Puts rows together of the elements of a sheet. */
class SheetReader {
  readonly #book: Book
  readonly #write: ReturnType<typeof cellWriter>
  #rows: SheetRow[] = []
  #number = 0
  #cells: Cell[] = []
  #column = 0
  #type = ''
  #style = 0
  #text = ''
  #isValue = false

  constructor(book: Book) {
    this.#book = book
    this.#write = cellWriter(book.styles, book.isFrom1904)
  }

  take(): readonly SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, { r = '', t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#number = r === '' ? this.#number + 1 : Number(r)
      this.#cells = []
      this.#column = 0
    } else if (name === 'c') {
      if (r !== '') this.#column = columnOf(r)
      if (this.#column >= COLUMNS_MAX)
        throw refuse('imports.too_many_columns', { row: this.#number, limit: COLUMNS_MAX })
      this.#type = t
      this.#style = Number(s)
      this.#text = ''
    } else if (name === 'v' || name === 't') this.#isValue = true
  }

  text(piece: string): void {
    if (this.#isValue && this.#text.length <= CELL_MAX) this.#text += piece
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false
    else if (name === 'c') {
      while (this.#cells.length < this.#column) this.#cells.push(null)
      this.#cells[this.#column] = this.#valueOf()
      this.#column += 1
    } else if (name === 'row') {
      checkSize(this.#cells, this.#number)
      this.#rows.push({ number: this.#number, cells: this.#cells })
    }
  }

  #valueOf(): Cell {
    const text = this.#text
    if (text === '') return null
    switch (this.#type) {
      case 's':
        return this.#book.strings[Number(text)] ?? null
      case 'b':
        return text === '1'
      case 'n':
        return this.#write(Number(text), this.#style)
      default:
        return unescaped(text)
    }
  }
}

function columnOf(place: string): number {
  let column = 0
  for (const sign of place) {
    const letter = sign.charCodeAt(0) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

/** What XML cannot hold stands as `_x0007_`. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 200)
}
