import type {} from '@fastify/cookie'
import type { Actor, ServiceContext } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import type { PipelinedPool } from '../database/pipelined-pool.ts'
import { apiKeyReader } from './api-keys/api-key.service.ts'
import {
  createReferenceService,
  type ReferenceService,
} from './external-references/external-reference.service.ts'
import { createSessionService, type SessionService } from './sessions/session.service.ts'
import { systemActor } from './system-actor.ts'
import { Account } from './users/user.model.ts'

/** Who calls, and who may call. */
export interface AccessService {
  readonly sessions: SessionService
  /** What other systems call our rows. */
  readonly references: ReferenceService
  /**
   * Who sends this request, by `Authorization: Bearer stw_…` or by the session's cookie. Read anew at each
   * request: a right taken away is gone at the next one.
   * @returns null when it carries neither, or what it carries is not valid any more
   */
  authenticate(request: Pick<FastifyRequest, 'headers' | 'cookies'>): Promise<Actor | null>
  /** What a user logs in by; null for one that does not exist. */
  emailOf(id: string): Promise<string | null>
}

declare module '@stowage/sdk' {
  interface Services {
    readonly access: AccessService
  }
}

/**
 * Makes the service of access.
 * @param callers connections of the role that sees all owners. Who calls is asked of them in single prepared
 *   statements, because every request waits for the answer: as a knex query each, planned anew, they took a
 * sixth
 *   of a node's time under single movements.
 */
export function createAccessService(context: ServiceContext, callers: PipelinedPool): AccessService {
  const sessions = createSessionService(context, callers)
  const actorOfKey = apiKeyReader(callers)
  return {
    sessions,
    references: createReferenceService(),
    async authenticate({ headers, cookies }) {
      const [, token] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? []
      if (headers.authorization !== undefined) return (token && (await actorOfKey(token))) || null
      const cookie = cookies.stowage_session
      return (cookie && (await sessions.actorOf(cookie))) || null
    },
    emailOf(id) {
      return context.transaction(systemActor, async (trx) => {
        return (await Account.query(trx).findById(id))?.email ?? null
      })
    },
  }
}
