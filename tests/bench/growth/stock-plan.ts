import { idText } from './binary-copy.ts'

/** An item lies in so many buckets, and a bin holds so many: what the figures for "as of" are asked about. */
export const BUCKETS_OF_ITEM = 50
export const BUCKETS_OF_BIN = 100
/** Lots of an item that has them; each of its buckets is of one. */
export const LOTS_OF_ITEM = 5
/** These items have so much more traffic that each of their buckets gets about 200 lines a month. */
export const BUSY_ITEMS = 2
/** One item in so many has lots. */
const ITEMS_FOR_ONE_WITH_LOTS = 4
const LINES_FOR_ONE_BALANCE = 10
/** Larger than any number of balances, and prime, so that it scatters the numbers of buckets. */
const SCATTER = 7_368_787
const DAY_MICROS = 86_400_000_000

/** What the last byte but seven of an id says it names. */
export const idKinds = { item: 1, lot: 2, bin: 3, movement: 4 } as const

/** The places outside, in the order in which an item's buckets there are numbered. */
export const outside = [
  '00000000-0000-7000-8000-000000000011',
  '00000000-0000-7000-8000-000000000012',
  '00000000-0000-7000-8000-000000000014',
] as const
export const SUPPLIER = 0
export const CUSTOMER = 1
export const OPENING = 2

/** Which item lies where: all of it follows from the number of lines, so that nothing need be remembered. */
export interface StockPlan {
  readonly lines: number
  readonly balances: number
  readonly items: number
  readonly bins: number
  /** In microseconds: the first month's beginning, the end of stock-taking, and just before now. */
  readonly start: number
  readonly opened: number
  readonly end: number
  /** The balanced bucket of an item, 0 to 49, as a number from 1. */
  bucketOf(item: number, place: number): number
  /** What a balanced bucket is of. */
  stockIn(bucket: number): { readonly item: number; readonly place: number }
  /** The bucket outside that stock of the same lot comes from or goes to. */
  outsideOf(item: number, place: number, side: number): number
  binOf(item: number, place: number): number
  isWithLots(item: number): boolean
  itemId(item: number): string
  binId(bin: number): string
  /** The lot of an item's bucket; undefined where it has none. */
  lotId(item: number, place: number): string | undefined
}

/** How large a ledger is to be made. */
export interface PlanOptions {
  readonly lines: number
  /** One for ten lines unless said; as many as lines is a stock that nobody has moved yet. */
  readonly balances?: number
  readonly now: Date
  /** Calendar months, the running one among them. */
  readonly months?: number
}

/** Lays out a stock of a tenth as many balances as lines, over twelve calendar months. */
export function planStock({ lines, balances: asked, now, months = 12 }: PlanOptions): StockPlan {
  const items = Math.max(
    BUSY_ITEMS + 1,
    Math.round((asked ?? lines / LINES_FOR_ONE_BALANCE) / BUCKETS_OF_ITEM),
  )
  const balances = items * BUCKETS_OF_ITEM
  const shelves = Math.max(1, Math.round(balances / BUCKETS_OF_BIN / BUCKETS_OF_ITEM))
  const bins = shelves * BUCKETS_OF_ITEM
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1) * 1000
  const end = (now.getTime() - 10_000) * 1000
  const opened = Math.min(start + 3 * DAY_MICROS, start + (end - start) / 4)
  const bornAt = start / 1000 - 1
  const placeAt = new Int32Array(balances)
  for (let n = 0; n < balances; n += 1) placeAt[(n * SCATTER) % balances] = n
  const isWithLots = (item: number): boolean => item >= BUSY_ITEMS && item % ITEMS_FOR_ONE_WITH_LOTS === 0
  const lotOf = (item: number, place: number): number => (isWithLots(item) ? place % LOTS_OF_ITEM : 0)
  return {
    lines: Math.max(lines, balances),
    balances,
    items,
    bins,
    start,
    opened: Math.floor(opened),
    end,
    bucketOf: (item, place) => (((item * BUCKETS_OF_ITEM + place) * SCATTER) % balances) + 1,
    stockIn(bucket) {
      const n = placeAt[bucket - 1]!
      return { item: Math.floor(n / BUCKETS_OF_ITEM), place: n % BUCKETS_OF_ITEM }
    },
    outsideOf: (item, place, side) =>
      balances + 1 + (item * LOTS_OF_ITEM + lotOf(item, place)) * outside.length + side,
    binOf: (item, place) => (item + place * shelves) % bins,
    isWithLots,
    itemId: (item) => idText(bornAt, idKinds.item, item),
    binId: (bin) => idText(bornAt, idKinds.bin, bin),
    lotId: (item, place) =>
      isWithLots(item) ? idText(bornAt, idKinds.lot, item * LOTS_OF_ITEM + lotOf(item, place)) : undefined,
  }
}
