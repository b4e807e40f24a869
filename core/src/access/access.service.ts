import type {} from '@fastify/cookie'
import type { Actor, ServiceContext, Transaction } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { apiKeyReader } from './api-keys/api-key.service.ts'
import { countWrongKeys } from './api-keys/wrong-keys.ts'
import { deviceTokenOf } from './devices/device-token.ts'
import { createFloorService, type FloorService } from './devices/floor.service.ts'
import {
  createReferenceService,
  type ReferenceService,
} from './external-references/external-reference.service.ts'
import { createLogInService, type LogInService } from './log-ins/log-in.service.ts'
import { givenRoles, idsSql } from './roles/given-roles.ts'
import type { Me } from './sessions/session.schemas.ts'
import {
  type AccessKernel,
  createSessionService,
  type SessionService,
  type SessionUse,
} from './sessions/session.service.ts'
import { systemActor } from './system-actor.ts'
import { Account } from './users/user.model.ts'

/** Who calls, and who may call. */
export interface AccessService {
  readonly sessions: SessionService
  /** How people come to have one. */
  readonly logIns: LogInService
  /** Devices of the floor, and who logs in on them. */
  readonly floor: FloorService
  /** What other systems call our rows. */
  readonly references: ReferenceService
  /**
   * Who sends this request, by `Authorization: Bearer stw_…` or by the session's cookie, with his rights
   * where the permission counts. Read anew at each request: a right taken away is gone at the next one.
   * @param permission left out, it is what he may do anywhere, to be told to him
   * @returns null when it carries neither, or what it carries is not valid any more
   */
  authenticate(
    request: Pick<FastifyRequest, 'headers' | 'cookies' | 'ip'>,
    permission?: string,
    use?: Partial<Pick<SessionUse, 'isWatching'>>,
  ): Promise<Actor | null>
  /** What a user logs in by; null for one that does not exist. */
  emailOf(id: string): Promise<string | null>
  /** The ids of the owners and sites that somebody is bound to, and the roles he has. */
  namesOf(actor: Actor): Promise<Pick<Static<typeof Me>, 'owners' | 'sites' | 'roles'>>
}

declare module '@stowage/sdk' {
  interface Services {
    readonly access: AccessService
  }
}

/**
 * Makes the service of access.
 * @param kernel with connections of the role that sees all owners. Who calls is asked of them in single
 *   prepared statements, because every request waits for the answer: as a knex query each, planned anew, they took a
 * sixth
 *   of a node's time under single movements.
 */
export function createAccessService(context: ServiceContext, kernel: AccessKernel): AccessService {
  const sessions = createSessionService(context, kernel)
  const actorOfKey = apiKeyReader(kernel.database.callers)
  const wrongKeys = countWrongKeys(context)
  return {
    sessions,
    logIns: createLogInService(context),
    floor: createFloorService(context),
    references: createReferenceService(),
    async authenticate({ headers, cookies, ip }, permission, use) {
      const [, token] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? []
      if (headers.authorization !== undefined) {
        const actor = token && (await actorOfKey(token, permission))
        if (!actor) await wrongKeys.count(ip)
        return actor || null
      }
      const cookie = cookies.stowage_session
      const device = deviceTokenOf({ headers, cookies })
      return (
        (cookie && (await sessions.actorOf(cookie, { permission, device, isWatching: use?.isWatching }))) ||
        null
      )
    },
    namesOf: (actor) => context.transaction(systemActor, (trx) => namesOf(trx, actor)),
    emailOf(id) {
      return context.transaction(systemActor, async (trx) => {
        return (await Account.query(trx).findById(id))?.email ?? null
      })
    },
  }
}

async function namesOf(
  trx: Transaction,
  { id, owners, sites }: Actor,
): Promise<Pick<Static<typeof Me>, 'owners' | 'sites' | 'roles'>> {
  const { rows } = await trx.raw(
    `select ${idsSql('access.owner', 'a.owners')} as owners, ${idsSql('locations.site', 'a.sites')} as sites
       from (select ?::int[] as owners, ?::int[] as sites) a`,
    [owners === 'all' ? null : [...owners], sites === 'all' ? null : [...sites]],
  )
  return {
    owners: owners === 'all' ? null : (rows[0].owners ?? []),
    sites: sites === 'all' ? null : (rows[0].sites ?? []),
    roles: await givenRoles(trx, id),
  }
}
