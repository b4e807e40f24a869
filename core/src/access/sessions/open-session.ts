import { type Actor, refuse, type Transaction } from '@stowage/sdk'
import { recordChange } from '../../audit/record-change.ts'
import { readRights } from '../rights/read-rights.ts'
import { rightsOn } from '../rights/right.ts'
import { digestOf, newSecret } from '../secret.ts'

/** A session ends after a week, however busy it is. */
export const ABSOLUTE_DAYS = 7

/** The browser that a session is for. */
export interface Browser {
  readonly address: string
  readonly userAgent: string | undefined
  readonly requestId: string
  /** The session that it had, which ends. */
  readonly previousToken: string | undefined
}

/** A session's token for the cookie, and whose it is. */
export interface OpenedSession {
  readonly token: string
  readonly actor: Actor
}

/** Whose session, how he came, and the account as it was when he showed who he is. */
export interface Admitted {
  readonly account: string
  readonly accountVersion: number
  readonly way: string
  readonly passed: readonly string[]
}

/**
 * Opens a session. The database keeps only its token's hash.
 * @throws `access.gone_meanwhile` where the account was put out of use or changed at this very moment
 */
export async function openSession(
  trx: Transaction,
  { account: id, accountVersion, way, passed }: Admitted,
  { address, userAgent, requestId, previousToken }: Browser,
): Promise<OpenedSession> {
  await trx('access.session').where('expires_at', '<', trx.fn.now()).delete()
  if (previousToken !== undefined) {
    await trx('access.session')
      .where({ token_hash: digestOf(previousToken) })
      .delete()
  }
  const token = newSecret()
  // Looked at again and held: it may be deactivated or get another password at this very moment.
  const { rowCount } = await trx.raw(
    `insert into access.session (token_hash, account, expires_at, address, user_agent)
     select ?, id, now() + make_interval(days => ?), ?, ? from access.account
      where id = ? and is_active and version = ? for share`,
    [digestOf(token), ABSOLUTE_DAYS, address, userAgent?.slice(0, 300) ?? null, id, accountVersion],
  )
  if (rowCount !== 1) throw refuse('access.gone_meanwhile')
  const { name, language } = await trx('access.actor as n')
    .join('access.account as a', 'a.id', 'n.id')
    .where('a.id', id)
    .first('n.name', 'a.language')
  const rights = rightsOn(await readRights(trx, { id, kind: 'user' }), undefined)
  const actor = { id, kind: 'user', name, ...rights, ...(language && { language }) } as const
  const change = { entity: 'access.account', id, action: 'log_in' }
  const isPlain = way === 'password' && passed.length === 0
  await recordChange(trx, { actor, requestId, ...change, ...(!isPlain && { after: { way, steps: passed } }) })
  return { token, actor }
}
