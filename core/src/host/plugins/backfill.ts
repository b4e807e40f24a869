import type { BackfillContext, PluginDeclaration, PostedMovement } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { sequence } from '../../ledger/sequence/sequencer.ts'
import { backfillOf } from './lifecycle-step.ts'
import { readPosted } from './posted-movements.ts'

/** How many movements a plugin gets at once: few enough that the loop is not held up by writing them out. */
const BATCH = 250
/** How many may have no position yet. */
const UNPLACED_MAX = 20 * BATCH
/** How near to the end is near enough for what is done while nobody posts. */
const NEAR = 50
/** Postings go on meanwhile, so the end is run after; who never comes near it is told so. */
const ROUNDS_MAX = 1_000_000

/** What a plugin projects, made up for the time when it was off. */
export interface Backfill {
  readonly database: Database
  readonly plugin: PluginDeclaration
  /** Told after each batch: up to which position all is done, of how many. */
  readonly onProgress?: (position: number, last: number) => Promise<void>
}

/** Whether a plugin has anything to make up for. */
export function hasBackfill({ ledger }: PluginDeclaration): boolean {
  return ledger?.project?.backfill !== undefined
}

/**
 * Gives a plugin all movements after a position, in order, until it has come near the end.
 * @returns the position up to which it knows everything
 */
export async function backfill(work: Backfill, from: number): Promise<number> {
  let position = from
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    await sequence(work.database)
    const last = await lastPosition(work.database)
    if (last - position <= (position === from ? 0 : NEAR)) return position
    const movements = await readPosted(work.database, { after: position, most: BATCH })
    if (movements.length === 0) return position
    await hand(work, movements)
    position += movements.length
    await work.onProgress?.(position, Math.max(last, position))
  }
  return position
}

/**
 * The rest, while nobody posts: what came after the position, and what has no position yet. The latter is read
 * first: positions are given meanwhile, and what gets one between two looks is then seen twice. Read the other
 * way round, it was seen by neither, and stayed a hole for good.
 * @throws Error when it takes longer than may be
 */
export async function backfillRest(work: Backfill, from: number, deadline: number): Promise<void> {
  const unplaced = await readPosted(work.database, { unplaced: true, most: UNPLACED_MAX })
  let position = from
  for (;;) {
    if (Date.now() > deadline) throw new Error('the rest took too long')
    const movements = await readPosted(work.database, { after: position, most: BATCH })
    if (movements.length === 0) break
    await hand(work, movements, secondsTo(deadline))
    position += movements.length
  }
  if (unplaced.length === UNPLACED_MAX || Date.now() > deadline) throw new Error('the rest took too long')
  if (unplaced.length > 0) await hand(work, unplaced, secondsTo(deadline))
}

function secondsTo(deadline: number): number {
  return Math.max(0, deadline - Date.now()) / 1_000
}

/** A batch is one transaction of the role that hooks run as. */
async function hand(
  { database, plugin }: Backfill,
  movements: readonly PostedMovement[],
  seconds?: number,
): Promise<void> {
  await database.posting.use(async (client) => {
    await client.query('begin')
    const tx: BackfillContext = {
      async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
        const { rows } = await client.query({ text: sql, values: [...parameters] })
        return rows as Row[]
      },
    }
    await backfillOf(plugin, async () => plugin.ledger!.project!.backfill!(movements, tx), seconds)
    await client.query('commit')
  })
}

async function lastPosition({ appAll }: Database): Promise<number> {
  const { rows } = await appAll.raw('select last_position from ledger.sequencer')
  return Number(rows[0].last_position)
}
