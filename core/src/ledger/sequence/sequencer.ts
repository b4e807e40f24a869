import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../../database/database.ts'
import type { SealKey } from '../../home/seal-key.ts'
import { sealNext } from './sealing.ts'

/** How many movements get their positions in one transaction. */
export const SEQUENCED_MAX = 20_000
/** Whoever looks at another screen waits for a position: without news it costs a third of a millisecond. */
const PAUSE_MS = 100
/** Seals are for later, and wait for five turns. */
const TURNS_FOR_A_SEAL = 5
const PAUSE_AFTER_FAILURE_MS = 2_000
/** For so long positions and seals are waited for when the node ends; the next start goes on from there. */
const STOP_PATIENCE_MS = 5_000

/** What the order and its proof are made with. */
export interface SequenceOptions {
  readonly database: Database
  readonly key: SealKey
  readonly log: FastifyBaseLogger
}

/** The work that goes on beside postings in every node; in one of them at a time. */
export interface Sequence {
  start(): void
  /** Ends after what came until now has its position and its seal, where that takes no more than a moment. */
  stop(): Promise<void>
}

/**
 * Gives committed movements their positions, ten times a second, and seals them, twice a second. A node that
 * is killed leaves nothing half done: each step is a transaction, and whoever comes next goes on from it.
 */
export function createSequence(options: SequenceOptions): Sequence {
  const end = new AbortController()
  let working: Promise<void> | undefined
  return {
    start() {
      working ??= workUntil(end.signal, options)
    },
    async stop() {
      end.abort()
      const rest = new AbortController()
      const isOver = pause(STOP_PATIENCE_MS, 'late', { signal: rest.signal }).catch(() => undefined)
      const late = await Promise.race([working, isOver])
      rest.abort()
      if (late !== undefined) options.log.warn('the last movements are sealed by the next start')
    },
  }
}

async function workUntil(signal: AbortSignal, options: SequenceOptions): Promise<void> {
  const { log } = options
  let isKeyKnown = false
  let isFailing = false
  let isCaughtUp = true
  for (let turn = 0; !signal.aborted; turn += 1) {
    let rest = PAUSE_MS
    try {
      if (!isKeyKnown) await keepPublicKey(options)
      isKeyKnown = true
      isCaughtUp = await step(options, !isCaughtUp || turn % TURNS_FOR_A_SEAL === 0)
      if (!isCaughtUp) rest = 0
      if (isFailing) log.info('positions and seals are given again')
      isFailing = false
    } catch (err) {
      if (!isFailing) log.error({ err }, 'positions and seals could not be given; tried again until they can')
      isFailing = true
      rest = PAUSE_AFTER_FAILURE_MS
    }
    await pause(rest, undefined, { signal }).catch(() => {})
  }
  await finish(options).catch((err) => log.warn({ err }, 'the last movements are sealed by the next start'))
}

/** @returns whether there is nothing left to do at once */
async function step({ database, key }: SequenceOptions, isSealing: boolean): Promise<boolean> {
  const sequenced = await sequence(database)
  const { hasMore } = isSealing ? await sealNext(database, key) : { hasMore: false }
  return sequenced < SEQUENCED_MAX && !hasMore
}

/**
 * What was posted last before a stop in good order is sealed with it; a backlog is left to the next start.
 */
async function finish({ database, key }: SequenceOptions): Promise<void> {
  await sequence(database)
  await sealNext(database, key, true)
}

/**
 * Gives positions to what was committed since.
 * @returns how many were looked at; -1 where another node is at it
 */
export async function sequence({ appAll }: Database, most = SEQUENCED_MAX): Promise<number> {
  const { rows } = await appAll.raw<{ rows: { taken: number }[] }>(
    'select ledger.sequence_movements(?) as taken',
    [most],
  )
  return rows[0]!.taken
}

/** Tells the database the public half, so that whoever reads a seal can check it. */
export async function keepPublicKey({
  database,
  key,
}: Pick<SequenceOptions, 'database' | 'key'>): Promise<void> {
  await database.appAll.raw('select ledger.keep_seal_key(?, ?, ?)', [
    database.access.credentials.writerKey,
    key.id,
    key.publicPem,
  ])
}
