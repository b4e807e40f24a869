import { type Actor, refuse, type ServiceContext } from '@stowage/sdk'
import type pg from 'pg'
import { type Author, recordChange } from '../../audit/record-change.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { gatherLookups } from '../gather-lookups.ts'
import { floorRights, type RoleRight, rightsOfRow, rolesSql } from '../rights/read-rights.ts'
import { rightsOn } from '../rights/right.ts'
import { digestOf } from '../secret.ts'
import { systemActor } from '../system-actor.ts'
import { Account } from '../users/user.model.ts'
import { endView } from '../views/view.service.ts'
import { countAttempt, forgetAttempts } from './log-in-throttle.ts'
import { chooseLanguage } from './own-language.ts'
import { hashPassword, verifyPassword } from './password.ts'

/** A session ends after a shift without use. */
export const IDLE_HOURS = 12
/** On the floor a device lies about: a session that nobody uses ends soon. */
export const FLOOR_IDLE_MINUTES = 30

/** Sessions: who holds which token, and until when. */
export interface SessionService {
  logOut(token: string): Promise<void>
  /** The person behind a cookie, if the session and the account still stand at this moment. */
  actorOf(token: string, asked: SessionUse): Promise<Actor | undefined>
  /** Gives a session its own eyes again. */
  endView(wish: ViewEnd): Promise<void>
  /** Changes one's own password, which ends all one's sessions. */
  changeOwnPassword(author: Author, wish: PasswordChange): Promise<void>
  /**
   * Changes the language that one is answered in; null follows what the browser asks for.
   * @throws `access.language_unknown`
   */
  chooseLanguage(author: Author, language: string | null): Promise<void>
  /** The languages that there are to choose from. */
  readonly languages: readonly string[]
}

/** Who stops looking with whose eyes. */
export interface ViewEnd {
  readonly viewer: NonNullable<Actor['viewer']>
  readonly token: string
  readonly user: string
  readonly requestId: string
}

/** A change of one's own password, for which the old one is asked again. */
export interface PasswordChange {
  readonly current: string
  readonly password: string
  readonly address: string
}

/** What access reaches beyond its own declaration. */
export type AccessKernel = Pick<Kernel, 'database' | 'errors'>

/** What a session is asked for. */
export interface SessionUse {
  readonly permission: string | undefined
  readonly device: string | undefined
  /** A page that is merely open asks; that keeps no session alive. */
  readonly isWatching?: boolean | undefined
}

interface SessionRow {
  hash: string
  id: string
  name: string
  permissions: string[]
  owners: number[] | null
  sites: number[] | null
  roles: RoleRight[] | null
  device: string | null
  device_hash: Buffer | null
  site: number | null
  viewer: string | null
  viewer_name: string | null
  language: string | null
  is_stale: boolean
}

/** Makes the service of sessions. */
export function createSessionService(
  context: ServiceContext,
  { database: { callers }, errors: { languages } }: AccessKernel,
): SessionService {
  const watched = gatherLookups((hashes) => callers.use((client) => findSessions(client, hashes)))
  const used = gatherLookups((hashes) =>
    callers.use(async (client) => touch(client, await findSessions(client, hashes))),
  )
  return {
    async actorOf(token, { permission, device, isWatching = false }) {
      const row = await (isWatching ? watched : used)(digestOf(token).toString('hex'))
      if (row === undefined || !isOnItsDevice(row, device)) return undefined
      return personOf(row, permission)
    },
    async logOut(token) {
      await context.transaction(systemActor, (trx) =>
        trx('access.session')
          .where({ token_hash: digestOf(token) })
          .delete(),
      )
    },
    endView: ({ viewer, requestId, ...wish }) =>
      context.transaction(systemActor, (trx) => {
        const actor = { ...systemActor, ...viewer, kind: 'user' } as const
        return endView(trx, { actor, requestId }, wish)
      }),
    changeOwnPassword: (author, wish) => changeOwnPassword(context, author, wish),
    languages,
    chooseLanguage: (author, language) =>
      context.transaction(systemActor, (trx) => chooseLanguage(trx, author, { language, languages })),
  }
}

async function findSessions(
  client: pg.Client,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, SessionRow>> {
  const { rows } = await client.query<SessionRow>({
    name: 'access.find_sessions',
    text: `select encode(s.token_hash, 'hex') as hash, a.id, n.name, a.permissions, a.owners, a.sites,
            ${rolesSql('a.id')} as roles, s.device, d.token_hash as device_hash, d.site,
            v.id as viewer, v.name as viewer_name, o.language, s.seen_at < now() - interval '1 minute' as is_stale
       from access.session s join access.account a on a.id = coalesce(s.viewing, s.account)
       join access.account o on o.id = s.account join access.actor n on n.id = a.id
       left join access.actor v on s.viewing is not null and v.id = s.account
       left join access.device d on d.id = s.device and d.revoked_at is null
      where s.token_hash = any (select decode(h, 'hex') from unnest($1::text[]) h) and a.is_active and o.is_active
        and s.expires_at > now() and (s.device is null or d.id is not null)
        and s.seen_at > now() - make_interval(mins => case when s.device is null then $2::int else $3::int end)`,
    values: [hashes, IDLE_HOURS * 60, FLOOR_IDLE_MINUTES],
  })
  return new Map(rows.map((row) => [row.hash, row]))
}

/** Remembers that sessions are in use, once a minute. */
async function touch(
  client: pg.Client,
  found: ReadonlyMap<string, SessionRow>,
): Promise<ReadonlyMap<string, SessionRow>> {
  const stale = [...found.values()].filter((row) => row.is_stale).map(({ hash }) => Buffer.from(hash, 'hex'))
  if (stale.length > 0) {
    await client.query('update access.session set seen_at = now() where token_hash = any ($1)', [stale])
    const devices = [...found.values()].flatMap(({ device, is_stale }) => (is_stale && device) || [])
    if (devices.length > 0) {
      await client.query('update access.device set last_seen_at = now() where id = any ($1)', [devices])
    }
  }
  return found
}

function personOf(row: SessionRow, permission: string | undefined): Actor {
  const { id, name, device, site, viewer, language } = row
  const rights = site === null ? rightsOfRow(row) : floorRights(row.roles, site)
  return {
    id,
    kind: 'user',
    name,
    ...rightsOn(rights, permission),
    ...(language === null ? {} : { language }),
    ...(device === null ? {} : { device }),
    ...(viewer === null ? {} : { viewer: { id: viewer, name: row.viewer_name! } }),
  }
}

/** A session that was begun on a device is good on that device alone. */
function isOnItsDevice({ device_hash }: SessionRow, device: string | undefined): boolean {
  return device_hash === null || (device !== undefined && digestOf(device).equals(device_hash))
}

async function changeOwnPassword(
  context: ServiceContext,
  author: Author,
  wish: PasswordChange,
): Promise<void> {
  const { id } = author.actor
  const attempt = { route: 'password', account: id, address: wish.address }
  await countAttempt(context, attempt)
  const account = await context.transaction(systemActor, async (trx) => Account.query(trx).findById(id))
  if (!(await verifyPassword(account?.passwordHash ?? undefined, wish.current)))
    throw refuse('access.wrong_credentials')
  const passwordHash = await hashPassword(wish.password)
  await context.transaction(systemActor, async (trx) => {
    await forgetAttempts(trx, attempt)
    await Account.query(trx)
      .patch({ passwordHash, version: account!.version + 1 })
      .where({ id })
    await trx('access.session').where({ account: id }).delete()
    await recordChange(trx, { ...author, entity: 'access.account', id, action: 'change_password' })
  })
}
