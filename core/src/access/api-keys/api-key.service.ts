import { timingSafeEqual } from 'node:crypto'
import { type Actor, refuse, type Transaction } from '@stowage/sdk'
import type pg from 'pg'
import type { Static } from 'typebox'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { newId } from '../../database/ids.ts'
import type { PipelinedPool } from '../../database/pipelined-pool.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { gatherLookups } from '../gather-lookups.ts'
import {
  checkKnown,
  checkOfGiver,
  checkOfTaker,
  checkScopesAddUp,
  type Grant,
  grantedRight,
  type ScopeNumbers,
  scopeOf,
} from '../grant.ts'
import { type RoleRight, readRights, rightsOfRow, rolesSql } from '../rights/read-rights.ts'
import { rightsOn } from '../rights/right.ts'
import { givenRoles, giveRoles, rolesToGive } from '../roles/given-roles.ts'
import type { WishedRoles } from '../roles/role.schemas.ts'
import { digestOf, newSecret } from '../secret.ts'

/** An API key as somebody wishes it. */
export interface ApiKeyWish extends Grant {
  readonly name: string
  readonly expiresAt?: string | null
  readonly roles?: Static<typeof WishedRoles>
}

interface ApiKeyRow {
  id: string
  name: string
  secret_hash: Buffer
  permissions: string[]
  owners: number[] | null
  sites: number[] | null
  roles: RoleRight[] | null
  is_stale: boolean
}

/** A key that nobody keeps yet. */
export interface ApiKeyDraft {
  readonly id: string
  /** What its holder sends; nobody keeps it. */
  readonly token: string
  /** What is kept of it. */
  readonly hash: Buffer
}

/** A key as it is kept. */
export interface KeptApiKey extends Pick<ApiKeyDraft, 'id' | 'hash'>, ScopeNumbers {
  readonly name: string
  readonly permissions: readonly string[]
  readonly createdBy: string
  readonly expiresAt?: string | null
}

const TOKEN = /^stw_([0-9a-f]{32})_([\w-]{43})$/

/**
 * Creates a key with no more rights than the author has.
 * @returns the token, which is shown this once: the database keeps its hash
 */
export async function createApiKey(
  trx: Transaction,
  author: Author,
  { wish, known }: { wish: ApiKeyWish; known: ReadonlyMap<string, unknown> },
): Promise<{ id: string; token: string }> {
  const name = cleanText(wish.name)
  if (name === undefined)
    throw refuse('access.text_unprintable', { field: 'name', value: wish.name }, '/name')
  const { permissions, expiresAt = null } = wish
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
    throw refuse('access.expiry_past', { expiresAt }, '/expiresAt')
  }
  checkKnown(permissions, known)
  const scope = await scopeOf(trx, wish)
  const roles = await rolesToGive(trx, wish.roles ?? [])
  const rights = [...grantedRight(permissions, scope), ...roles.map(({ right }) => right)]
  const check = await checkOfGiver(trx, author.actor)
  check(rights)
  checkScopesAddUp(rights)
  const { id, token, hash } = draftApiKey()
  await insertApiKey(trx, { id, hash, name, permissions, ...scope, createdBy: author.actor.id, expiresAt })
  await giveRoles(trx, author, { actor: id, roles })
  const { owners = null, sites = null } = wish
  const after = { name, permissions, owners, sites, roles: await givenRoles(trx, id), expiresAt }
  await recordChange(trx, { ...author, entity: 'access.api_key', id, action: 'create', after })
  return { id, token }
}

/** Makes a key that is kept by nobody yet. */
export function draftApiKey(): ApiKeyDraft {
  const id = newId()
  const secret = newSecret()
  return { id, token: `stw_${id.replaceAll('-', '')}_${secret}`, hash: digestOf(secret) }
}

/** Keeps a key. Whether its author may give it, and the audit, are the caller's business. */
export async function insertApiKey(trx: Transaction, key: KeptApiKey): Promise<void> {
  const { id, hash, name, permissions, owners, sites, createdBy, expiresAt = null } = key
  await trx('access.actor').insert({ id, kind: 'key', name })
  await trx('access.api_key').insert({
    id,
    secret_hash: hash,
    permissions,
    owners,
    sites,
    created_by: createdBy,
    expires_at: expiresAt,
  })
}

/**
 * Revokes a key for good; a second time changes nothing.
 * @throws `http.row_not_found`
 */
export async function revokeApiKey(trx: Transaction, author: Author, id: string): Promise<void> {
  const key = await trx('access.api_key').where({ id }).first('id')
  if (key === undefined) throw refuse('http.row_not_found', { what: 'API key', id })
  const check = await checkOfTaker(trx, author.actor)
  check(await readRights(trx, { id, kind: 'key' }))
  await endApiKey(trx, author, id)
}

/** Ends a key whoever could have given it; one that has ended stays as it is. */
export async function endApiKey(trx: Transaction, author: Author, id: string): Promise<void> {
  const ended = await trx('access.api_key')
    .where({ id })
    .whereNull('revoked_at')
    .update({ revoked_at: trx.fn.now() })
  if (ended > 0) await recordChange(trx, { ...author, entity: 'access.api_key', id, action: 'revoke' })
}

/** Finds the actor behind a token, if the key stands and whoever made it is not out of use. */
export function apiKeyReader(
  callers: PipelinedPool,
): (token: string, permission: string | undefined) => Promise<Actor | undefined> {
  const lookUp = gatherLookups((ids) => callers.use((client) => findKeys(client, ids)))
  return async (token, permission) => {
    const [, hex = '', secret = ''] = TOKEN.exec(token) ?? []
    if (hex === '') return undefined
    const key = await lookUp(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
    if (key === undefined || !timingSafeEqual(key.secret_hash, digestOf(secret))) return undefined
    const { id, name } = key
    return { id, kind: 'key', name, ...rightsOn(rightsOfRow(key), permission) }
  }
}

async function findKeys(client: pg.Client, ids: readonly string[]): Promise<ReadonlyMap<string, ApiKeyRow>> {
  const { rows } = await client.query<ApiKeyRow>({
    name: 'access.find_keys',
    text: `select k.id, n.name, k.secret_hash, k.permissions, k.owners, k.sites, ${rolesSql('k.id')} as roles,
            coalesce(k.last_used_at < now() - interval '1 minute', true) as is_stale
       from access.api_key k join access.actor n on n.id = k.id
      where k.id = any ($1::uuid[]) and k.revoked_at is null
        and (k.expires_at is null or k.expires_at > now())
        and not exists (select from access.account a where a.id = k.created_by and not a.is_active)`,
    values: [ids],
  })
  const stale = rows.filter((row) => row.is_stale).map((row) => row.id)
  if (stale.length > 0) {
    await client.query('update access.api_key set last_used_at = now() where id = any ($1)', [stale])
  }
  return new Map(rows.map((row) => [row.id, row]))
}
