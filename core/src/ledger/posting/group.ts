import type pg from 'pg'
import { sendTogether } from '../../database/pipelined-pool.ts'
import { type Act, bucketsOf, isAct } from '../allocations/act.ts'
import { sendAllocations } from '../allocations/write-allocations.ts'
import { rememberSerials } from '../serials/serial-book.ts'
import { sendSerials } from '../serials/write-serials.ts'
import { partsOf } from '../units/parts.ts'
import { isExpansionOutdated, rememberUnits } from '../units/unit-book.ts'
import { sendTransformations, sendUnits } from '../units/write-units.ts'
import { type AllocationBook, rememberBook } from './allocation-state.ts'
import { decodeAnswer, encodeAnswer } from './answer.ts'
import type { Outcome } from './command.ts'
import { type Draft, isMovement, type Movement, type PlacedRefusal } from './draft.ts'
import { firstRound, type StoredCommand, settled } from './first-round.ts'
import { HookError } from './hook-attempt.ts'
import type { HookRunner } from './hook-runner.ts'
import { type Ground, type JudgedMovement, judge } from './judge.ts'
import { type JudgedAct, judgeAct, OUTDATED } from './judge-acts.ts'
import { rememberReturns } from './judge-returns.ts'
import { isoOf } from './micros.ts'
import { sendOverrides } from './overrides.ts'
import { failureOf } from './posting-failure.ts'
import { type CommandRow, type GroupRows, sendGroup } from './write-group.ts'

/** How one run over a group differs from another. */
export interface GroupRun {
  readonly writerKey: string
  readonly hooks: HookRunner
  /** The set of plugins that the hooks are of; nothing is posted under another one. */
  readonly epoch: number | undefined
  /** Movements known to break the group, with what they break it by: they fail without another try. */
  readonly guilty: ReadonlyMap<Movement, unknown>
  /** Wait for locks no longer than this; the connection's own limit of a second when left out. */
  readonly lockTimeoutMs: number | undefined
  /**
   * Look for callers' movement ids that are taken: only after one has stood in the way, because few ever
   * do.
   */
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
  const { lockTimeoutMs, isCheckingIds, epoch } = run
  const acts = drafts.flatMap((draft) => draft.acts.filter(isAct))
  const asked = { drafts, movements: innocent, acts, hooks, epoch, lockTimeoutMs, isCheckingIds }
  const { ground, stored, isOvertaken } = await firstRound(client, run.writerKey, asked)
  if (isOvertaken) {
    for (const draft of drafts) draft.isOutdated = true
    await client.query('rollback')
    return
  }
  const asNew = run.isTrial ? drafts : drafts.filter((draft) => !replay(draft, stored))
  const posted: JudgedMovement[] = []
  const answers = new Map<Draft, Outcome[]>()
  for (const draft of asNew) {
    const answer = judgeDraft(draft, ground, run, posted)
    if (answer === OUTDATED) draft.isOutdated = true
    else answers.set(draft, answer)
  }
  const commands = [...answers].flatMap(([draft, answer]) => commandRow(draft, answer, run.isTrial))
  const balances = [...ground.balances.values()].filter(({ isChanged }) => isChanged)
  const isKept = !run.isTrial && commands.length > 0
  const rows = { movements: posted, balances, commands, unitChanges: ground.units.changes }
  const end = await write(client, run, { rows, book: ground.book }, isKept)
  // COMMIT behind a failed statement succeeds with the tag ROLLBACK.
  if (isKept && end.command !== 'COMMIT') throw new Error('the commit was answered by a roll-back')
  for (const [draft, answer] of answers) draft.outcomes = answer
}

/** The second round trip: what was judged, what plugins make of it, and the end of the transaction. */
async function write(
  client: pg.Client,
  { writerKey, hooks }: GroupRun,
  { rows, book }: { readonly rows: GroupRows; readonly book: AllocationBook },
  isKept: boolean,
): Promise<pg.QueryResult> {
  const ending = isKept ? 'commit' : 'rollback'
  const isProjected = hooks.isProjecting(rows.movements, book)
  const { written, projected, end } = sendTogether(client, () => {
    const isIdle = rows.movements.length === 0 && rows.commands.length === 0
    const written = isIdle ? [] : [sendGroup(client, writerKey, rows)]
    written.push(sendSerials(client, writerKey, rows.movements), sendAllocations(client, writerKey, book))
    written.push(sendUnits(client, writerKey, rows.unitChanges))
    written.push(sendTransformations(client, writerKey, rows.movements))
    written.push(sendOverrides(client, writerKey, rows.movements, book))
    if (!isProjected) return { written, projected: undefined, end: client.query(ending) }
    return { written, projected: hooks.project(client, rows.movements, book), end: undefined }
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

/**
 * Judges a command's movements and then its acts. Where others overtook the look at what moves along or
 * may be allocated, nothing of it is done, and it has to be prepared again.
 */
function judgeDraft(
  draft: Draft,
  ground: Ground,
  run: GroupRun,
  posted: JudgedMovement[],
): Outcome[] | typeof OUTDATED {
  const movements = draft.movements.filter(isMovement)
  if (movements.some((movement) => isExpansionOutdated(movement, ground.units))) return OUTDATED
  const isAll = draft.command.mode === 'all'
  const restore = isAll || draft.acts.length > 0 ? savepoint(ground, movements, draft.acts) : () => {}
  const judged = partsOf(draft.movements).map((parts) => judgeParts(parts, ground, run))
  const outcomes = judged.map(({ outcome }) => outcome)
  for (const entry of draft.acts) {
    const act = isAct(entry) ? attemptAct(entry, ground) : entry
    if (act === OUTDATED) {
      restore()
      return OUTDATED
    }
    outcomes.push(outcomeOf(act))
  }
  if (isAll && outcomes.some(({ status }) => status !== 'posted')) {
    restore()
    return outcomes.map((outcome, index) =>
      outcome.status === 'posted' ? heldBack(index, judged.length) : outcome,
    )
  }
  posted.push(...judged.flatMap(({ kept }) => kept))
  return outcomes
}

/** Judges the parts of one movement, all or none; most have one. */
function judgeParts(
  parts: readonly (Movement | PlacedRefusal)[],
  ground: Ground,
  run: GroupRun,
): { kept: readonly JudgedMovement[]; outcome: Outcome } {
  const restore = parts.length === 1 ? () => {} : savepoint(ground, parts.filter(isMovement), [])
  const kept: JudgedMovement[] = []
  for (const part of parts) {
    const judged = judgeEntry(part, ground, run)
    if ('lines' in judged) kept.push(judged)
    else {
      restore()
      return { kept: [], outcome: outcomeOf(judged) }
    }
  }
  const outcome = outcomeOf(kept[0]!)
  if (kept.length === 1) return { kept, outcome }
  return { kept, outcome: { ...outcome, also: kept.slice(1).map(({ movement }) => movement.id) } as Outcome }
}

type Judged = JudgedMovement | JudgedAct | PlacedRefusal | Failed

/** A guard that throws while it judges fails only the act in hand. */
function attemptAct(act: Act, ground: Ground): JudgedAct | PlacedRefusal | Failed | typeof OUTDATED {
  try {
    return judgeAct(act, ground)
  } catch (error) {
    if (!(error instanceof HookError)) throw error
    return { status: 'failed', ...failureOf(error), pointer: `/allocations/${act.index}` }
  }
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

function outcomeOf(judged: Judged): Outcome {
  if ('act' in judged) {
    const { act, at, parts } = judged
    const id = act.act === 'allocate' ? parts[0]!.id : act.allocation
    return { status: 'posted', id, at: isoOf(at), allocations: parts }
  }
  if ('lines' in judged) return { status: 'posted', id: judged.movement.id, at: isoOf(judged.at) }
  return 'status' in judged ? judged : { status: 'refused', ...judged }
}

/** In mode `all`, what was fine by itself but is not posted because of another. */
function heldBack(index: number, movements: number): Outcome {
  const pointer = index < movements ? `/movements/${index}` : `/allocations/${index - movements}`
  return { status: 'refused', code: 'ledger.batch_refused', facts: {}, pointer }
}

/** Remembers the ground that movements stand on, so that all of them can be taken back. */
function savepoint(ground: Ground, movements: readonly Movement[], acts: Draft['acts']): () => void {
  const buckets = new Set(movements.flatMap(({ lines }) => lines.flatMap(({ from, to }) => [from.id, to.id])))
  for (const act of acts.filter(isAct)) for (const { id } of bucketsOf(act)) buckets.add(id)
  const states = [...buckets].flatMap((bucket) => {
    const state = ground.balances.get(bucket)
    return state === undefined
      ? []
      : [{ state, before: { ...state }, later: ground.later.get(bucket)?.length ?? 0 }]
  })
  const { nextAt } = ground
  const wasReversed = new Map(ground.reversed)
  const restoreUnits = rememberUnits(ground.units)
  const restoreSerials = rememberSerials(ground.serials)
  const restoreBook = rememberBook(ground.book)
  const restoreReturns = rememberReturns(ground.rules.returns)
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
    restoreUnits()
    restoreSerials()
    restoreBook()
    restoreReturns()
  }
}

/** Coded answers are stored; a command of which nothing but faults came may be tried again. */
function commandRow(draft: Draft, outcomes: readonly Outcome[], isTrial: boolean): CommandRow[] {
  const hasResult = outcomes.some(({ status }) => status !== 'failed')
  if (isTrial || !hasResult) return []
  const { key, fingerprint, command } = draft
  return [{ principal: command.actor.id, key, fingerprint, answer: encodeAnswer(outcomes) }]
}
