import type { Command, Told } from '../line/unsettled.ts'
import type { Person } from '../person/person.ts'
import type { Say } from '../words/words.ts'
import type { Balance, Lookup, Match, Place } from './lookup.ts'
import type { Move, StockMove } from './move.ts'

/** Whose work it is, where, and who hears of it. */
export interface Workplace {
  readonly me: Person
  /** The device's. */
  readonly site: string
  readonly say: Say
  readonly tell: (state: WorkState) => void
}

/** Looking what is here, or taking it elsewhere. */
export type Mode = 'look' | 'move'

/** Where somebody is in his work. One question per step. */
export type Step =
  | { readonly at: 'start' }
  /** A code names several things: which? */
  | { readonly at: 'which'; readonly answer: Lookup; readonly move?: Move }
  /** What it is, where, how much; in a move, which of it goes. */
  | {
      readonly at: 'answer'
      readonly answer: Lookup
      readonly match: Match
      /** Those of its balances that scans have not ruled out. */
      readonly rows: readonly Balance[]
      readonly isOld: boolean
    }
  /** What is being typed outlives a refusal that covers it. */
  | {
      readonly at: 'quantity'
      readonly move: StockMove
      readonly typed: string
      readonly level: StockMove['level']
    }
  | { readonly at: 'weight'; readonly move: StockMove }
  /** Where does it go? With a goal, it has to be that place. */
  | { readonly at: 'target'; readonly move: Move; readonly goal?: Place }
  | { readonly at: 'posting'; readonly told: Told }

/** Something that covers the screen: it is loud, and no scan goes past it. */
export type Notice =
  | { readonly is: 'wrong'; readonly title: string; readonly sentence: string; readonly pair?: Pair }
  /** Without a line; what was scanned is told, because it is kept nowhere. */
  | { readonly is: 'down'; readonly code: string }
  | { readonly is: 'done'; readonly title: string; readonly sentence: string }
  | { readonly is: 'unknown'; readonly command: Command }

/** What was scanned against what was meant. */
export interface Pair {
  readonly scanned: string
  readonly expected: string
}

/** The last movement, as long as it can be undone. */
export interface LastMove {
  readonly id: string
  readonly told: Told
  readonly until: number
}

/** All that the screen shows. */
export interface WorkState {
  readonly mode: Mode
  readonly step: Step
  readonly notice: Notice | undefined
  readonly isBusy: boolean
  readonly last: LastMove | undefined
  /** A scan that came while two others were waiting, and was not taken. */
  readonly missed: string | undefined
}
