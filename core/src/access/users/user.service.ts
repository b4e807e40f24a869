import { refuse, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { changeRow, orTaken } from '../../audit/versioned-row.ts'
import { newId } from '../../database/ids.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { checkKnown, checkOfGiver, checkScopesAddUp, type Grant, grantedRight, scopeOf } from '../grant.ts'
import { checkAdministratorLeft } from '../last-administrator.ts'
import { endLogIns } from '../people/end-log-ins.ts'
import { readRights } from '../rights/read-rights.ts'
import { givenRoles, giveRoles, idsSql, rolesToGive } from '../roles/given-roles.ts'
import type { WishedRoles } from '../roles/role.schemas.ts'
import { hashPassword } from '../sessions/password.ts'
import { Account } from './user.model.ts'
import type { UserOnTheWire } from './user.schemas.ts'

/** A user as the wire shows him. His password is never among it. */
export type User = Static<typeof UserOnTheWire>

/** A user as somebody wishes him. */
export interface UserWish extends Partial<Grant> {
  readonly name: string
  readonly email: string
  /** Left out for who logs in by other ways alone. */
  readonly password?: string
  readonly roles?: Static<typeof WishedRoles>
}

/** What can be changed of a user. */
export interface UserPatch extends Partial<UserWish> {
  readonly isActive?: boolean
}

/** The permissions that exist, by name. */
type Known = ReadonlyMap<string, unknown>

/** @throws `http.row_not_found` */
export async function getUser(trx: Transaction, id: string): Promise<User> {
  const account = await findAccount(trx, id)
  const [named] = await trx('access.account as a')
    .join('access.actor as n', 'n.id', 'a.id')
    .where('a.id', id)
    .select(
      'n.name',
      trx.raw(`${idsSql('access.owner', 'a.owners')} as owners`),
      trx.raw(`${idsSql('locations.site', 'a.sites')} as sites`),
    )
  const { email, permissions, isActive, version, createdAt, updatedAt } = account
  const roles = await givenRoles(trx, id)
  return { id, ...named, email, permissions, roles, isActive, version, createdAt, updatedAt }
}

/**
 * Creates a user with no more rights than the author has.
 * @throws `access.email_taken` and the refusals of each field
 */
export async function createUser(
  trx: Transaction,
  author: Author,
  { wish, known }: { wish: UserWish; known: Known },
): Promise<User> {
  const email = checkedEmail(wish.email)
  const name = checkedName(wish.name)
  const { permissions = [] } = wish
  checkKnown(permissions, known)
  const scope = await scopeOf(trx, wish)
  const roles = await rolesToGive(trx, wish.roles ?? [])
  const rights = [...grantedRight(permissions, scope), ...roles.map(({ right }) => right)]
  const check = await checkOfGiver(trx, author.actor)
  check(rights)
  checkScopesAddUp(rights)
  const id = newId()
  const passwordHash = wish.password === undefined ? null : await hashPassword(wish.password)
  await trx('access.actor').insert({ id, kind: 'user', name })
  const values = { id, email, passwordHash, permissions: [...permissions], ...scope }
  await orTaken(taken(email), Account.query(trx).insert(values))
  await giveRoles(trx, author, { actor: id, roles })
  const { owners = null, sites = null } = wish
  const after = { name, email, permissions, owners, sites, roles: await givenRoles(trx, id) }
  await recordChange(trx, { ...author, entity: 'access.account', id, action: 'create', after })
  return getUser(trx, id)
}

/**
 * Changes a user. A new password, other rights or roles, or being taken out of use ends all his sessions at
 * once.
 * @throws `access.last_administrator`, `access.beyond_own_rights`, `access.scopes_cross`,
 *   `http.version_conflict`
 */
export async function changeUser(
  trx: Transaction,
  author: Author,
  wish: { id: string; version: number; patch: UserPatch; known: Known },
): Promise<User> {
  const { id, version, patch, known } = wish
  const row = await findAccount(trx, id)
  const check = await checkOfGiver(trx, author.actor)
  check(await readRights(trx, { id, kind: 'user' }))
  const change = await changeOf(trx, patch, known)
  const changed = await changeRow(trx, author, {
    model: Account,
    entity: 'access.account',
    row,
    version,
    patch: change,
    secrets: ['passwordHash'],
    taken: taken(patch.email ?? ''),
  })
  if (patch.name !== undefined) await rename(trx, author, id, checkedName(patch.name))
  if (patch.roles !== undefined) await changeRoles(trx, author, { changed, before: row, roles: patch.roles })
  const rights = await readRights(trx, { id, kind: 'user' })
  check(rights)
  checkScopesAddUp(rights)
  const { isActive, owners, sites, passwordHash, permissions } = change
  const touched = [isActive, owners, sites, passwordHash, permissions, patch.roles]
  if (touched.some((field) => field !== undefined)) {
    await endLogIns(trx, id)
    await checkAdministratorLeft(trx)
  }
  return getUser(trx, id)
}

async function changeOf(trx: Transaction, patch: UserPatch, known: Known): Promise<Partial<Account>> {
  const change: Partial<Account> = {}
  if (patch.email !== undefined) change.email = checkedEmail(patch.email)
  if (patch.isActive !== undefined) change.isActive = patch.isActive
  const scope = await scopeOf(trx, patch)
  if (patch.owners !== undefined) change.owners = scope.owners
  if (patch.sites !== undefined) change.sites = scope.sites
  if (patch.password !== undefined) change.passwordHash = await hashPassword(patch.password)
  if (patch.permissions !== undefined) {
    checkKnown(patch.permissions, known)
    change.permissions = [...patch.permissions]
  }
  return change
}

/** Other roles are a change of the user: they count a version, unless another change has done so. */
async function changeRoles(
  trx: Transaction,
  author: Author,
  wish: { changed: Account; before: Account; roles: NonNullable<UserPatch['roles']> },
): Promise<void> {
  const { id, version } = wish.before
  const before = { roles: await givenRoles(trx, id) }
  await giveRoles(trx, author, { actor: id, roles: await rolesToGive(trx, wish.roles) })
  const after = { roles: await givenRoles(trx, id) }
  if (JSON.stringify(before) === JSON.stringify(after)) return
  if (wish.changed.version === version) {
    await Account.query(trx)
      .patch({ version: version + 1 })
      .where({ id })
  }
  await recordChange(trx, { ...author, entity: 'access.account', id, action: 'change', before, after })
}

/** Whether anybody can log in yet. */
export async function hasUsers(trx: Transaction): Promise<boolean> {
  return (await Account.query(trx).first()) !== undefined
}

async function rename(trx: Transaction, author: Author, id: string, name: string): Promise<void> {
  const before = await trx('access.actor').where({ id }).first('name')
  if (before.name === name) return
  await trx('access.actor').where({ id }).update({ name })
  const after = { name }
  await recordChange(trx, { ...author, entity: 'access.account', id, action: 'change', before, after })
}

async function findAccount(trx: Transaction, id: string): Promise<Account> {
  const account = await Account.query(trx).findById(id)
  if (account === undefined) throw refuse('http.row_not_found', { what: 'user', id })
  return account
}

function checkedName(name: string): string {
  const clean = cleanText(name)
  if (clean === undefined) throw refuse('access.text_unprintable', { field: 'name', value: name }, '/name')
  return clean
}

function checkedEmail(email: string): string {
  const clean = email.trim().toLowerCase()
  if (!/^[^\s@\p{Cc}\p{Cs}]+@[^\s@\p{Cc}\p{Cs}]+$/u.test(clean)) {
    throw refuse('access.email_malformed', { email }, '/email')
  }
  return clean
}

function taken(email: string) {
  return { account_email_key: () => refuse('access.email_taken', { email }, '/email') }
}
