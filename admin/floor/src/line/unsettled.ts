/*
 * A command whose answer is not there yet. It is written down with its key before it is sent for the first
 * time, so that nothing is ever sent under two keys: after a lost answer, a reload or an empty battery it is
 * sent again as it was, and happens once. A key counts for who made it, so each person's command is his own.
 */

import { call } from './call.ts'
import { LineDown, Problem } from './problem.ts'

/** A command, and the words for it. */
export interface Command {
  readonly key: string
  readonly path: string
  readonly body: object
  readonly person: string
  readonly personName: string
  readonly told: Told
}

/** What a command does, in the words of the screen. */
export interface Told {
  readonly kind: 'move' | 'undo'
  /** `12 each APPLE`, or a unit's code. */
  readonly what: string
  readonly from: string
  readonly to: string
}

/** What became of a command. */
export type Outcome =
  | {
      readonly is: 'posted'
      readonly id: string
      readonly also: readonly string[]
      readonly isAgain: boolean
    }
  | { readonly is: 'refused'; readonly sentence: string }
  /** No answer: it may have been posted or not. */
  | { readonly is: 'unknown' }

interface PostAnswer {
  readonly outcomes: readonly {
    readonly status: 'posted' | 'refused' | 'failed'
    readonly id?: string
    readonly also?: readonly string[]
    readonly detail?: string
  }[]
}

const PLACE = 'stowage.floor.unsettled.'

/** The command of somebody that has no outcome yet. */
export function unsettledOf(person: string): Command | undefined {
  const kept = localStorage.getItem(PLACE + person)
  return kept === null ? undefined : (JSON.parse(kept) as Command)
}

/** The commands of others that have none. */
export function unsettledOfOthers(person?: string): readonly Command[] {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(PLACE) && name !== PLACE + person)
    .map((name) => JSON.parse(localStorage.getItem(name)!) as Command)
}

/** Sends a command for the first time, or again. */
export async function settle(command: Command): Promise<Outcome> {
  const place = PLACE + command.person
  const isAgain = localStorage.getItem(place) !== null
  localStorage.setItem(place, JSON.stringify(command))
  const outcome = await outcomeOf(command, isAgain)
  if (outcome.is !== 'unknown') localStorage.removeItem(place)
  return outcome
}

async function outcomeOf({ path, body, key }: Command, isAgain: boolean): Promise<Outcome> {
  try {
    const { outcomes } = await call<PostAnswer>(path, { method: 'POST', body, key })
    const { status, id = '', also = [], detail = '' } = outcomes[0]!
    if (status !== 'posted') return { is: 'refused', sentence: detail }
    return { is: 'posted', id, also, isAgain }
  } catch (error) {
    if (error instanceof LineDown) return { is: 'unknown' }
    if (!(error instanceof Problem)) throw error
    // A second try that is not let in says nothing of what became of the first.
    const saysNothing = error.status >= 500 || (isAgain && [401, 403, 408, 429].includes(error.status))
    return saysNothing ? { is: 'unknown' } : { is: 'refused', sentence: error.message }
  }
}

/** A name for a command that no other has. */
export function newKey(): string {
  return `floor-${crypto.randomUUID()}`
}
