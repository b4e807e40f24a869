import type { Actor } from '@stowage/sdk'
import { newId } from '../../database/ids.ts'
import type { Act, AllocateAct, Candidates, ChangeAct, Demand, WantedPiece } from '../allocations/act.ts'
import type { StoppedPiece } from '../holds/stopped-pieces.ts'
import { serialKey } from '../serials/serial-book.ts'
import {
  type AllocationEvent,
  type AllocationState,
  changeAllocation,
  type KeptPiece,
  keeperOf,
} from './allocation-state.ts'
import type { Bucket } from './bucket-cache.ts'
import type { AllocatedPart, OverrideInput } from './command.ts'
import { mayEnter } from './complete-line.ts'
import type { PlacedRefusal } from './draft.ts'
import type { Ground } from './judge.ts'
import { DEEDS, holdOn } from './judge-holds.ts'
import { MICROS, unitsOf } from './micros.ts'
import { addOverrides, type Override, weigh } from './overrides.ts'

/** What an act came to. */
export interface JudgedAct {
  readonly act: Act
  readonly at: number
  readonly parts: readonly AllocatedPart[]
}

/** The look before the locks was overtaken by others; it has to be looked again. */
export const OUTDATED = Symbol('outdated')

/** What was found free, and whatever stood in the way. */
interface Found {
  readonly parts: readonly { readonly bucket: Bucket; readonly micros: number }[]
  readonly left: number
  readonly refusal: PlacedRefusal | undefined
  /** What guards refused of the parts, and was overridden. */
  readonly overridden: readonly Override[]
}

interface Wish {
  readonly index: number
  readonly micros: number
  readonly owner: number
  readonly demand: Demand
  readonly sku: string
  readonly piece: WantedPiece | null
  readonly actor: Actor
  readonly overrides: readonly OverrideInput[]
  readonly candidates: Candidates
}

/**
 * Judges one act against the balances and allocations as the group left them so far: so a batch is judged on
 * its sum. Like a movement, a refused one leaves no trace.
 */
export function judgeAct(act: Act, ground: Ground): JudgedAct | PlacedRefusal | typeof OUTDATED {
  return act.act === 'allocate' ? allocate(act, ground) : change(act, ground)
}

function allocate(act: AllocateAct, ground: Ground): JudgedAct | PlacedRefusal | typeof OUTDATED {
  const { index, actor, demand, owner, expires } = act
  if (act.id !== null && ground.book.states.has(act.id)) {
    return { code: 'ledger.allocation_taken', facts: { id: act.id }, pointer: `/allocations/${index}/id` }
  }
  const piece = act.piece === null ? null : pieceOf(act, act.piece, ground)
  if (piece === OUTDATED) return OUTDATED
  if (piece !== null && 'code' in piece) return piece
  const found = find(act, ground)
  if (found.left > 0 && !(act.isPartial && found.parts.length > 0)) return short(act, found, act.isPartial)
  const parts = found.parts.map(({ bucket, micros }, n) => {
    const id = n === 0 && act.id !== null ? act.id : newId()
    const state: AllocationState = {
      id,
      bucket: bucket.id,
      demand,
      owner,
      actor: actor.id,
      micros,
      expires,
      piece,
      isStored: false,
      isChanged: true,
    }
    ground.book.states.set(id, state)
    reallocate(ground, bucket, micros)
    report(ground, { allocation: state, kind: 'allocate', micros, bucket, actor: actor.id })
    return partOf(id, bucket, micros)
  })
  tellOverridden(act, found, parts[0]!.id, ground)
  return { act, at: ground.nextAt, parts }
}

function tellOverridden(
  { actor, owner }: Act,
  { overridden }: Found,
  allocation: string,
  { book }: Ground,
): void {
  if (overridden.length > 0) book.overridden.push({ allocation, owner, actor, overrides: overridden })
}

/** The piece that an act asks for, as it stands under the locks: in the balance that was seen, and free. */
function pieceOf(
  { index, actor, sku, owner, candidates }: AllocateAct,
  { item, number }: WantedPiece,
  { serials, book }: Ground,
): KeptPiece | PlacedRefusal | typeof OUTDATED {
  const pointer = `/allocations/${index}/serial`
  const state = serials.states.get(serialKey(item, number))
  const facts = { sku, serial: number }
  const place = state?.place ?? null
  if (state === undefined || place === null || state.owner !== owner || !mayEnter(actor, place.site)) {
    return { code: 'ledger.piece_not_here', facts, pointer }
  }
  const keeper = keeperOf(book, item, number)
  if (keeper !== undefined) {
    const { kind: demandKind, id: demand } = keeper.demand
    return { code: 'ledger.piece_kept', facts: { ...facts, demandKind, demand }, pointer }
  }
  const hold = serials.holds.get(state.id)?.find(({ blocks }) => blocks.includes('allocate'))
  if (hold !== undefined) {
    const { reason, lifter } = hold
    return {
      code: 'ledger.serial_on_hold',
      facts: { ...facts, reason, lifter, stopped: 'allocate', deed: DEEDS.allocate },
      pointer,
    }
  }
  const [bucket] = candidates.buckets
  if (bucket?.id === place.bucket) return { id: state.id, item, number }
  if (bucket !== undefined) return OUTDATED
  return { code: 'ledger.piece_not_allocatable', facts: { ...facts, standsIn: place.words }, pointer }
}

/**
 * Takes what is free, candidate by candidate, the oldest lot first; passes over what is on hold or guarded.
 */
function find(wish: Wish, ground: Ground): Found {
  const parts = []
  let left = wish.micros
  const overridden: Override[] = []
  let refusal: PlacedRefusal | undefined
  for (const bucket of wish.candidates.buckets) {
    if (left === 0) break
    const free = freeOn(bucket, wish, ground)
    if (free <= 0) continue
    const micros = Math.min(free, left)
    const pointer = `/allocations/${wish.index}`
    const barred = holdOn(ground.rules.holds, bucket, wish.owner, { verbs: ['allocate'], micros, pointer })
    const guarded = barred === undefined ? guard(wish, ground, bucket, micros) : { refusal: barred, used: [] }
    if (guarded.refusal !== undefined) {
      refusal ??= guarded.refusal
      continue
    }
    addOverrides(overridden, guarded.used)
    parts.push({ bucket, micros })
    left -= micros
  }
  return { parts, left, refusal, overridden }
}

/** What a demand may have of a balance: what nobody has, less single pieces on hold unless it is for one. */
function freeOn({ id }: Bucket, { piece }: Wish, { balances, rules, book }: Ground): number {
  const state = balances.get(id)
  if (state === undefined) return 0
  const free = state.onHand - state.allocated
  const stopped = piece === null ? rules.stoppedPieces.get(id) : undefined
  if (stopped === undefined) return free
  const isFree = ({ keeper }: StoppedPiece) => keeper === null || book.states.get(keeper)?.micros === 0
  return free - MICROS * stopped.filter(isFree).length
}

function guard(
  wish: Wish,
  { allocationGuards, balances }: Ground,
  bucket: Bucket,
  micros: number,
): { readonly refusal: PlacedRefusal | undefined; readonly used: readonly Override[] } {
  const { index, demand, owner, piece } = wish
  const all: Override[] = []
  for (const judge of allocationGuards) {
    const { onHand, allocated } = balances.get(bucket.id)!
    const { item, location, status, lot, handlingUnit } = bucket
    const place = { location, status, lot, handlingUnit }
    const answer = judge(
      { demand, owner, item, place, quantity: unitsOf(micros), serial: piece?.number ?? null },
      { onHand: unitsOf(onHand), allocated: unitsOf(allocated) },
    )
    const { refusal, used } = weigh(answer, wish)
    if (refusal !== undefined) return { refusal: { ...refusal, pointer: `/allocations/${index}` }, used: [] }
    all.push(...used)
  }
  return { refusal: undefined, used: all }
}

/** Not all was free. Where more candidates are than were seen, that is no answer yet. */
function short(
  { index, micros, sku, candidates }: Wish,
  found: Found,
  isPartial: boolean,
): PlacedRefusal | typeof OUTDATED {
  if (candidates.isCut) return OUTDATED
  if (found.refusal !== undefined && (found.parts.length === 0 || !isPartial)) return found.refusal
  const facts = { sku, asked: unitsOf(micros), free: unitsOf(micros - found.left) }
  return { code: 'ledger.not_enough_free', facts, pointer: `/allocations/${index}/quantity` }
}

function change(act: ChangeAct, ground: Ground): JudgedAct | PlacedRefusal | typeof OUTDATED {
  const state = ground.book.states.get(act.allocation)
  const pointer = `/allocations/${act.index}`
  if (state === undefined || state.micros === 0) {
    return { code: 'ledger.allocation_unknown', facts: { allocation: act.allocation }, pointer }
  }
  if (state.bucket !== act.bucket.id) return OUTDATED
  const micros = act.micros ?? state.micros
  if (micros > state.micros || (act.act === 'split' && micros === state.micros)) {
    const { sku } = act.bucket
    const facts = { allocation: state.id, sku, allocated: unitsOf(state.micros), asked: unitsOf(micros) }
    return { code: 'ledger.allocation_exceeded', facts, pointer: `${pointer}/quantity` }
  }
  if (act.act === 'expire' && (state.expires === null || state.expires > ground.nextAt)) {
    return { code: 'ledger.allocation_not_expired', facts: { allocation: state.id }, pointer }
  }
  if (act.act === 'split') return split(act, ground, state, micros)
  if (act.act === 'swap') return swap(act, ground, state, micros)
  changeAllocation(state, -micros)
  reallocate(ground, act.bucket, -micros)
  report(ground, { allocation: state, kind: act.act, micros, bucket: act.bucket, actor: act.actor.id })
  return { act, at: ground.nextAt, parts: [] }
}

function split(act: ChangeAct, ground: Ground, state: AllocationState, micros: number): JudgedAct {
  const part = { ...state, id: act.id ?? newId(), micros, isStored: false, isChanged: true }
  changeAllocation(state, -micros)
  ground.book.states.set(part.id, part)
  const { bucket, actor } = act
  report(ground, { allocation: state, kind: 'split', micros, bucket, actor: actor.id, toAllocation: part.id })
  return { act, at: ground.nextAt, parts: [partOf(part.id, bucket, micros)] }
}

/** Lets go here and takes elsewhere, in one: nobody can come between. */
function swap(
  act: ChangeAct,
  ground: Ground,
  state: AllocationState,
  micros: number,
): JudgedAct | PlacedRefusal | typeof OUTDATED {
  const { demand, owner } = state
  const elsewhere = act.candidates!.buckets.filter(({ id }) => id !== act.bucket.id)
  const wish = {
    index: act.index,
    sku: act.bucket.sku,
    piece: null,
    actor: act.actor,
    overrides: act.overrides,
    micros,
    owner,
    demand,
    candidates: { ...act.candidates!, buckets: elsewhere },
  }
  const found = find(wish, ground)
  if (found.left > 0) return short(wish, found, false)
  changeAllocation(state, -micros)
  reallocate(ground, act.bucket, -micros)
  const parts = found.parts.map(({ bucket, micros: taken }) => {
    const moved = { bucket: bucket.id, micros: taken, piece: null }
    const part = { ...state, ...moved, id: newId(), isStored: false, isChanged: true }
    const { id: toAllocation } = part
    ground.book.states.set(toAllocation, part)
    reallocate(ground, bucket, taken)
    report(ground, {
      allocation: state,
      kind: 'swap',
      micros: taken,
      bucket: act.bucket,
      actor: act.actor.id,
      toBucket: bucket,
      toAllocation,
    })
    return partOf(toAllocation, bucket, taken)
  })
  tellOverridden(act, found, parts[0]!.id, ground)
  return { act, at: ground.nextAt, parts }
}

function reallocate({ balances }: Ground, bucket: Bucket, micros: number): void {
  const state = balances.get(bucket.id)!
  state.allocated += micros
  state.isChanged = true
  state.isReallocated = true
}

type Told = Omit<AllocationEvent, 'toBucket' | 'toAllocation' | 'movement'> & Partial<AllocationEvent>

function report({ book }: Ground, event: Told): void {
  book.events.push({ toBucket: null, toAllocation: null, movement: null, ...event })
}

function partOf(id: string, { location, lot, handlingUnit, status }: Bucket, micros: number): AllocatedPart {
  return { id, location, lot, handlingUnit, status, quantity: unitsOf(micros) }
}
