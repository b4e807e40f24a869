import type pg from 'pg'
import { sendTogether } from '../../database/pipelined-pool.ts'
import { rememberSerials } from '../serials/serial-book.ts'
import { sendSerials } from '../serials/write-serials.ts'
import { decodeAnswer, encodeAnswer } from './answer.ts'
import type { Outcome } from './command.ts'
import { type Draft, isMovement, type Movement, type PlacedRefusal } from './draft.ts'
import { firstRound, type StoredCommand, settled } from './first-round.ts'
import { HookError, type HookRunner } from './hook-runner.ts'
import { type Ground, type JudgedMovement, judge } from './judge.ts'
import { isoOf } from './micros.ts'
import { failureOf } from './posting-failure.ts'
import { type CommandRow, type GroupRows, sendGroup } from './write-group.ts'

/** How one run over a group differs from another. */
export interface GroupRun {
  readonly writerKey: string
  readonly hooks: HookRunner
  /** Movements known to break the group, with what they break it by: they fail without another try. */
  readonly guilty: ReadonlyMap<Movement, unknown>
  /** Wait for locks no longer than this; the connection's own limit of a second when left out. */
  readonly lockTimeoutMs: number | undefined
  /** Look for callers' movement ids that are taken: only after one has stood in the way, because few ever do. */
  readonly isCheckingIds: boolean
  /** Roll back at the end: a dry run, or a search for the guilty. */
  readonly isTrial: boolean
}

/**
 * Posts a group of commands in one transaction and two round trips: what is locked and read, then, after all
 * has been judged here, what is written. Sets each draft's outcomes once the commit has been confirmed.
 * @throws what PostgreSQL or a hook threw; then nothing of the group is posted
 */
export async function runGroup(client: pg.Client, drafts: readonly Draft[], run: GroupRun): Promise<void> {
  const { hooks, guilty } = run
  const movements = drafts.flatMap((draft) => draft.movements.filter(isMovement))
  const innocent = movements.filter((movement) => !guilty.has(movement))
  const { lockTimeoutMs, isCheckingIds } = run
  const asked = { drafts, movements: innocent, hooks, lockTimeoutMs, isCheckingIds }
  const { ground, stored } = await firstRound(client, run.writerKey, asked)
  const fresh = run.isTrial ? drafts : drafts.filter((draft) => !replay(draft, stored))
  const posted: JudgedMovement[] = []
  const answers = fresh.map((draft) => judgeDraft(draft, ground, run, posted))
  const commands = fresh.flatMap((draft, i) => commandRow(draft, answers[i]!, run.isTrial))
  const balances = [...ground.balances.values()].filter(({ isChanged }) => isChanged)
  const isKept = !run.isTrial && commands.length > 0
  const end = await write(client, run, { movements: posted, balances, commands }, isKept)
  // COMMIT behind a failed statement succeeds with the tag ROLLBACK.
  if (isKept && end.command !== 'COMMIT') throw new Error('the commit was answered by a roll-back')
  for (const [i, draft] of fresh.entries()) draft.outcomes = answers[i]
}

/** The second round trip: what was judged, what plugins make of it, and the end of the transaction. */
async function write(
  client: pg.Client,
  { writerKey, hooks }: GroupRun,
  rows: GroupRows,
  isKept: boolean,
): Promise<pg.QueryResult> {
  const ending = isKept ? 'commit' : 'rollback'
  const isProjected = rows.movements.length > 0 && hooks.hasProjections
  const { written, projected, end } = sendTogether(client, () => {
    const isIdle = rows.movements.length === 0 && rows.commands.length === 0
    const written = isIdle ? [] : [sendGroup(client, writerKey, rows)]
    written.push(sendSerials(client, writerKey, rows.movements))
    if (!isProjected) return { written, projected: undefined, end: client.query(ending) }
    return { written, projected: hooks.project(client, rows.movements), end: undefined }
  })
  if (end !== undefined) {
    await settled([...written, end])
    return end
  }
  await settled([...written, projected])
  return client.query(ending)
}

/** Gives a draft the answer that was stored under its key, or marks the conflict. */
function replay(draft: Draft, stored: readonly StoredCommand[]): boolean {
  const found = stored.find(({ principal, key }) => key === draft.key && principal === draft.command.actor.id)
  if (found === undefined) return false
  if (found.fingerprint.equals(draft.fingerprint)) {
    draft.outcomes = decodeAnswer(found.answer)
    draft.isReplayed = true
  } else {
    draft.hasKeyConflict = true
  }
  return true
}

function judgeDraft(draft: Draft, ground: Ground, run: GroupRun, posted: JudgedMovement[]): Outcome[] {
  if (draft.command.mode === 'each') {
    return draft.movements.map((entry) => {
      const judged = judgeEntry(entry, ground, run)
      if ('lines' in judged) posted.push(judged)
      return outcomeOf(judged)
    })
  }
  const restore = savepoint(ground, draft)
  const judged = draft.movements.map((entry) => judgeEntry(entry, ground, run))
  const kept = judged.filter((entry): entry is JudgedMovement => 'lines' in entry)
  if (kept.length === judged.length) {
    posted.push(...kept)
    return judged.map(outcomeOf)
  }
  restore()
  return judged.map((entry, index) => ('lines' in entry ? heldBack(index) : outcomeOf(entry)))
}

type Failed = Outcome & { status: 'failed' }

function judgeEntry(
  entry: Movement | PlacedRefusal,
  ground: Ground,
  run: GroupRun,
): JudgedMovement | PlacedRefusal | Failed {
  if (!isMovement(entry)) return entry
  if (run.guilty.has(entry)) return failed(entry, run.guilty.get(entry))
  try {
    return judge(entry, ground)
  } catch (error) {
    if (error instanceof HookError) return failed(entry, error)
    throw error
  }
}

function failed(movement: Movement, error: unknown): Failed {
  return { status: 'failed', ...failureOf(error), pointer: `/movements/${movement.index}` }
}

function outcomeOf(judged: JudgedMovement | PlacedRefusal | Failed): Outcome {
  if ('lines' in judged) return { status: 'posted', id: judged.movement.id, at: isoOf(judged.at) }
  return 'status' in judged ? judged : { status: 'refused', ...judged }
}

/** In mode `all`, what was fine by itself but is not posted because of another. */
function heldBack(index: number): Outcome {
  return { status: 'refused', code: 'ledger.batch_refused', facts: {}, pointer: `/movements/${index}` }
}

/** Remembers the ground that a command stands on, so that all of it can be taken back. */
function savepoint(ground: Ground, draft: Draft): () => void {
  const movements = draft.movements.filter(isMovement)
  const buckets = new Set(movements.flatMap(({ lines }) => lines.flatMap(({ from, to }) => [from.id, to.id])))
  const states = [...buckets].flatMap((bucket) => {
    const state = ground.balances.get(bucket)
    return state === undefined
      ? []
      : [{ state, before: { ...state }, later: ground.later.get(bucket)?.length ?? 0 }]
  })
  const { nextAt } = ground
  const wasReversed = new Map(ground.reversed)
  const restoreSerials = rememberSerials(ground.serials)
  return () => {
    for (const { state, before, later } of states) {
      Object.assign(state, before)
      ground.later.get(state.bucket)?.splice(later)
    }
    for (const { id, reverses } of movements) {
      ground.takenIds.delete(id)
      if (reverses !== null && !wasReversed.has(reverses)) ground.reversed.delete(reverses)
    }
    ground.nextAt = nextAt
    restoreSerials()
  }
}

/** Coded answers are stored; a command of which nothing but faults came may be tried again. */
function commandRow(draft: Draft, outcomes: readonly Outcome[], isTrial: boolean): CommandRow[] {
  const hasResult = outcomes.some(({ status }) => status !== 'failed')
  if (isTrial || !hasResult) return []
  const { key, fingerprint, command } = draft
  return [{ principal: command.actor.id, key, fingerprint, answer: encodeAnswer(outcomes) }]
}
