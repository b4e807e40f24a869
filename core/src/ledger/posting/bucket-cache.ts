import { hash } from 'node:crypto'
import type pg from 'pg'
import type { PipelinedPool } from '../../database/pipelined-pool.ts'
import type { SerialTracking } from '../serials/line-serials.ts'
import {
  bucketOf,
  type Fixed,
  type Named,
  nameArrays,
  type SeenBucket,
  seeBuckets,
  unknownIn,
} from './see-buckets.ts'

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

/**
 * The key of a bucket's name. The parts are kept apart, because the status is whatever a caller wrote: owner
 * 1 with the status "2unrestricted" must not name what is owner 12's.
 */
export function bucketKey({ item, location, owner, status, lot, handlingUnit }: BucketName): string {
  return `${item}/${location}/${owner}/${lot ?? ''}/${handlingUnit ?? ''}/${status}`
}

type Found = Map<string, PlacedBucket | UnknownBucket>

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
  async resolve(names: ReadonlyMap<string, BucketName>, { isDryRun }: Resolving): Promise<Found> {
    const found: Found = new Map()
    const missing: Named[] = []
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

  async #load(client: pg.Client, missing: readonly Named[], found: Found): Promise<void> {
    const toMake = this.#take(await seeBuckets(client, missing), found)
    if (toMake.length === 0) return
    const { rows: made } = await client.query<Fixed & { id: number | null }>({
      name: 'ledger.ensure_buckets',
      text: `select id, step, has_lots as "hasLots", serials, catch_unit as "catchUnit"
               from ledger.ensure_buckets($1, $2, $3, $4, $5, $6, $7)`,
      values: [this.#writerKey, ...nameArrays(toMake.map(({ named }) => named))],
    })
    const gone: Named[] = []
    for (const [n, seen] of toMake.entries()) {
      const { id, ...fixed } = made[n]!
      if (id === null) gone.push(seen.named)
      else this.#keep({ ...seen, item: { ...seen.item!, ...fixed } }, id, found)
    }
    // Somebody took the item away, or the place, since it was looked up.
    if (gone.length > 0 && this.#take(await seeBuckets(client, gone), found).length > 0)
      throw new Error('a bucket that was just made is not there')
  }

  /** Finds what is there; what is not is imagined, and not kept. */
  async #imagine(client: pg.Client, missing: readonly Named[], found: Found): Promise<void> {
    for (const seen of this.#take(await seeBuckets(client, missing), found)) {
      const [key] = seen.named
      found.set(key, bucketOf(seen, imaginedId(key)))
    }
  }

  /** Keeps what was found, and gives back the names whose bucket has to be made. */
  #take(looked: readonly SeenBucket[], found: Found): SeenBucket[] {
    const toMake: SeenBucket[] = []
    for (const seen of looked) {
      const unknown = unknownIn(seen)
      if (unknown !== undefined) found.set(seen.named[0], unknown)
      else if (seen.id === null) toMake.push(seen)
      else this.#keep(seen, seen.id, found)
    }
    return toMake
  }

  #keep(seen: SeenBucket, id: number, found: Found): void {
    const [key] = seen.named
    const bucket = bucketOf(seen, id)
    if (this.#buckets.size >= CACHED_MAX) this.#buckets.delete(this.#buckets.keys().next().value!)
    this.#buckets.set(key, bucket)
    found.set(key, bucket)
  }
}

/** Below zero, where no bucket is; the same for a name whoever imagines it: 52 bits of its hash. */
function imaginedId(key: string): number {
  return -1 - Number.parseInt(hash('sha256', key, 'hex').slice(0, 13), 16)
}
