import type { Knex } from 'knex'
import { idAt } from '../../database/ids.ts'

/** What happened to rows of one topic, with what decides who may hear of it. */
export interface Happening {
  readonly topic: string
  /** The rows: of stock whatever it touched, its item, place, lot, handling unit. */
  readonly ids: readonly string[]
  /** The owner's number; 0 for what is the house's, of which only staff hear. */
  readonly owner: number
  /** The site's number; null where there is none, which only those hear who see all sites. */
  readonly site: number | null
}

/** What happened since the last look. */
export interface News {
  /** How far the record goes. */
  readonly position: number
  readonly happenings: readonly Happening[]
  /** More happened than is told one by one: everything may have changed. */
  readonly isTooMuch: boolean
}

/** The topic of all stock: what is where, and how much of it is free. */
export const STOCK = 'ledger.stock'

const MOVEMENTS_MAX = 500
/** With more than so many before it, a node that was asleep tells that everything may have changed. */
const BACKLOG_MAX = 5_000
const ROWS_MAX = 2_000
/** Numbers and ids are given before the commit, so that each look goes back over the last ones. */
const EVENTS_AGAIN = 1_000
const AGAIN_MS = 10_000

const STOCK_MOVED = `
  with placed as materialized (
    select p.position, p.movement from ledger.position p where p.position > ? order by p.position limit ?),
  touched as (
    select m.owner, b.item, b.lot, b.location, b.handling_unit
      from placed p join ledger.movement m on m.id = p.movement
      join ledger.line l on l.movement = m.id and l.at >= least(m.at, m.effective_at)
      join ledger.bucket b on b.id in (l.from_bucket, l.to_bucket))
  select t.owner, n.site, array[t.item, t.lot, t.location, t.handling_unit] as ids
    from (select distinct * from touched) t join locations.location n on n.id = t.location`

const STOCK_KEPT = `
  select e.id, e.owner, n.site, array[b.item, b.lot, b.location, b.handling_unit] as ids
    from ledger.allocation_event e join ledger.bucket b on b.id in (e.bucket, e.to_bucket)
    join locations.location n on n.id = b.location
   where e.id > ? order by e.id limit ?`

const ROWS_CHANGED = `
  select c.id, c.entity as topic, c.owner, array[c.entity_id] as ids
    from access.change c where c.id > ?::uuid order by c.id desc limit ?`

interface StockRow {
  readonly owner: number
  readonly site: number | null
  readonly ids: readonly string[]
}

/** Reads what happened in the whole database, on whichever node, since it was asked last. */
export class HappeningReader {
  readonly #knex: Knex
  #position: number | undefined
  #event = 0
  #lookAgainUntil = 0
  #eventsTold = new Set<number>()
  #changesTold = new Set<string>()

  constructor(knex: Knex) {
    this.#knex = knex
  }

  /** The first look tells nothing: from there on it is news. */
  async read(): Promise<News> {
    const isFirst = this.#position === undefined
    const { head, event } = await this.#heads()
    this.#position ??= head
    if (isFirst) this.#event = event
    const news = [await this.#moved(head), await this.#kept(event), await this.#changed()]
    return {
      position: this.#position,
      happenings: isFirst ? [] : news.flatMap(({ happenings }) => happenings),
      isTooMuch: !isFirst && news.some(({ isTooMuch }) => isTooMuch),
    }
  }

  async #heads(): Promise<{ head: number; event: number }> {
    const { rows } = await this.#knex.raw(
      `select last_position as head, coalesce((select max(id) from ledger.allocation_event), 0) as event
         from ledger.sequencer`,
    )
    return rows[0]
  }

  async #moved(head: number): Promise<Found> {
    const after = this.#position!
    if (head <= after) return NOTHING
    if (head - after > BACKLOG_MAX) {
      this.#position = head
      return TOO_MUCH
    }
    this.#position = Math.min(head, after + MOVEMENTS_MAX)
    const { rows } = await this.#knex.raw<{ rows: StockRow[] }>(STOCK_MOVED, [after, MOVEMENTS_MAX])
    return { happenings: rows.map(stockOf), isTooMuch: false }
  }

  async #kept(head: number): Promise<Found> {
    if (head > this.#event) this.#lookAgainUntil = Date.now() + AGAIN_MS
    if (Date.now() > this.#lookAgainUntil) return NOTHING
    if (head - this.#event > BACKLOG_MAX) {
      this.#event = head
      return TOO_MUCH
    }
    const after = Math.max(0, this.#event - EVENTS_AGAIN)
    const { rows } = await this.#knex.raw<{ rows: (StockRow & { id: number })[] }>(STOCK_KEPT, [
      after,
      ROWS_MAX,
    ])
    const fresh = rows.filter(({ id }) => !this.#eventsTold.has(id))
    this.#event = Math.max(this.#event, rows.at(-1)?.id ?? 0)
    this.#eventsTold = new Set(rows.map(({ id }) => id))
    return { happenings: fresh.map(stockOf), isTooMuch: false }
  }

  async #changed(): Promise<Found> {
    const since = idAt(Date.now() - AGAIN_MS, new Uint8Array(10))
    type Row = { id: string; topic: string; owner: number; ids: string[] }
    const { rows } = await this.#knex.raw<{ rows: Row[] }>(ROWS_CHANGED, [since, ROWS_MAX])
    const fresh = rows.filter(({ id }) => !this.#changesTold.has(id))
    this.#changesTold = new Set(rows.map(({ id }) => id))
    const happenings = fresh.map(({ topic, owner, ids }) => ({ topic, owner, site: null, ids }))
    return { happenings, isTooMuch: fresh.length === ROWS_MAX }
  }
}

type Found = Pick<News, 'happenings' | 'isTooMuch'>

const NOTHING: Found = { happenings: [], isTooMuch: false }
const TOO_MUCH: Found = { happenings: [], isTooMuch: true }

function stockOf({ owner, site, ids }: StockRow): Happening {
  return { topic: STOCK, owner, site, ids }
}
