import type { MovementInput, PlaceInput } from '../../ledger/posting/command.ts'
import { RepeatableIds } from '../repeatable-ids.ts'
import type { RetailHistory } from './read-history.ts'
import { reasonForRemark } from './remark-reasons.ts'
import { rowKinds } from './row-reader.ts'

/** Where an item is kept: its id and its bin's. */
export interface ItemPlace {
  readonly item: string
  readonly bin: string
}

/** The outside places, by their ids from the locations' first migration. */
const customer: PlaceInput = { location: '00000000-0000-7000-8000-000000000012' }
const adjustment: PlaceInput = { location: '00000000-0000-7000-8000-000000000013' }
const opening: PlaceInput = { location: '00000000-0000-7000-8000-000000000014' }

const longestNote = 200

/** Makes the movements of a history; the same row makes the same movement, its id included, every time. */
export class HistoryMovements {
  readonly #history: RetailHistory
  readonly #items: readonly string[]
  readonly #bins: readonly PlaceInput[]
  readonly #rowIds: RepeatableIds
  readonly #openingIds: RepeatableIds
  #second = -1
  #instant = ''

  constructor(history: RetailHistory, places: readonly ItemPlace[]) {
    this.#history = history
    this.#items = places.map(({ item }) => item)
    this.#bins = places.map(({ bin }) => ({ location: bin }))
    this.#rowIds = new RepeatableIds(`retail row ${history.contentHash}`)
    this.#openingIds = new RepeatableIds(`retail opening ${history.contentHash}`)
  }

  /** What lay in an item's bin when the year began. */
  opening(item: number, quantity: number, second: number): MovementInput {
    return {
      id: this.#openingIds.at(second * 1000, item),
      kind: 'opening',
      effectiveAt: this.#at(second),
      lines: [{ item: this.#items[item]!, quantity, from: opening, to: this.#bins[item]! }],
    }
  }

  /** One row of an invoice. */
  row(row: number): MovementInput {
    const { rows, invoices } = this.#history
    const second = rows.second[row]!
    const item = rows.item[row]!
    const change = rows.change[row]!
    const kind = rowKinds[rows.kind[row]!]!
    const outside = kind === 'adjustment' ? adjustment : customer
    const bin = this.#bins[item]!
    const movement = {
      id: this.#rowIds.at(second * 1000, rows.rowNumber[row]!),
      kind,
      source: { type: 'invoice', id: invoices[rows.invoice[row]!]! },
      effectiveAt: this.#at(second),
      lines: [
        change > 0
          ? { item: this.#items[item]!, quantity: change, from: outside, to: bin }
          : { item: this.#items[item]!, quantity: -change, from: bin, to: outside },
      ],
    }
    if (kind !== 'adjustment') return movement
    const remark = this.#remark(item, rows.description[row]!)
    const reason = reasonForRemark(remark)
    return remark === '' ? { ...movement, reason } : { ...movement, reason, note: remark }
  }

  /** What stands beside an adjustment, unless it is the item's own name. */
  #remark(item: number, description: number): string {
    const isName = this.#history.items[item]!.names.has(description)
    if (isName) return ''
    return this.#history.descriptions[description]!.replace(/\p{Cc}+/gu, ' ').slice(0, longestNote)
  }

  /** Neighbouring rows happened at the same minute. */
  #at(second: number): string {
    if (second !== this.#second) {
      this.#second = second
      this.#instant = new Date(second * 1000).toISOString()
    }
    return this.#instant
  }
}
