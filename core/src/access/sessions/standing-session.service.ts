import { refuse, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { checkOfTaker } from '../grant.ts'
import { readRights } from '../rights/read-rights.ts'
import { digestOf } from '../secret.ts'
import { FLOOR_IDLE_MINUTES, IDLE_HOURS } from './session.service.ts'
import type { StandingSession } from './standing-session.schemas.ts'

const MOST = 200

/**
 * The sessions that a user has at this moment, the newest use first.
 * @param token of the session that asks
 * @throws `http.row_not_found`
 */
export async function standingSessions(
  trx: Transaction,
  { id, token }: { id: string; token: string | undefined },
): Promise<Static<typeof StandingSession>[]> {
  await findUser(trx, id)
  const { rows } = await trx.raw(
    `select s.id, s.started_at as "startedAt", s.seen_at as "seenAt", s.expires_at as "expiresAt", s.address,
            s.user_agent as "userAgent", d.name as device,
            s.token_hash is not distinct from ?::bytea as "isThis"
       from access.session s left join access.device d on d.id = s.device
      where s.account = ? and s.expires_at > now() and (s.device is null or d.revoked_at is null)
        and s.seen_at > now() - make_interval(mins => case when s.device is null then ?::int else ?::int end)
      order by s.seen_at desc limit ${MOST}`,
    [token === undefined ? null : digestOf(token), id, IDLE_HOURS * 60, FLOOR_IDLE_MINUTES],
  )
  return rows
}

/**
 * Ends one session of a user, or all of them.
 * @throws `http.row_not_found`, `access.beyond_own_rights`
 */
export async function endSessions(
  trx: Transaction,
  author: Author,
  { id, session }: { id: string; session?: string },
): Promise<void> {
  await findUser(trx, id)
  const check = await checkOfTaker(trx, author.actor)
  check(await readRights(trx, { id, kind: 'user' }))
  const ended = await trx('access.session')
    .where({ account: id, ...(session !== undefined && { id: session }) })
    .delete()
  if (ended === 0 && session !== undefined) {
    throw refuse('http.row_not_found', { what: 'session', id: session })
  }
  if (ended === 0) return
  const after = { ended }
  await recordChange(trx, { ...author, entity: 'access.account', id, action: 'end_sessions', after })
}

async function findUser(trx: Transaction, id: string): Promise<void> {
  const account = await trx('access.account').where({ id }).first('id')
  if (account === undefined) throw refuse('http.row_not_found', { what: 'user', id })
}
