import type { DraftLine, Enrichment } from '@stowage/sdk'
import type pg from 'pg'
import {
  type Bucket,
  type BucketCache,
  type BucketName,
  bucketKey,
  type UnknownBucket,
} from './bucket-cache.ts'
import { type Draft, isMovement, type Line, type Movement } from './draft.ts'
import { HookError, type HookSite } from './hook-attempt.ts'
import { draftOf, type HookRunner } from './hook-runner.ts'
import { exactMicros } from './micros.ts'

/** What an enricher's line has nothing of. */
const PLAIN_LINE = { catchMicros: null, keyed: null, allocation: null, returns: null, serials: [] }

interface Added {
  readonly site: HookSite
  readonly adds: 'lines' | 'fields'
  readonly enrichments: readonly (Enrichment | undefined)[]
}

/**
 * Lets the enrichers add to a group's movements, once. It runs before anything is locked, because an added
 * line brings further buckets, and all keys must be known to be locked in order.
 * @throws HookError when an enricher adds what it did not declare, or a line that cannot stand
 */
export async function enrichDrafts(
  client: pg.Client,
  drafts: readonly Draft[],
  hooks: HookRunner,
  buckets: BucketCache,
): Promise<void> {
  const originals = drafts.flatMap((draft) => draft.movements.filter(isMovement))
  const views = originals.map((movement) => draftOf(movement, null))
  let movements = originals
  const isDryRun = drafts.some(({ command }) => command.dryRun === true)
  const resolve = (names: ReadonlyMap<string, BucketName>) => buckets.resolve(names, { isDryRun })
  for (const added of await hooks.enrich(client, views)) movements = await addAll(movements, added, resolve)
  const enriched = new Map(originals.map((movement, i) => [movement, movements[i]!]))
  for (const draft of drafts) {
    draft.movements = draft.movements.map((entry) => (isMovement(entry) ? enriched.get(entry)! : entry))
  }
}

type Resolve = (names: ReadonlyMap<string, BucketName>) => ReturnType<BucketCache['resolve']>

async function addAll(movements: Movement[], added: Added, resolve: Resolve): Promise<Movement[]> {
  const { site, adds, enrichments } = added
  const names = new Map<string, BucketName>()
  for (const [i, movement] of movements.entries()) {
    const enrichment = enrichments[i]
    const isUndeclared = adds === 'lines' ? hasFields(enrichment) : enrichment?.lines !== undefined
    if (isUndeclared)
      throw new HookError(site, new Error(`it declared to add ${adds} and added something else`))
    for (const line of enrichment?.lines ?? []) {
      for (const name of namesOf(line, movement.owner)) names.set(bucketKey(name), name)
    }
  }
  const resolved = await resolve(names)
  return movements.map((movement, i) => {
    const enrichment = enrichments[i]
    if (enrichment === undefined) return movement
    const lines = (enrichment.lines ?? []).map((line) => {
      const [from, to] = namesOf(line, movement.owner).map((name) => resolved.get(bucketKey(name)))
      const micros = exactMicros(line.quantity)
      if (!isPlain(from) || !isPlain(to) || micros === undefined || micros <= 0) {
        throw new HookError(
          site,
          new Error('it added a line with an unknown item, place or lot, or no quantity'),
        )
      }
      return { ...PLAIN_LINE, from, to, micros } satisfies Line
    })
    return {
      ...movement,
      reason: enrichment.reason ?? movement.reason,
      note: enrichment.note ?? movement.note,
      lines: [...movement.lines, ...lines],
    }
  })
}

/**
 * Whether a line added by a plugin may name the bucket: it says no second quantity, no serial numbers, and a
 * lot where one is kept.
 */
function isPlain(bucket: Bucket | UnknownBucket | undefined): bucket is Bucket {
  if (typeof bucket !== 'object') return false
  if (bucket.serials === 'always' || (bucket.serials === 'dispatch' && !bucket.isBalanced)) return false
  return bucket.catchUnit === null && bucket.hasLots === (bucket.lot !== null)
}

function hasFields(enrichment: Enrichment | undefined): boolean {
  return enrichment?.reason !== undefined || enrichment?.note !== undefined
}

function namesOf({ item, from, to }: DraftLine, owner: number): [BucketName, BucketName] {
  return [
    { item, owner, ...from },
    { item, owner, ...to },
  ]
}
