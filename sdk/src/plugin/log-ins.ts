import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Transaction } from './actor.ts'
import type { Person } from './people.ts'

const closed = { additionalProperties: false }

/**
 * How far a log-in has come. `isIn`: the browser has its session. Else `step` is what is asked yet; whoever
 * declared it has the part of the log-in screen that asks, and a route that takes the answer.
 * @since 0.1.0
 */
export const LogInAnswer = Type.Object(
  {
    isIn: Type.Boolean(),
    step: Type.Optional(Type.Object({ name: Type.String(), title: Type.String() }, closed)),
  },
  closed,
)
export type LogInAnswer = Static<typeof LogInAnswer>

/** Somebody on his way in, who has proved who he is. */
export interface Entrant {
  readonly person: Person
  /** How he came: `password`, or the name of a plugin's own way, such as `sso.passkey`. */
  readonly way: string
}

/**
 * What core's point `log-in.step` takes: something that may be asked of people after they have shown who they
 * are, before they are in.
 * @since 0.1.0
 */
export interface LogInStep {
  /** Begins with the plugin's name: `sso.second_factor`. */
  readonly name: string
  readonly title: string
  /** Whether it is asked of this one now. */
  isAsked(trx: Transaction, entrant: Entrant): Promise<boolean>
}

/** Somebody whom a plugin has recognised in its own way. */
export interface Arrival {
  readonly user: string
  /** Begins with the plugin's name: `sso.passkey`. It stands in the audit. */
  readonly way: string
  /** Steps of the plugin that are as good as done by coming this way. */
  readonly passed?: readonly string[]
}

/** Somebody who is on his way in, at the step that is asked of him. */
export interface BegunLogIn {
  readonly person: Person
  readonly step: string
}

/** A guess that is counted before it is judged. */
export interface Guess {
  /** What is guessed: `code`. */
  readonly at: string
  /** Whose door it is: a person's id, an e-mail; null where only where it comes from counts. */
  readonly account: string | null
  /** Where it comes from; null where the account counts wherever it is tried from. */
  readonly address: string | null
  /** How many in a quarter of an hour: 5 for an account, 50 for a network, unless said. */
  readonly limit?: number
}

/**
 * Other ways in, and further steps on the way. Who is let in has a session as by his password, and no other.
 * @since 0.1.0
 */
export interface LogIns {
  /**
   * Lets somebody in whom the plugin has recognised, or asks what else is asked of him.
   * @throws DomainError `access.gone_meanwhile` for an account that is out of use,
   *   `access.log_in_step_missing`
   */
  admit(request: FastifyRequest, reply: FastifyReply, arrival: Arrival): Promise<LogInAnswer>
  /**
   * Who is on his way in by this browser, at one of the plugin's own steps.
   * @throws DomainError `access.log_in_over` where nobody is, or it took longer than ten minutes
   */
  begun(request: FastifyRequest): Promise<BegunLogIn>
  /** Goes on with the log-in that is at this step. @throws DomainError `access.log_in_over` */
  pass(request: FastifyRequest, reply: FastifyReply, step: string): Promise<LogInAnswer>
  /**
   * Has a step of the plugin kept for somebody: while the plugin is off, he is not let in without it. Let go
   * of it, once he has nothing to show any more.
   */
  keepStep(trx: Transaction, user: string, step: string): Promise<void>
  letGoOfStep(trx: Transaction, user: string, step: string): Promise<void>
  /**
   * Counts a guess before it is judged, in the database, so that all nodes share the count.
   * @throws DomainError `access.too_many_attempts` with the seconds to wait
   */
  count(guess: Guess): Promise<void>
  /** Takes a right answer out of the count. */
  forget(trx: Transaction, guess: Guess): Promise<void>
}
