import type { Actor } from '@stowage/sdk'
import type { Demand } from '../allocations/act.ts'
import { serialKey } from '../serials/serial-book.ts'
import type { Bucket } from './bucket-cache.ts'
import type { Override } from './overrides.ts'

/** How an allocation stands in the middle of a group; nothing left of it means that it is gone. */
export interface AllocationState {
  readonly id: string
  bucket: number
  readonly demand: Demand
  readonly owner: number
  readonly actor: string
  micros: number
  readonly expires: number | null
  /** The one piece that is kept, where it is that one. */
  readonly piece: KeptPiece | null
  /** Whether it stood in the database before the group. */
  readonly isStored: boolean
  isChanged: boolean
}

/** A piece that is kept by its number. */
export interface KeptPiece {
  readonly id: string
  readonly item: string
  readonly number: string
}

/** What became of an allocation, as it is told for good. */
export interface AllocationEvent {
  readonly allocation: AllocationState
  readonly kind: 'allocate' | 'carry' | 'split' | 'swap' | 'release' | 'consume' | 'expire'
  readonly micros: number
  readonly bucket: Bucket
  readonly toBucket: Bucket | null
  /** The allocation that the quantity went on as, where that is another one. */
  readonly toAllocation: string | null
  readonly actor: string
  readonly movement: string | null
}

/** The allocations that a group knows of, and what it did to them. */
export interface AllocationBook {
  readonly states: Map<string, AllocationState>
  readonly events: AllocationEvent[]
  /** What was allocated against plugins' refusals. */
  readonly overridden: OverriddenAllocation[]
}

/** An allocation that plugins refused, and was made all the same. */
export interface OverriddenAllocation {
  readonly allocation: string
  readonly owner: number
  readonly actor: Actor
  readonly overrides: readonly Override[]
}

/** The allocation that keeps this very piece now. */
export function keeperOf(
  { states }: AllocationBook,
  item: string,
  number: string,
): AllocationState | undefined {
  const key = serialKey(item, number)
  for (const state of states.values()) {
    const { piece, micros } = state
    if (piece !== null && micros > 0 && serialKey(piece.item, piece.number) === key) return state
  }
  return undefined
}

/** Takes from an allocation, or gives to it. */
export function changeAllocation(state: AllocationState, micros: number): void {
  state.micros += micros
  state.isChanged = true
}

/** Remembers how a book stands, so that all that follows can be taken back. */
export function rememberBook({ states, events, overridden }: AllocationBook): () => void {
  const before = [...states.values()].map((state) => ({ ...state }))
  const told = events.length
  const gonePast = overridden.length
  return () => {
    states.clear()
    for (const state of before) states.set(state.id, state)
    events.length = told
    overridden.length = gonePast
  }
}
