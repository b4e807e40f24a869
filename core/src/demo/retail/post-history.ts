import type { Actor } from '@stowage/sdk'
import {
  type Command,
  MOVEMENTS_MAX,
  type MovementInput,
  type Outcome,
  type PostResult,
} from '../../ledger/posting/command.ts'
import { throwIfStopped } from '../demo-options.ts'
import type { HistoryMovements } from './history-movements.ts'
import { dealIntoLanes } from './lanes.ts'
import type { RetailHistory } from './read-history.ts'

/**
 * How many batches are on their way at once. Three keep the database busy while the next batch is made; the
 * keys of the batches depend on the number, so a change of it makes an interrupted import begin again (the
 * movements' ids then keep it from doubling anything).
 */
const lanes = 3
const batchSize = MOVEMENTS_MAX

/** How far the posting is. */
export interface PostingState {
  /** Rows of the file that the ledger has answered. */
  readonly rows: number
  /** Of these, rows that an earlier run had posted already. */
  readonly resumed: number
}

/** A history that is ready to be posted, and with what. */
export interface PostingRequest {
  readonly history: RetailHistory
  readonly movements: HistoryMovements
  readonly opening: Float64Array
  /** When the opening stock lay there: seconds since 1970. */
  readonly openedAt: number
  readonly actor: Actor
  post(command: Command): Promise<PostResult>
  onState(state: PostingState): void
  /** True once somebody wants the import to end; batches on their way are waited for. */
  isStopped(): boolean
}

/** What the ledger said. */
export interface PostingResult {
  /** Openings that were posted, now or by an earlier run. */
  readonly opened: number
  /** Rows that were posted, now or by an earlier run. */
  readonly posted: number
  readonly resumed: number
  readonly refused: ReadonlyMap<string, number>
}

/**
 * Posts the history: first the opening stock, then the rows, in lanes side by side. Every batch has a key of
 * its own, so that after an interrupt the same command gets the stored answers for what was posted, and goes
 * on.
 * @throws DemoError when it was stopped
 */
export async function postHistory(request: PostingRequest): Promise<PostingResult> {
  const tally = { opened: 0, posted: 0, rows: 0, resumed: 0, refused: new Map<string, number>() }
  const { history, opening, openedAt, movements } = request
  const openings = [...opening.keys()].filter((item) => opening[item]! > 0)
  const openingBatches = Math.ceil(openings.length / batchSize)
  for (let batch = 0; batch < openingBatches; batch++) {
    const items = openings.slice(batch * batchSize, (batch + 1) * batchSize)
    const made = items.map((item) => movements.opening(item, opening[item]!, openedAt))
    const { outcomes } = await postBatch(request, batch, made)
    tally.opened += outcomes.filter(
      (outcome) => outcome.status === 'posted' || isThereAlready(outcome),
    ).length
  }
  const { items, rows, order } = history
  const deal = { lanes, items: items.length, order, itemOf: rows.item, secondOf: rows.second }
  let hasFailed = false
  const ended = await Promise.allSettled(
    dealIntoLanes(deal).map(async (lane, number) => {
      for (let n = 0; n * batchSize < lane.length && !hasFailed; n++) {
        try {
          const part = lane.subarray(n * batchSize, (n + 1) * batchSize)
          const batch = Array.from(part, (row) => movements.row(row))
          const { outcomes, replayed } = await postBatch(request, openingBatches + n * lanes + number, batch)
          count(tally, outcomes, replayed)
          request.onState(tally)
        } catch (error) {
          hasFailed = true
          throw error
        }
      }
    }),
  )
  // Only now, when nothing is on its way any more, may the caller close what the postings stand on.
  for (const end of ended) if (end.status === 'rejected') throw end.reason
  return tally
}

interface Tally {
  posted: number
  rows: number
  resumed: number
  readonly refused: Map<string, number>
}

function count(tally: Tally, outcomes: readonly Outcome[], replayed: boolean): void {
  for (const outcome of outcomes) {
    const wasThere = replayed || isThereAlready(outcome)
    if (outcome.status === 'posted' || isThereAlready(outcome)) tally.posted++
    else tally.refused.set(outcome.code, (tally.refused.get(outcome.code) ?? 0) + 1)
    if (wasThere) tally.resumed++
  }
  tally.rows += outcomes.length
}

/** Ids are made from file and row, so that a taken one is this very row, posted before its key expired. */
function isThereAlready(outcome: Outcome): boolean {
  return outcome.status === 'refused' && outcome.code === 'ledger.id_taken'
}

async function postBatch(
  { actor, history, post, isStopped }: PostingRequest,
  batch: number,
  movements: readonly MovementInput[],
): Promise<PostResult> {
  throwIfStopped({ isStopped })
  const key = `retail:${history.contentHash}:${batch}`
  return post({ actor, mode: 'each', clock: 'own', key, movements })
}
