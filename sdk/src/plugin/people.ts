import type { FastifyRequest } from 'fastify'
import type { Actor, Transaction } from './actor.ts'

/** A role that somebody has. */
export interface RoleOfPerson {
  readonly id: string
  readonly name: string
  /** What the plugin that asks keeps on the role by `fields: { 'access.role': … }`. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Somebody who logs in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  /** The language that he chose. */
  readonly language: string | null
  readonly isActive: boolean
  /** False for who logs in by other ways alone. */
  readonly hasPassword: boolean
  readonly roles: readonly RoleOfPerson[]
}

/** Somebody who is to be made. */
export interface NewPerson {
  readonly name: string
  readonly email: string
  /** The roles by their names, for all owners and sites. */
  readonly roles: readonly string[]
}

/**
 * The people who log in, for plugins that have to do with how. What they may do is an administrator's matter.
 * @since 0.1.0
 */
export interface People {
  find(
    trx: Transaction,
    who: { readonly id: string } | { readonly email: string },
  ): Promise<Person | undefined>
  /**
   * Finds somebody, and makes whoever else wants to change how he logs in wait until the transaction ends: of
   * two requests that come together, the second judges what the first has left.
   */
  hold(trx: Transaction, id: string): Promise<Person | undefined>
  /**
   * Somebody as who does something about himself: his name stands in the audit, and he may do nothing else.
   */
  actorOf(person: Pick<Person, 'id' | 'name'>): Actor
  /**
   * Makes somebody without a password, in the plugin's own name.
   * @throws DomainError `access.email_taken`, `access.email_malformed`, `access.role_unknown`,
   *   `access.role_for_people`: one that may do everything is given by an administrator alone
   */
  create(trx: Transaction, wish: NewPerson): Promise<Person>
  /** Gives somebody just these roles, by their names. @throws as `create` does */
  giveRoles(
    trx: Transaction,
    wish: { readonly user: string; readonly roles: readonly string[] },
  ): Promise<void>
  /**
   * Gives somebody a password, which ends all his sessions and log-ins that are begun.
   * @throws DomainError `access.password_too_short`
   */
  setPassword(
    trx: Transaction,
    by: FastifyRequest | { readonly actor: Actor },
    wish: { readonly user: string; readonly password: string },
  ): Promise<void>
  /** Ends all sessions of somebody, and log-ins that are begun. */
  endSessions(trx: Transaction, user: string): Promise<void>
  /**
   * Asks for somebody's password again. It counts with his log-ins.
   * @throws DomainError `access.password_wrong`, `access.too_many_attempts`
   */
  provePassword(user: string, proof: { readonly password: string; readonly address: string }): Promise<void>
  /**
   * Whether the actor may change this person: nobody changes somebody who has more rights.
   * @throws DomainError `access.beyond_own_rights`, `http.row_not_found`
   */
  checkMayChange(trx: Transaction, actor: Actor, user: string): Promise<void>
}
