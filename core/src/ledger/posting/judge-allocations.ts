import { newId } from '../../database/ids.ts'
import { type AllocationBook, type AllocationState, changeAllocation, keeperOf } from './allocation-state.ts'
import type { Line, PlacedRefusal } from './draft.ts'
import { type Case, placed, type Walk } from './judge.ts'
import { unitsOf } from './micros.ts'

/**
 * Judges what a movement's lines do to allocations, and takes that off the walks: stock that was kept for a
 * demand may leave for it, or go elsewhere with it, although nobody else may have it.
 */
export function checkAllocations(trial: Case): PlacedRefusal | undefined {
  const taken = new Map<string, number>()
  for (const [n, line] of trial.lines.entries()) {
    const kept = checkPieces(trial, line, n)
    if (kept !== undefined) return kept
    if (line.allocation === null) continue
    const state = trial.ground.book.states.get(line.allocation.id)
    const before = taken.get(line.allocation.id) ?? 0
    const refusal = checkLine(trial, line, state, before)
    if (refusal !== undefined) {
      const [code, facts] = refusal
      return placed(code, facts, trial.movement, `/lines/${n}/allocation`)
    }
    taken.set(line.allocation.id, before + line.micros)
    reallocate(trial.walks.get(line.from.id)!, -line.micros)
    if (line.allocation.effect === 'carry') reallocate(trial.walks.get(line.to.id)!, line.micros)
  }
  return undefined
}

function checkLine(
  { movement }: Case,
  line: Line,
  state: AllocationState | undefined,
  taken: number,
): [code: string, facts: Record<string, unknown>] | undefined {
  const { id, effect } = line.allocation!
  if (state === undefined || state.micros === 0 || state.owner !== movement.owner) {
    return ['ledger.allocation_unknown', { allocation: id }]
  }
  if (state.bucket !== line.from.id) {
    return ['ledger.allocation_elsewhere', { allocation: id, sku: line.from.sku, location: line.from.code }]
  }
  if (effect === 'carry' && !line.to.isBalanced) {
    return ['ledger.allocation_carried_outside', { location: line.to.code }]
  }
  const left = state.micros - taken
  if (line.micros <= left) return undefined
  const facts = { allocation: id, sku: line.from.sku, allocated: unitsOf(left), asked: unitsOf(line.micros) }
  return ['ledger.allocation_exceeded', facts]
}

/** A piece that is kept for a demand goes with the allocation that keeps it, and with no other. */
function checkPieces({ movement, ground: { book } }: Case, line: Line, n: number): PlacedRefusal | undefined {
  const { allocation, from, serials } = line
  const { sku, item } = from
  for (const serial of serials) {
    const keeper = keeperOf(book, item, serial)
    if (keeper === undefined || keeper.id === allocation?.id) continue
    const { kind: demandKind, id: demand } = keeper.demand
    return placed('ledger.piece_kept', { serial, sku, demandKind, demand }, movement, `/lines/${n}/serials`)
  }
  const piece = allocation === null ? undefined : book.states.get(allocation.id)?.piece
  if (piece === null || piece === undefined || serials.includes(piece.number)) return undefined
  const facts = { allocation: allocation!.id, serial: piece.number, sku }
  return placed('ledger.allocation_of_piece', facts, movement, `/lines/${n}/serials`)
}

function reallocate(walk: Walk, micros: number): void {
  walk.allocated += micros
}

/** Does to the allocations what the lines of a posted movement say. */
export function keepAllocations({ movement, lines, ground: { book } }: Case): void {
  for (const line of lines) {
    if (line.allocation === null) continue
    const { effect } = line.allocation
    const allocation = book.states.get(line.allocation.id)!
    const toAllocation = effect === 'carry' ? carry(allocation, line, book) : null
    if (effect !== 'carry') changeAllocation(allocation, -line.micros)
    book.events.push({
      allocation,
      kind: effect,
      micros: line.micros,
      bucket: line.from,
      toBucket: effect === 'carry' ? line.to : null,
      toAllocation,
      actor: movement.actor.id,
      movement: movement.id,
    })
  }
}

/**
 * All of it goes along as it is; a part goes on as an allocation of its own for the same demand.
 * @returns the id of that part
 */
function carry(state: AllocationState, line: Line, book: AllocationBook): string | null {
  if (line.micros === state.micros) {
    state.bucket = line.to.id
    state.isChanged = true
    return null
  }
  const id = newId()
  changeAllocation(state, -line.micros)
  book.states.set(id, { ...state, id, bucket: line.to.id, micros: line.micros, isStored: false })
  return id
}
