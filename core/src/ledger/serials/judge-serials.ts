import type { Actor } from '@stowage/sdk'
import { newId } from '../../database/ids.ts'
import { mayEnter, maySee } from '../posting/complete-line.ts'
import type { Movement, PlacedRefusal } from '../posting/draft.ts'
import type { JudgedLine } from '../posting/judge.ts'
import { DEEDS } from '../posting/judge-holds.ts'
import { isoOf, MICROS, unitsOf } from '../posting/micros.ts'
import {
  enterSerial,
  placeWords,
  type SerialBook,
  type SerialPlace,
  type SerialState,
  serialKey,
} from './serial-book.ts'

/** One piece on one line: how it stands after it. */
export interface SerialStep {
  /** The line's number, from one. */
  readonly n: number
  readonly at: number
  readonly state: SerialState
}

/** A movement whose pieces are judged. */
export interface SerialCase {
  readonly movement: Movement
  readonly lines: readonly JudgedLine[]
  readonly effective: number
}

/** One piece on its way over one line. */
interface Passage {
  readonly trial: SerialCase
  readonly line: JudgedLine
  readonly number: string
  readonly before: SerialState | undefined
}

/** What becomes of stock by these is a matter of record, and no hold stands in its way. */
const UNSTOPPABLE: ReadonlySet<string> = new Set(['adjustment', 'reversal', 'opening'])
const NONE: readonly SerialStep[] = []

/**
 * Carries the pieces of a movement over its lines, in their order, without changing the book: each must be
 * where the line takes it from, and none may come that is here already.
 */
export function walkSerials(trial: SerialCase, book: SerialBook): readonly SerialStep[] | PlacedRefusal {
  const { lines, movement } = trial
  if (!lines.some(({ serials, from }) => serials.length > 0 || from.serials === 'always')) return NONE
  const after = new Map<string, SerialState>()
  const steps: SerialStep[] = []
  for (const [index, line] of lines.entries()) {
    const refusal = checkCount(line)
    if (refusal !== undefined) return placed(refusal, movement, index)
    for (const number of line.serials) {
      const key = serialKey(line.from.item, number)
      const passage = { trial, line, number, before: after.get(key) ?? book.states.get(key) }
      const found = checkPlace(passage) ?? checkLater(passage) ?? checkHold(passage, book)
      if (found !== undefined) return placed(found, movement, index)
      const state = moved(passage)
      after.set(key, state)
      steps.push({ n: index + 1, at: line.at, state })
    }
  }
  return steps
}

/** The movement is in: its pieces are where it left them. */
export function keepSerials(book: SerialBook, steps: readonly SerialStep[]): void {
  for (const { state } of steps) enterSerial(book, state)
}

/** Whoever made the line, and a plugin may have: as many numbers as pieces. */
function checkCount({ from, micros, serials }: JudgedLine): Found | undefined {
  if (from.serials !== 'always' || serials.length === micros / MICROS) return undefined
  const facts = { sku: from.sku, quantity: unitsOf(micros), given: serials.length }
  return { code: 'ledger.serials_required', facts }
}

interface Found {
  readonly code: string
  readonly facts: Record<string, unknown>
}

function checkPlace({ trial, line, number, before }: Passage): Found | undefined {
  const { from } = line
  const { actor } = trial.movement
  const facts = { sku: from.sku, serial: number, location: placeWords(from) }
  const isHidden = before !== undefined && !maySee(actor, before.owner)
  if (from.serials === 'dispatch') {
    const isOut = before?.hasLeft === true
    if (from.isBalanced === !isOut || before === undefined) return undefined
    if (isHidden) return { code: 'ledger.serial_in_use', facts }
    return { code: isOut ? 'ledger.serial_left_before' : 'ledger.serial_not_out', facts }
  }
  const place = before?.place ?? null
  if (!from.isBalanced) {
    if (place === null) return undefined
    if (isHidden) return { code: 'ledger.serial_in_use', facts }
    return { code: 'ledger.serial_in_stock', facts: { ...facts, standsIn: wordsFor(actor, place) } }
  }
  if (place?.bucket === from.id) return undefined
  if (before === undefined || isHidden) return { code: 'ledger.serial_unknown', facts }
  if (place === null) return { code: 'ledger.serial_gone', facts }
  return { code: 'ledger.serial_elsewhere', facts: { ...facts, standsIn: wordsFor(actor, place) } }
}

/** Where a piece stands, to whom it may be told. */
function wordsFor(actor: Actor, { words, site }: SerialPlace): string {
  return mayEnter(actor, site) ? words : 'another site'
}

/**
 * What happened before the last thing known of a piece would have to fit between two lines that follow each
 * other: from A to B before a line that takes it from A. No line does.
 */
function checkLater({ trial, line, number, before }: Passage): Found | undefined {
  if (before === undefined || before.lastEffective <= trial.effective) return undefined
  const facts = { sku: line.from.sku, serial: number }
  if (!maySee(trial.movement.actor, before.owner)) return { code: 'ledger.serial_in_use', facts }
  return { code: 'ledger.serial_moved_later', facts: { ...facts, instant: isoOf(before.lastEffective) } }
}

/** A single piece may be stopped while the others of its lot go. */
function checkHold({ trial, line, before }: Passage, { holds }: SerialBook): Found | undefined {
  const { kind, hasOwnClock } = trial.movement
  if (before === undefined || holds.size === 0 || hasOwnClock || UNSTOPPABLE.has(kind)) return undefined
  const { from, to } = line
  const stopped = from.isBalanced ? (to.isBalanced ? 'move' : 'ship') : 'receive'
  const hold = holds.get(before.id)?.find(({ blocks }) => blocks.includes(stopped))
  if (hold === undefined) return undefined
  const { reason, lifter } = hold
  const facts = { sku: from.sku, serial: before.number, reason, lifter, stopped, deed: DEEDS[stopped] }
  return { code: 'ledger.serial_on_hold', facts }
}

function moved({ trial, line, number, before }: Passage): SerialState {
  const { from, to, at } = line
  const stands = to.isBalanced && from.serials === 'always'
  return {
    id: before?.id ?? newId(),
    item: from.item,
    number,
    owner: trial.movement.owner,
    lot: from.lot,
    // Whoever moved it in this very group was let into its site.
    place: stands ? { bucket: to.id, words: placeWords(to), site: null } : null,
    hasLeft: !to.isBalanced,
    version: (before?.version ?? 0) + 1,
    lastAt: at,
    lastEffective: trial.effective,
    firstAt: before === undefined ? at : before.firstAt,
  }
}

function placed({ code, facts }: Found, movement: Movement, index: number): PlacedRefusal {
  return { code, facts, pointer: `/movements/${movement.index}/lines/${index}/serials` }
}
