import type { BinaryCopy } from './binary-copy.ts'
import { HOUSE } from './catalogue.ts'
import { Random } from './random.ts'
import {
  BUCKETS_OF_ITEM,
  BUSY_ITEMS,
  CUSTOMER,
  idKinds,
  LOTS_OF_ITEM,
  OPENING,
  type StockPlan,
  SUPPLIER,
} from './stock-plan.ts'

const HOUR_MICROS = 3_600_000_000
const DAY_MICROS = 24 * HOUR_MICROS
/** What each bucket opens with: more than ever leaves it. */
const OPENING_QUANTITY = 20_000
/** Lines of movements in turn: two on average. */
const LINE_COUNTS = [1, 1, 1, 5]
/** Of a thousand movements: told more than an hour late; told within the hour. */
const LATE_PER_MILLE = 20
const WITHIN_THE_HOUR_PER_MILLE = 280
/**
 * Of a thousand lines, those of the busy items: 200 a month in each of their buckets at ten million lines.
 */
const BUSY_PER_MILLE = 15

export const lineColumns = [
  ...[
    'id',
    'at',
    'effective_at',
    'from_bucket',
    'to_bucket',
    'movement',
    'owner',
    'from_version',
    'to_version',
  ],
  ...['n', 'from_late', 'to_late', 'quantity', 'from_after', 'to_after'],
] as const
export const movementColumns = [
  ...['id', 'at', 'effective_at', 'owner', 'kind', 'actor', 'source_type', 'source_id'],
] as const

const SYSTEM = Buffer.from('00000000000070008000000000000003', 'hex')

/** How the balances stand, by bucket. */
export interface Balances {
  readonly onHand: Float64Array
  readonly version: Int32Array
  readonly lastAt: Float64Array
  readonly lastEffective: Float64Array
}

/** What a movement is, before its lines. */
interface Movement {
  readonly number: number
  readonly at: number
  readonly effective: number
}

/**
 * Makes movements in the order of their instants and writes them, with every balance after, version and late
 * flag as the ledger would have: first all openings, then receipts, issues and transfers.
 */
export class MovementMaker {
  readonly balances: Balances
  readonly #plan: StockPlan
  readonly #random = new Random(20_261_124)
  #lines = 0
  #movements = 0

  constructor(plan: StockPlan) {
    this.#plan = plan
    const size = plan.balances + 1
    this.balances = {
      onHand: new Float64Array(size),
      version: new Int32Array(size),
      lastAt: new Float64Array(size),
      lastEffective: new Float64Array(size),
    }
  }

  /** How many lines there are by now. */
  get lines(): number {
    return this.#lines
  }

  /**
   * When the next movement is posted; undefined when all are made. On a whole millisecond, so that its id
   * says the same.
   */
  get nextAt(): number | undefined {
    const { items, start, opened, end, lines, balances } = this.#plan
    const isOpening = this.#movements < items
    if (!isOpening && this.#lines >= lines) return undefined
    const at = isOpening
      ? start + ((opened - start) * this.#movements) / items
      : opened + ((end - opened) * (this.#lines - balances)) / (lines - balances)
    return Math.floor(at / 1000) * 1000
  }

  /** Writes the next movement with its lines. */
  write(lines: BinaryCopy, movements: BinaryCopy): void {
    const at = this.nextAt!
    const number = this.#movements
    this.#movements += 1
    if (number < this.#plan.items) {
      writeMovement(movements, { number, at, effective: at }, 'opening')
      for (let place = 0; place < BUCKETS_OF_ITEM; place += 1) {
        const from = this.#plan.outsideOf(number, place, OPENING)
        const side = { from, to: this.#plan.bucketOf(number, place), quantity: OPENING_QUANTITY }
        this.#writeLine(lines, { number, at, effective: at }, side, place)
      }
      return
    }
    const movement = { number, at, effective: this.#effectiveOf(at) }
    const kind = this.#random.below(100)
    const count = Math.min(LINE_COUNTS[number % LINE_COUNTS.length]!, this.#plan.lines - this.#lines)
    writeMovement(movements, movement, kind < 60 ? 'transfer' : kind < 85 ? 'issue' : 'receipt')
    for (let n = 0; n < count; n += 1) this.#writeLine(lines, movement, this.#sidesOf(kind), n)
  }

  #effectiveOf(at: number): number {
    const turn = this.#random.below(1000)
    if (turn >= LATE_PER_MILLE + WITHIN_THE_HOUR_PER_MILLE) return at
    const late = turn < LATE_PER_MILLE
    const ago = late
      ? HOUR_MICROS + this.#random.below(30 * DAY_MICROS)
      : this.#random.below(HOUR_MICROS - 1_000_000)
    return Math.max(at - ago, this.#plan.opened)
  }

  #sidesOf(kind: number): { from: number; to: number; quantity: number } {
    const plan = this.#plan
    const isBusy = this.#random.below(1000) < BUSY_PER_MILLE
    const item = isBusy ? this.#random.below(BUSY_ITEMS) : this.#random.below(plan.items)
    const place = this.#random.below(BUCKETS_OF_ITEM)
    const quantity = 1 + this.#random.below(9)
    const bucket = plan.bucketOf(item, place)
    if (kind >= 85) return { from: plan.outsideOf(item, place, SUPPLIER), to: bucket, quantity }
    if (kind >= 60) return { from: bucket, to: plan.outsideOf(item, place, CUSTOMER), quantity }
    const steps = 1 + this.#random.below(BUCKETS_OF_ITEM / LOTS_OF_ITEM - 1)
    const other = (place + steps * LOTS_OF_ITEM) % BUCKETS_OF_ITEM
    return { from: bucket, to: plan.bucketOf(item, other), quantity }
  }

  #writeLine(
    copy: BinaryCopy,
    { number, at, effective }: Movement,
    { from, to, quantity }: { from: number; to: number; quantity: number },
    n: number,
  ): void {
    this.#lines += 1
    const lineAt = at + n
    const isLongAgo = lineAt - effective > HOUR_MICROS
    const isFrom = from <= this.#plan.balances
    const isTo = to <= this.#plan.balances
    const { lastEffective, version, onHand } = this.balances
    const isFromLate = isFrom && (isLongAgo || lastEffective[from]! > effective)
    const isToLate = isTo && (isLongAgo || lastEffective[to]! > effective)
    if (isFrom) this.#change(from, -quantity, lineAt, effective)
    if (isTo) this.#change(to, quantity, lineAt, effective)
    copy.row(lineColumns.length)
    copy.bigint(this.#lines)
    copy.instant(lineAt)
    copy.instant(effective)
    copy.bigint(from)
    copy.bigint(to)
    copy.uuid(at / 1000, idKinds.movement, number)
    copy.int(HOUSE)
    if (isFrom) copy.int(version[from]!)
    else copy.null()
    if (isTo) copy.int(version[to]!)
    else copy.null()
    copy.smallint(n + 1)
    copy.bool(isFromLate)
    copy.bool(isToLate)
    copy.whole(quantity)
    if (isFrom) copy.whole(onHand[from]!)
    else copy.null()
    if (isTo) copy.whole(onHand[to]!)
    else copy.null()
  }

  #change(bucket: number, change: number, at: number, effective: number): void {
    const { onHand, version, lastAt, lastEffective } = this.balances
    onHand[bucket]! += change
    version[bucket]! += 1
    lastAt[bucket] = at
    if (effective > lastEffective[bucket]!) lastEffective[bucket] = effective
  }
}

function writeMovement(copy: BinaryCopy, { number, at, effective }: Movement, kind: string): void {
  copy.row(movementColumns.length)
  copy.uuid(at / 1000, idKinds.movement, number)
  copy.instant(at)
  copy.instant(effective)
  copy.int(HOUSE)
  copy.text(kind)
  copy.id(SYSTEM)
  if (kind === 'issue') {
    copy.text('order')
    copy.text(`SO-${number}`)
  } else {
    copy.null()
    copy.null()
  }
}
