import type {} from '@fastify/cookie'
import type { Actor, ServiceContext, Transaction } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { apiKeyReader } from './api-keys/api-key.service.ts'
import { newPassword } from './secret.ts'
import { createSessionService, type SessionService } from './sessions/session.service.ts'
import { systemActor } from './system-actor.ts'
import { Account } from './users/user.model.ts'
import { createUser, hasUsers } from './users/user.service.ts'

/** What a new user of the command line gets. */
export interface NewUser {
  readonly email: string
  readonly name?: string
  /** Made and returned where it is left out. */
  readonly password?: string
  /** An administrator where they are left out. */
  readonly permissions?: readonly string[]
}

/** How a user who was just made logs in. */
export interface Credentials {
  readonly id: string
  readonly email: string
  readonly password: string
}

/** Who calls, and who may call. */
export interface AccessService {
  readonly sessions: SessionService
  /**
   * Who sends this request, by `Authorization: Bearer stw_…` or by the session's cookie. Read anew at each
   * request: a right taken away is gone at the next one.
   * @returns null when it carries neither, or what it carries is not valid any more
   */
  authenticate(request: Pick<FastifyRequest, 'headers' | 'cookies'>): Promise<Actor | null>
  /** Makes the first administrator, with a password to print once; null where there are users already. */
  createFirstAdministrator(): Promise<Credentials | null>
  /** Makes a user on behalf of whoever sits at this machine's command line. */
  createUser(user: NewUser): Promise<Credentials>
  /** What a user logs in by; null for one that does not exist. */
  emailOf(id: string): Promise<string | null>
}

const FIRST_ADMINISTRATOR = { email: 'admin@stowage.local', name: 'Administrator' }

declare module '@stowage/sdk' {
  interface Services {
    readonly access: AccessService
  }
}

/** Makes the service of access. */
export function createAccessService(context: ServiceContext): AccessService {
  const sessions = createSessionService(context)
  const actorOfKey = apiKeyReader(context)
  return {
    sessions,
    async authenticate({ headers, cookies }) {
      const [, token] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? []
      if (headers.authorization !== undefined) return (token && (await actorOfKey(token))) || null
      const cookie = cookies.stowage_session
      return (cookie && (await sessions.actorOf(cookie))) || null
    },
    createFirstAdministrator() {
      return context.transaction(systemActor, async (trx) => {
        await trx.raw("select pg_advisory_xact_lock(hashtext('access.first_administrator'))")
        return (await hasUsers(trx)) ? null : makeUser(trx, FIRST_ADMINISTRATOR)
      })
    },
    createUser: (user) => context.transaction(systemActor, (trx) => makeUser(trx, user)),
    emailOf(id) {
      return context.transaction(systemActor, async (trx) => {
        return (await Account.query(trx).findById(id))?.email ?? null
      })
    },
  }
}

async function makeUser(trx: Transaction, user: NewUser): Promise<Credentials> {
  const { email, name = email, password = newPassword(), permissions = ['*'] } = user
  const wish = { email, name, password, permissions }
  const known = new Map(permissions.map((permission) => [permission, true]))
  const made = await createUser(trx, { actor: systemActor }, { wish, known })
  return { id: made.id, email: made.email, password }
}
