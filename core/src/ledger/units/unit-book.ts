import type { Actor } from '@stowage/sdk'
import type pg from 'pg'
import { plainArray } from '../posting/array-literal.ts'
import { mayEnter } from '../posting/complete-line.ts'
import type { Movement, PlacedRefusal } from '../posting/draft.ts'
import type { Case } from '../posting/judge.ts'
import { unitsAround } from './unit-move.ts'
import { fingerprintOf, seeUnits, type UnitScene } from './unit-scene.ts'

/** How a locked unit stands, in the middle of a group. */
export interface UnitState {
  readonly id: string
  readonly code: string
  readonly location: string | null
  readonly locationCode: string | null
  /** The number of its place's site; null where it came there in this group. */
  readonly site: number | null
  readonly parent: string | null
  readonly isActive: boolean
}

/** Where a unit went, as it is written. */
export interface UnitChange {
  readonly unit: string
  readonly at: number
  readonly movement: string
  readonly actor: string
  readonly from: { readonly location: string | null; readonly parent: string | null }
  readonly to: { readonly location: string; readonly parent: string | null }
  /** It came along inside another unit. */
  readonly isCarried: boolean
}

/** The units that a group knows of, and what it did to them. */
export interface UnitBook {
  readonly states: Map<string, UnitState>
  readonly scene: UnitScene
  /** Those whose stock or place the group has changed so far. */
  readonly touched: Set<string>
  readonly changes: UnitChange[]
}

const NO_SCENE: UnitScene = { nested: [], outer: [], stock: [] }

/** What a group begins with. */
export function bookOf(states: Map<string, UnitState>, scene: UnitScene): UnitBook {
  return { states, scene, touched: new Set(), changes: [] }
}

/** Remembers how units stand, so that what comes can be taken back. */
export function rememberUnits({ states, touched, changes }: UnitBook): () => void {
  if (states.size === 0) return () => {}
  const [before, wasTouched, { length }] = [[...states], [...touched], changes]
  return () => {
    for (const [id, state] of before) states.set(id, state)
    touched.clear()
    for (const id of wasTouched) touched.add(id)
    changes.length = length
  }
}

/** The units to lock: those whose stock changes, and all around those that move. */
function unitsToLock(movements: readonly Movement[]): string[] {
  const units = new Set<string>()
  for (const { lines, units: moved } of movements) {
    for (const { from, to } of lines) {
      if (from.isBalanced && from.handlingUnit !== null) units.add(from.handlingUnit)
      if (to.isBalanced && to.handlingUnit !== null) units.add(to.handlingUnit)
    }
    for (const id of unitsAround(moved)) units.add(id)
  }
  return [...units]
}

/**
 * Locks units, which is sent before balances are: whoever changes a unit's stock or place waits for the
 * others.
 */
export async function lockUnits(
  client: pg.Client,
  writerKey: string,
  movements: readonly Movement[],
): Promise<Map<string, UnitState>> {
  const units = unitsToLock(movements)
  if (units.length === 0) return new Map()
  const { rows } = await client.query<{
    id: string
    code: string
    location: string | null
    location_code: string | null
    site: number | null
    parent: string | null
    is_active: boolean
  }>({
    name: 'ledger.lock_units',
    text: `select u.*, (select l.site from locations.location l where l.id = u.location) as site
             from ledger.lock_units($1, $2) u`,
    values: [writerKey, plainArray(units)],
  })
  return new Map(
    rows.map(({ location_code: locationCode, is_active: isActive, ...row }) => [
      row.id,
      { ...row, locationCode, isActive },
    ]),
  )
}

/** Looks again, under the locks, at the units that move. */
export async function seeMovedUnits(client: pg.Client, movements: readonly Movement[]): Promise<UnitScene> {
  const moves = movements.flatMap(({ units }) => (units?.isLastPart === true ? units.moves : []))
  if (moves.length === 0) return NO_SCENE
  const targets = moves.flatMap(({ to }) => to.parent ?? [])
  return seeUnits(client, [...new Set(moves.map(({ unit }) => unit))], [...new Set(targets)])
}

/**
 * Whether what a movement takes along is no longer what it was when it was looked up: somebody moved,
 * filled or emptied one of its units since, or a command before it in the group did.
 */
export function isExpansionOutdated({ units }: Movement, { states, scene, touched }: UnitBook): boolean {
  return (units?.moves ?? []).some(
    ({ unit, to, subtree, chain, fingerprint }) =>
      subtree.some((id) => touched.has(id) || !states.has(id)) ||
      chain.some((id) => touched.has(id)) ||
      fingerprintOf(scene, unit, to.parent) !== fingerprint,
  )
}

/**
 * Stock goes into a unit, or out of it, where the unit stands; one that stood nowhere yet stands there
 * then.
 */
export function checkUnits(trial: Case): PlacedRefusal | undefined {
  const { movement, lines, ground } = trial
  if (ground.units.states.size === 0) return undefined
  const moved = movedBy(movement)
  const placed = new Map<string, string>()
  for (const [n, { from, to }] of lines.entries()) {
    for (const [end, bucket] of [['from', from] as const, ['to', to] as const]) {
      const { handlingUnit: id, location, code } = bucket
      if (!bucket.isBalanced || id === null || moved.has(id)) continue
      const state = ground.units.states.get(id)!
      const pointer = `/movements/${movement.index}/lines/${n}/${end}/handlingUnit`
      const stands = state.location ?? placed.get(id)
      if (stands === undefined) {
        if (end === 'from') return { code: 'ledger.unit_nowhere', facts: { unit: state.code }, pointer }
        placed.set(id, location)
      } else if (stands !== location) {
        const facts = {
          unit: state.code,
          stands: standsIn(state, movement.actor),
          location: code,
        }
        return { code: 'ledger.unit_elsewhere', facts, pointer }
      }
      if (end === 'to' && !state.isActive && movement.kind !== 'reversal') {
        return { code: 'ledger.unit_closed', facts: { unit: state.code }, pointer }
      }
    }
  }
  return checkLeftBehind(trial)
}

/** Where a unit stands, to whom it may be told. */
function standsIn({ locationCode, site }: UnitState, actor: Actor): string {
  if (locationCode === null) return 'another place of this movement'
  return mayEnter(actor, site) ? locationCode : 'another site'
}

/** All stock of a unit goes where the unit goes: what undoes a move must not leave behind what came since. */
function checkLeftBehind({ movement, walks, ground }: Case): PlacedRefusal | undefined {
  if (movement.units?.isLastPart !== true) return undefined
  for (const { unit, code, from, to } of movement.units.moves) {
    if (from.location === to.location) continue
    const isLeft = ground.units.scene.stock.some(({ top, bucket, micros }) => {
      if (top !== unit) return false
      return (walks.get(bucket)?.onHand ?? ground.balances.get(bucket)?.onHand ?? micros) !== 0
    })
    if (!isLeft) continue
    const pointer = `/movements/${movement.index}/handlingUnits`
    return { code: 'ledger.unit_contents_left', facts: { unit: code }, pointer }
  }
  return undefined
}

/** Does to the units what a posted movement says. */
export function keepUnits({ movement, lines, ground }: Case, at: number): void {
  const { units: book } = ground
  if (book.states.size === 0) return
  const moved = movedBy(movement)
  for (const { from, to } of lines) {
    for (const { isBalanced, handlingUnit: id, location, code } of [from, to]) {
      if (!isBalanced || id === null) continue
      book.touched.add(id)
      const state = book.states.get(id)!
      if (state.location !== null || moved.has(id)) continue
      change(book, state, { movement, at, to: { location, parent: null }, code, isCarried: false })
    }
  }
  if (movement.units?.isLastPart !== true) return
  for (const { unit, to, subtree } of movement.units.moves) {
    for (const id of subtree) {
      book.touched.add(id)
      const state = book.states.get(id)!
      const isCarried = id !== unit
      if (isCarried && state.location === to.location) continue
      const { location, code } = to
      const parent = isCarried ? state.parent : to.parent
      change(book, state, { movement, at, to: { location, parent }, code, isCarried })
    }
  }
}

interface Change {
  readonly movement: Movement
  readonly at: number
  readonly to: UnitChange['to']
  readonly code: string
  readonly isCarried: boolean
}

function change(book: UnitBook, state: UnitState, { movement, at, to, code, isCarried }: Change): void {
  book.states.set(state.id, { ...state, ...to, locationCode: code, site: null })
  const from = { location: state.location, parent: state.parent }
  const { id, actor } = movement
  book.changes.push({ unit: state.id, at, movement: id, actor: actor.id, from, to, isCarried })
}

function movedBy({ units }: Movement): Set<string> {
  return new Set((units?.moves ?? []).flatMap(({ subtree }) => subtree))
}
