import { hash } from 'node:crypto'
import type pg from 'pg'
import { NIL_ID } from '../../database/ids.ts'
import type { PipelinedPool } from '../../database/pipelined-pool.ts'
import type { SerialTracking } from '../serials/line-serials.ts'
import { plainArray, textArray } from './array-literal.ts'
import { microsOf } from './micros.ts'

const CACHED_MAX = 200_000

/** What is fixed about a bucket for ever: which is why it may be cached. */
export interface Bucket {
  readonly id: number
  readonly item: string
  readonly itemOwner: number | null
  readonly sku: string
  readonly stepMicros: number
  readonly hasLots: boolean
  readonly serials: SerialTracking
  /** The unit of the second quantity; null for an item without catch weight. */
  readonly catchUnit: string | null
  readonly location: string
  readonly code: string
  readonly status: string
  /** Null for stock without a lot. */
  readonly lot: string | null
  readonly lotName: string | null
  /** Null for loose stock. */
  readonly handlingUnit: string | null
  readonly unitCode: string | null
  /** False for the world outside, which keeps no balance. */
  readonly isBalanced: boolean
}

/** A bucket with the number of its place's site, which is as fixed; null for the world outside. */
export interface PlacedBucket extends Bucket {
  readonly site: number | null
}

/** The dimensions that name a bucket. */
export interface BucketName {
  readonly item: string
  readonly location: string
  readonly owner: number
  readonly status: string
  readonly lot: string | null
  readonly handlingUnit: string | null
}

/** Why a name stands for no bucket. */
export type UnknownBucket = 'item' | 'location' | 'status' | 'lot' | 'handlingUnit'

/** What an item's first bucket fixes for good. */
interface Fixed {
  step: number
  has_lots: boolean
  serials: SerialTracking
  catch_unit: string | null
}

interface Row extends Fixed {
  n: number
  item_known: boolean
  location_known: boolean
  status_known: boolean
  lot_known: boolean
  unit_known: boolean
  id: number | null
  item_owner: number | null
  sku: string
  code: string
  site: number | null
  lot_name: string | null
  unit_code: string | null
  balanced: boolean
}

/**
 * The key of a bucket's name. The parts are kept apart, because the status is whatever a caller wrote: owner
 * 1 with the status "2unrestricted" must not name what is owner 12's.
 */
export function bucketKey({ item, location, owner, status, lot, handlingUnit }: BucketName): string {
  return `${item}/${location}/${owner}/${lot ?? ''}/${handlingUnit ?? ''}/${status}`
}

/** Whether what is resolved is tried alone, so that no bucket may come of it. */
export interface Resolving {
  readonly isDryRun: boolean
}

/**
 * Names to buckets. Those that are not there yet are made in autocommit, outside the posting. A cached bucket
 * is never wrong, because its row is insert-only and an item's step is fixed once a bucket exists.
 */
export class BucketCache {
  readonly #pool: PipelinedPool
  readonly #writerKey: string
  readonly #buckets = new Map<string, PlacedBucket>()

  constructor(pool: PipelinedPool, writerKey: string) {
    this.#pool = pool
    this.#writerKey = writerKey
  }

  /** The bucket of a name that was resolved before, if it is still cached. */
  get(key: string): PlacedBucket | undefined {
    return this.#buckets.get(key)
  }

  /**
   * Resolves many names at once: one query for those not cached, another where buckets have to be made. A
   * dry run makes none: it gets imagined ones, which its own transaction makes and takes back.
   * @returns for every key its bucket, or what about the name is unknown
   */
  async resolve(
    names: ReadonlyMap<string, BucketName>,
    { isDryRun }: Resolving,
  ): Promise<Map<string, PlacedBucket | UnknownBucket>> {
    const found = new Map<string, PlacedBucket | UnknownBucket>()
    const missing: [string, BucketName][] = []
    for (const [key, name] of names) {
      const bucket = this.#buckets.get(key)
      if (bucket === undefined) missing.push([key, name])
      else found.set(key, bucket)
    }
    if (missing.length === 0) return found
    if (isDryRun) await this.#pool.use((client) => this.#imagine(client, missing, found))
    else await this.#pool.use((client) => this.#load(client, missing, found))
    return found
  }

  async #load(
    client: pg.Client,
    missing: readonly [string, BucketName][],
    found: Map<string, PlacedBucket | UnknownBucket>,
  ): Promise<void> {
    const toMake = this.#take(await this.#select(client, missing), missing, found)
    if (toMake.length === 0) return
    const names = toMake.map((row) => missing[row.n - 1]!)
    const { rows: made } = await client.query<Fixed & { id: number | null }>({
      name: 'ledger.ensure_buckets',
      text: 'select * from ledger.ensure_buckets($1, $2, $3, $4, $5, $6, $7)',
      values: [this.#writerKey, ...nameArrays(names)],
    })
    const gone: [string, BucketName][] = []
    for (const [n, [key, name]] of names.entries()) {
      const { id, ...fixed } = made[n]!
      if (id === null) gone.push([key, name])
      else found.set(key, this.#keep(key, bucketOf(name, { ...toMake[n]!, ...fixed }, id)))
    }
    // Somebody took the item away, or the place, since it was looked up.
    if (gone.length > 0 && this.#take(await this.#select(client, gone), gone, found).length > 0)
      throw new Error('a bucket that was just made is not there')
  }

  /** Finds what is there; what is not is imagined, and not kept. */
  async #imagine(
    client: pg.Client,
    missing: readonly [string, BucketName][],
    found: Map<string, PlacedBucket | UnknownBucket>,
  ): Promise<void> {
    for (const row of this.#take(await this.#select(client, missing), missing, found)) {
      const [key, name] = missing[row.n - 1]!
      found.set(key, bucketOf(name, row, imaginedId(key)))
    }
  }

  /** Keeps what was found, and gives back the rows of names whose bucket has to be made. */
  #take(
    rows: readonly Row[],
    asked: readonly [string, BucketName][],
    found: Map<string, PlacedBucket | UnknownBucket>,
  ): Row[] {
    const toMake: Row[] = []
    for (const row of rows) {
      const [key, name] = asked[row.n - 1]!
      if (!row.item_known) found.set(key, 'item')
      else if (!row.location_known) found.set(key, 'location')
      else if (!row.status_known) found.set(key, 'status')
      else if (!row.lot_known) found.set(key, 'lot')
      else if (!row.unit_known) found.set(key, 'handlingUnit')
      else if (row.id === null) toMake.push(row)
      else found.set(key, this.#keep(key, bucketOf(name, row, row.id)))
    }
    return toMake
  }

  #keep(key: string, bucket: PlacedBucket): PlacedBucket {
    if (this.#buckets.size >= CACHED_MAX) this.#buckets.delete(this.#buckets.keys().next().value!)
    this.#buckets.set(key, bucket)
    return bucket
  }

  /**
   * The limit keeps each name's look-up an index scan by its whole key. As a plain join, planned while the
   * table was small, it was one scan by lot and handling unit, compared with every name: 290 ms for 101 names
   * among
   * 15,857 buckets.
   */
  async #select(client: pg.Client, names: readonly [string, BucketName][]): Promise<Row[]> {
    const { rows } = await client.query<Row>({
      name: 'ledger.select_buckets',
      text: `select a.n::int, i.id is not null as item_known, l.id is not null as location_known,
                    s.no is not null as status_known, a.lot = $7 or t.id is not null as lot_known,
                    a.unit = $7 or u.id is not null as unit_known, b.id, i.owner as item_owner, i.sku, i.step,
                    i.has_lots, i.serials, i.catch_unit, l.code, l.site, t.name as lot_name,
                    u.code as unit_code,
                    k.balanced
               from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::uuid[],
               $6::uuid[]) with ordinality
                      a (item, location, owner, status, lot, unit, n)
               left join items.item i on i.id = a.item
               left join locations.location l on l.id = a.location
               left join locations.kind k on k.name = l.kind
               left join ledger.status s on s.name = a.status
               left join items.lot t on t.id = a.lot and t.item = a.item
               left join locations.handling_unit u on u.id = a.unit
               left join lateral (select b.id from ledger.bucket b
                 where b.item = a.item and b.location = a.location and b.owner = a.owner and b.status = s.no
                   and b.lot = a.lot and b.handling_unit = a.unit limit 1) b on true`,
      values: [...nameArrays(names), NIL_ID],
    })
    return rows
  }
}

function bucketOf(name: BucketName, row: Row, id: number): PlacedBucket {
  return {
    id,
    item: name.item,
    itemOwner: row.item_owner,
    sku: row.sku,
    stepMicros: microsOf(row.step),
    hasLots: row.has_lots,
    serials: row.serials,
    catchUnit: row.catch_unit,
    location: name.location,
    code: row.code,
    site: row.site,
    status: name.status,
    lot: name.lot,
    lotName: row.lot_name,
    handlingUnit: name.handlingUnit,
    unitCode: row.unit_code,
    isBalanced: row.balanced,
  }
}

/** Below zero, where no bucket is; the same for a name whoever imagines it: 52 bits of its hash. */
function imaginedId(key: string): number {
  return -1 - Number.parseInt(hash('sha256', key, 'hex').slice(0, 13), 16)
}

function nameArrays(names: readonly [string, BucketName][]): string[] {
  return [
    plainArray(names.map(([, { item }]) => item)),
    plainArray(names.map(([, { location }]) => location)),
    plainArray(names.map(([, { owner }]) => owner)),
    textArray(names.map(([, { status }]) => status)),
    plainArray(names.map(([, { lot }]) => lot ?? NIL_ID)),
    plainArray(names.map(([, { handlingUnit }]) => handlingUnit ?? NIL_ID)),
  ]
}
