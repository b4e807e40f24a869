import { classifyRow, type RowKind, type RowRefusal } from './classify.ts'
import type { CsvRow } from './csv-reader.ts'
import type { GrowingColumns } from './growing-columns.ts'
import { InternedTexts } from './interned-texts.ts'
import { createLocalTime } from './local-time.ts'
import { whyNotStock } from './not-stock.ts'

/** The data set's columns, by the names in its first line. */
export const columnNames = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const

/** What `GrowingColumns.kind` counts. */
export const rowKinds: readonly RowKind[] = ['issue', 'return', 'adjustment']

/** More than this is no quantity of gifts; the ledger itself holds a little more. */
const largestQuantity = 999_999_999

/** The shop's clock. */
export const shopTimeZone = 'Europe/London'

/** Turns lines of the file into rows of the columns, and counts what it refuses. */
export class RowReader {
  read = 0
  readonly refused = new Map<RowRefusal, number>()
  readonly codes = new InternedTexts()
  readonly invoices = new InternedTexts()
  readonly descriptions = new InternedTexts()
  /** How often a code spelled so occurs among the rows to post, by the code's number. */
  readonly codeCount: number[] = []
  /** How often a sale calls a code so: by code number × 2^21 + description number. */
  readonly soldAs = new Map<number, number>()
  readonly #rows: GrowingColumns
  readonly #isStock: boolean[] = []
  readonly #toUtc = createLocalTime(shopTimeZone)
  #fields: number[] = []
  #width = 0
  #instantText = ''
  #instant = Number.NaN

  constructor(rows: GrowingColumns) {
    this.#rows = rows
  }

  /** Finds the columns by name, wherever they stand; returns the names that are missing. */
  useHeader(names: readonly string[]): string[] {
    this.#fields = columnNames.map((name) => names.indexOf(name))
    this.#width = names.length
    return columnNames.filter((_, n) => this.#fields[n]! < 0)
  }

  /** Keeps the row for posting, or counts why it is refused. */
  take(line: CsvRow): void {
    this.read++
    const refusal = line.length === this.#width ? this.#takeFields(line) : 'retail.malformed_row'
    if (refusal) this.refused.set(refusal, (this.refused.get(refusal) ?? 0) + 1)
  }

  #takeFields(line: CsvRow): RowRefusal | undefined {
    const [invoiceField, codeField, descriptionField, quantityField, dateField, priceField, customerField] =
      this.#fields as [number, number, number, number, number, number, number, number]
    const invoice = line.text(invoiceField).trim()
    const code = this.codes.numberOf(line.text(codeField).trim())
    const quantity = toNumber(line.text(quantityField))
    const price = toNumber(line.text(priceField))
    const second = this.#toSecond(line.text(dateField))
    const isWhole = Number.isInteger(quantity) && Math.abs(quantity) <= largestQuantity
    const hasNames = isPrintable(invoice) && isPrintable(this.codes.texts[code]!)
    if (!isWhole || !hasNames || Number.isNaN(price) || Number.isNaN(second)) return 'retail.malformed_row'
    const kind = classifyRow({
      isStock: this.#stock(code),
      isCancellation: invoice.startsWith('C') || invoice.startsWith('c'),
      quantity,
      price,
      hasCustomer: line.text(customerField).trim() !== '',
    })
    if (!isRowKind(kind)) return kind
    const description = this.descriptions.numberOf(line.text(descriptionField).trim())
    this.#noteNames(code, description, kind)
    const rows = this.#rows
    const row = rows.add()
    rows.rowNumber[row] = line.number
    rows.second[row] = second
    rows.item[row] = code
    // A sale's quantity leaves stock, a cancellation's is negative and comes back; an adjustment says it as
    // is.
    rows.change[row] = kind === 'adjustment' ? quantity : -quantity
    rows.invoice[row] = this.invoices.numberOf(invoice)
    rows.description[row] = description
    rows.kind[row] = rowKinds.indexOf(kind)
    return undefined
  }

  /** What stands beside an adjustment may be a remark; beside a sale it is the item's name. */
  #noteNames(code: number, description: number, kind: RowKind): void {
    this.codeCount[code] = (this.codeCount[code] ?? 0) + 1
    if (kind === 'adjustment') return
    const called = code * 2 ** 21 + description
    this.soldAs.set(called, (this.soldAs.get(called) ?? 0) + 1)
  }

  #stock(code: number): boolean {
    const known = this.#isStock[code]
    if (known !== undefined) return known
    const isStock = whyNotStock(this.codes.texts[code]!) === undefined
    this.#isStock[code] = isStock
    return isStock
  }

  /** Neighbouring rows are of one invoice, so that most instants are the one before. */
  #toSecond(text: string): number {
    if (text === this.#instantText) return this.#instant
    this.#instantText = text
    const local = localSecond(text)
    this.#instant = Number.isNaN(local) ? Number.NaN : this.#toUtc(local)
    return this.#instant
  }
}

/** `2010-12-01 08:26:00`, or `12/1/2010 8:26` as the spreadsheet's own export writes it. */
function localSecond(text: string): number {
  const iso = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?$/.exec(text)
  const us = iso ? null : /^(\d\d?)\/(\d\d?)\/(\d{4}) (\d\d?):(\d\d)$/.exec(text)
  if (!iso && !us) return Number.NaN
  const [year, month, day, hour, minute, second] = iso
    ? [iso[1], iso[2], iso[3], iso[4], iso[5], iso[6] ?? 0].map(Number)
    : [us![3], us![1], us![2], us![4], us![5], 0].map(Number)
  const time = Date.UTC(year!, month! - 1, day, hour, minute, second)
  const isReal = new Date(time).getUTCDate() === day && hour! < 24 && minute! < 60 && second! < 60
  // Columns keep seconds in 32 bits, from 1970 on.
  return isReal && year! >= 1980 && year! <= 2100 ? time / 1000 : Number.NaN
}

function isRowKind(kind: RowKind | RowRefusal): kind is RowKind {
  return (rowKinds as readonly string[]).includes(kind)
}

/** Nothing that has no shape on paper: the catalogue would refuse it. */
function isPrintable(text: string): boolean {
  return text !== '' && !/\p{Cc}/u.test(text)
}

function toNumber(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}
