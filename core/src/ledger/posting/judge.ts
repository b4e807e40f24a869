import type {
  BalanceFigures,
  DraftAllocation,
  DraftMovement,
  LineSides,
  Refusal,
  SideState,
} from '@stowage/sdk'
import { keepSerials, type SerialStep, walkSerials } from '../serials/judge-serials.ts'
import type { SerialBook } from '../serials/serial-book.ts'
import { checkUnits, keepUnits, type UnitBook } from '../units/unit-book.ts'
import type { AllocationBook } from './allocation-state.ts'
import type { Bucket } from './bucket-cache.ts'
import type { Line, Movement, PlacedRefusal } from './draft.ts'
import { checkAllocations, keepAllocations } from './judge-allocations.ts'
import { checkHolds } from './judge-holds.ts'
import { checkReturns, keepReturns } from './judge-returns.ts'
import { type LaterLines, lowestLater } from './later-lines.ts'
import { BALANCE_MAX_MICROS, isoOf, unitsOf } from './micros.ts'
import { addOverrides, type Override, weigh } from './overrides.ts'
import type { Rules } from './read-rules.ts'

const HOUR_MICROS = 3_600_000_000
/** How far ahead a clock may be before a movement is refused instead of set to now. */
const AHEAD_MAX_MICROS = 120_000_000

/** How a locked balance stands, in the middle of a group. */
export interface BalanceState {
  readonly bucket: number
  /** Where its row lies, as long as it is locked: PostgreSQL's `ctid`. */
  readonly place: string
  onHand: number
  allocated: number
  readonly debtLimit: number
  version: number
  lastAt: number
  lastEffective: number
  /** What the group adds to the second quantity; null where no line has one. */
  catchChange: number | null
  isChanged: boolean
  /** Whether `allocated` is another one than was read. */
  isReallocated: boolean
}

/** A line as it will be written. Afters and versions are null on a side that keeps no balance. */
export interface JudgedLine extends Line {
  readonly at: number
  readonly fromAfter: number | null
  readonly toAfter: number | null
  readonly fromVersion: number | null
  readonly toVersion: number | null
  readonly isFromLate: boolean
  readonly isToLate: boolean
}

/** A movement as it will be written. */
export interface JudgedMovement {
  readonly movement: Movement
  readonly at: number
  readonly effective: number
  /** What the caller's clock said, where that was ahead of ours. */
  readonly claimed: number | null
  readonly lines: readonly JudgedLine[]
  /** The pieces on its lines. */
  readonly serialSteps: readonly SerialStep[]
  /** The refusals of plugins that it is posted against. */
  readonly overridden: readonly Override[]
}

/** A guard's judgement, already bound to what it loaded. */
export type BoundGuard = (
  movement: DraftMovement,
  sides: readonly LineSides[],
) => Refusal | readonly Refusal[] | undefined

/** The same for what is about to be allocated on one balance. */
export type BoundAllocationGuard = (
  wish: DraftAllocation,
  state: Pick<BalanceFigures, 'onHand' | 'allocated'>,
) => Refusal | readonly Refusal[] | undefined

/** What a group is judged against. */
export interface Ground {
  readonly balances: ReadonlyMap<number, BalanceState>
  readonly later: LaterLines
  /** The ids of items and places that take nothing new. */
  readonly closed: ReadonlySet<string>
  /** Movements that are reversed already, and by which. */
  readonly reversed: Map<string, string>
  readonly takenIds: Set<string>
  readonly units: UnitBook
  readonly serials: SerialBook
  readonly book: AllocationBook
  readonly rules: Rules
  readonly allocationGuards: readonly BoundAllocationGuard[]
  readonly guards: readonly BoundGuard[]
  readonly draftOf: (movement: Movement, effective: number) => DraftMovement
  /** The next free microsecond; each line takes one. */
  nextAt: number
}

/** One movement under judgement. */
export interface Case {
  readonly movement: Movement
  readonly ground: Ground
  readonly effective: number
  readonly lines: readonly JudgedLine[]
  readonly walks: ReadonlyMap<number, Walk>
  /** Filled as the guards judge. */
  readonly overridden: Override[]
}

/** A bucket's figures while one movement walks over it. */
export interface Walk {
  readonly bucket: Bucket
  readonly state: BalanceState
  onHand: number
  allocated: number
  catchChange: number | null
  version: number
  lastAt: number
}

/**
 * Judges one movement against the balances as earlier movements of the group left them, by its net effect on
 * each bucket. A refused one leaves no trace. Pure but for the ground, which a posted one moves forward.
 */
export function judge(movement: Movement, ground: Ground): JudgedMovement | PlacedRefusal {
  const identity = checkIdentity(movement, ground)
  if (identity !== undefined) return identity
  const clock = clockOf(movement, ground)
  if ('code' in clock) return clock
  const walked = walk(movement, ground, clock.effective)
  const trial: Case = { movement, ground, effective: clock.effective, overridden: [], ...walked }
  const serialSteps = walkSerials(trial, ground.serials)
  if ('code' in serialSteps) return serialSteps
  const refusal =
    checkPeriod(trial) ??
    checkUnits(trial) ??
    checkStates(trial) ??
    checkHolds(trial) ??
    checkReturns(trial) ??
    checkAllocations(trial) ??
    checkNet(trial) ??
    checkPast(trial) ??
    checkRange(trial) ??
    checkGuards(trial)
  if (refusal !== undefined) return refusal
  const at = walked.lines[0]?.at ?? (movement.hasOwnClock ? clock.effective : ground.nextAt)
  keep(trial)
  keepAllocations(trial)
  keepReturns(trial)
  keepUnits(trial, at)
  keepSerials(ground.serials, serialSteps)
  const { overridden } = trial
  return { movement, at, ...clock, lines: walked.lines, serialSteps, overridden }
}

function checkIdentity(movement: Movement, ground: Ground): PlacedRefusal | undefined {
  if (ground.takenIds.has(movement.id)) {
    return placed('ledger.id_taken', { id: movement.id }, movement, '/id')
  }
  const by = movement.reverses === null ? undefined : ground.reversed.get(movement.reverses)
  if (by === undefined) return undefined
  return placed('ledger.already_reversed', { id: movement.reverses, reversedBy: by }, movement)
}

function clockOf(
  movement: Movement,
  ground: Ground,
): { effective: number; claimed: number | null } | PlacedRefusal {
  const said = movement.effectiveMicros
  if (said === null) return { effective: ground.nextAt, claimed: null }
  if (movement.hasOwnClock || said <= ground.nextAt) return { effective: said, claimed: null }
  if (said - ground.nextAt <= AHEAD_MAX_MICROS) return { effective: ground.nextAt, claimed: said }
  const facts = { effectiveAt: isoOf(said), now: isoOf(ground.nextAt) }
  return placed('ledger.effective_in_future', facts, movement, '/effectiveAt')
}

/** Carries the lines over the buckets they touch, without changing any. */
function walk(movement: Movement, ground: Ground, effective: number): Pick<Case, 'lines' | 'walks'> {
  const walks = new Map<number, Walk>()
  const lines: JudgedLine[] = []
  for (const line of movement.lines) {
    const from = walkOf(line.from, walks, ground)
    const to = walkOf(line.to, walks, ground)
    const at = movement.hasOwnClock
      ? Math.max(effective, (from?.lastAt ?? 0) + 1, (to?.lastAt ?? 0) + 1)
      : ground.nextAt + lines.length
    const isLongAgo = at - effective > HOUR_MICROS
    step(from, -1, line, at)
    step(to, 1, line, at)
    lines.push({
      ...line,
      at,
      fromAfter: from?.onHand ?? null,
      toAfter: to?.onHand ?? null,
      fromVersion: from?.version ?? null,
      toVersion: to?.version ?? null,
      isFromLate: from !== undefined && (isLongAgo || from.state.lastEffective > effective),
      isToLate: to !== undefined && (isLongAgo || to.state.lastEffective > effective),
    })
  }
  return { lines, walks }
}

function walkOf(bucket: Bucket, walks: Map<number, Walk>, ground: Ground): Walk | undefined {
  if (!bucket.isBalanced) return undefined
  const known = walks.get(bucket.id)
  if (known !== undefined) return known
  const state = ground.balances.get(bucket.id)!
  const { onHand, allocated, catchChange, version, lastAt } = state
  const fresh = { bucket, state, onHand, allocated, catchChange, version, lastAt }
  walks.set(bucket.id, fresh)
  return fresh
}

function step(walk: Walk | undefined, sign: 1 | -1, { micros, catchMicros }: Line, at: number): void {
  if (walk === undefined) return
  walk.onHand += sign * micros
  if (catchMicros !== null) walk.catchChange = (walk.catchChange ?? 0) + sign * catchMicros
  walk.version += 1
  walk.lastAt = at
}

/** Nothing happens any more in books that are closed. */
function checkPeriod({ movement, effective, ground }: Case): PlacedRefusal | undefined {
  const until = ground.rules.closedThrough.get(movement.owner)
  if (until === undefined || effective > until) return undefined
  const facts = { effectiveAt: isoOf(effective), closedThrough: isoOf(until) }
  return placed('ledger.period_closed', facts, movement, '/effectiveAt')
}

/** Blocked items and closed places take nothing new; what is undone or was long ago still may be written. */
function checkStates({ movement, walks, ground }: Case): PlacedRefusal | undefined {
  if (ground.closed.size === 0 || movement.kind === 'reversal' || movement.hasOwnClock) return undefined
  for (const { bucket } of walks.values()) {
    if (ground.closed.has(bucket.item)) return placed('ledger.item_blocked', { sku: bucket.sku }, movement)
    if (ground.closed.has(bucket.location)) {
      return placed('ledger.location_inactive', { location: bucket.code }, movement)
    }
  }
  return undefined
}

/** Only what gets less is judged: what arrives is never refused for a balance that is low already. */
function checkNet({ movement, walks }: Case): PlacedRefusal | undefined {
  for (const { bucket, state, onHand, allocated } of walks.values()) {
    const isLess = onHand < state.onHand || allocated > state.allocated
    if (!isLess || onHand >= floorOf(state, allocated)) continue
    const { onHand: before, debtLimit } = state
    const figures = { onHand: unitsOf(before), asked: unitsOf(before - onHand) }
    const facts = { ...factsOf(bucket), status: bucket.status, ...figures }
    const at = linePointer(movement, bucket)
    if (debtLimit > 0 && allocated === 0) {
      return placed('ledger.debt_limit_reached', { ...facts, lowest: unitsOf(-debtLimit) }, movement, at)
    }
    const free = { unallocated: unitsOf(before - allocated) }
    return placed('ledger.insufficient_stock', { ...facts, ...free }, movement, at)
  }
  return undefined
}

/** What happened in the past must have been possible at every instant since. */
function checkPast({ movement, walks, ground, effective }: Case): PlacedRefusal | undefined {
  for (const { bucket, state, onHand } of walks.values()) {
    if (onHand >= state.onHand || state.lastEffective <= effective) continue
    const lowest = lowestLater(ground.later.get(bucket.id) ?? [], state.onHand, effective)
    const taken = state.onHand - onHand
    if (lowest.onHand - taken >= -state.debtLimit) continue
    const facts = {
      ...factsOf(bucket),
      onHand: unitsOf(lowest.onHand),
      asked: unitsOf(taken),
      instant: isoOf(lowest.at),
    }
    return placed('ledger.insufficient_in_the_past', facts, movement, linePointer(movement, bucket))
  }
  return undefined
}

/** No balance, not even between two lines of a movement, may be more than its column holds. */
function checkRange({ movement, lines, walks }: Case): PlacedRefusal | undefined {
  for (const [n, { from, to, fromAfter, toAfter }] of lines.entries()) {
    const isFromTooLarge = Math.abs(fromAfter ?? 0) > BALANCE_MAX_MICROS
    if (!isFromTooLarge && Math.abs(toAfter ?? 0) <= BALANCE_MAX_MICROS) continue
    const { bucket, state } = walks.get(isFromTooLarge ? from.id : to.id)!
    const facts = {
      ...factsOf(bucket),
      onHand: unitsOf(state.onHand),
      max: unitsOf(BALANCE_MAX_MICROS),
    }
    return placed('ledger.balance_out_of_range', facts, movement, `/lines/${n}/quantity`)
  }
  return undefined
}

function checkGuards({
  movement,
  lines,
  walks,
  ground,
  effective,
  overridden,
}: Case): PlacedRefusal | undefined {
  if (ground.guards.length === 0) return undefined
  const draft = ground.draftOf(movement, effective)
  const sides = lines.map((line) => ({
    from: sideOf(walks.get(line.from.id), line.fromAfter, line.micros),
    to: sideOf(walks.get(line.to.id), line.toAfter, -line.micros),
  }))
  for (const guard of ground.guards) {
    const { refusal, used } = weigh(guard(draft, sides), movement)
    if (refusal !== undefined) return { ...refusal, pointer: `/movements/${movement.index}` }
    addOverrides(overridden, used)
  }
  return undefined
}

function sideOf(walk: Walk | undefined, after: number | null, undone: number): SideState | null {
  if (walk === undefined || after === null) return null
  const { allocated } = walk.state
  return { before: unitsOf(after + undone), after: unitsOf(after), allocated: unitsOf(allocated) }
}

/** The movement is in: the ground moves forward under the next one. */
function keep({ movement, ground, effective, lines, walks }: Case): void {
  for (const { bucket, state, onHand, allocated, catchChange, version, lastAt } of walks.values()) {
    ground.later.get(bucket.id)?.push({ effective, at: lastAt, change: onHand - state.onHand })
    state.onHand = onHand
    if (state.allocated !== allocated) state.isReallocated = true
    state.allocated = allocated
    state.catchChange = catchChange
    state.version = version
    state.lastAt = lastAt
    state.lastEffective = Math.max(state.lastEffective, effective)
    state.isChanged = true
  }
  if (!movement.hasOwnClock) ground.nextAt += Math.max(1, lines.length)
  ground.takenIds.add(movement.id)
  if (movement.reverses !== null) ground.reversed.set(movement.reverses, movement.id)
}

/** What a refusal says of the stock in question; `stock` names it as the floor does. */
function factsOf({ sku, code, status, lotName, unitCode }: Bucket) {
  const lot = lotName === null ? '' : ` lot ${lotName}`
  const more = [...(unitCode === null ? [] : [unitCode]), ...(status === 'unrestricted' ? [] : [status])]
  const rest = more.length === 0 ? '' : ` (${more.join(', ')})`
  return { sku, location: code, stock: `${sku}${lot}${rest}` }
}

function floorOf({ debtLimit }: BalanceState, allocated: number): number {
  return allocated > 0 ? allocated : -debtLimit
}

function linePointer(movement: Movement, bucket: Bucket): string {
  return `/lines/${movement.lines.findIndex((line) => line.from.id === bucket.id)}/quantity`
}

/** A refusal at a place of a movement. */
export function placed(
  code: string,
  facts: Record<string, unknown>,
  movement: Movement,
  below = '',
): PlacedRefusal {
  return { code, facts, pointer: `/movements/${movement.index}${below}` }
}
