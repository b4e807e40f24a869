import { refuse, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { changeRow, orTaken } from '../../audit/versioned-row.ts'
import { newId } from '../../database/ids.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { checkGrant, type Grant, ownersOf } from '../grant.ts'
import { ownerIds } from '../owners/owner.service.ts'
import { hashPassword } from '../sessions/password.ts'
import { Account } from './user.model.ts'
import type { UserOnTheWire } from './user.schemas.ts'

/** A user as the wire shows him. His password is never among it. */
export type User = Static<typeof UserOnTheWire>

/** A user as somebody wishes him. */
export interface UserWish extends Grant {
  readonly name: string
  readonly email: string
  readonly password: string
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
  const { name } = await trx('access.actor').where({ id }).first('name')
  const ids = await ownerIds(trx, account.owners ?? [])
  const { email, permissions, isActive, version, createdAt, updatedAt } = account
  const owners = account.owners?.map((no) => ids.get(no)!) ?? null
  return { id, name, email, permissions, owners, isActive, version, createdAt, updatedAt }
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
  checkGrant(author.actor, wish.permissions, known)
  const owners = await ownersOf(trx, wish.owners)
  const { permissions } = wish
  const id = newId()
  const passwordHash = await hashPassword(wish.password)
  await trx('access.actor').insert({ id, kind: 'user', name })
  const values = { id, email, passwordHash, permissions: [...permissions], owners }
  await orTaken(taken(email), Account.query(trx).insert(values))
  const after = { name, email, permissions, owners: wish.owners ?? null }
  await recordChange(trx, { ...author, entity: 'access.account', id, action: 'create', after })
  return getUser(trx, id)
}

/**
 * Changes a user. A new password, other rights or being taken out of use ends all his sessions at once.
 * @throws `access.last_administrator`, `access.beyond_own_rights`, `http.version_conflict`
 */
export async function changeUser(
  trx: Transaction,
  author: Author,
  wish: { id: string; version: number; patch: UserPatch; known: Known },
): Promise<User> {
  const { id, version, patch, known } = wish
  const row = await findAccount(trx, id)
  checkGrant(author.actor, row.permissions, undefined)
  const change: Partial<Account> = {}
  if (patch.email !== undefined) change.email = checkedEmail(patch.email)
  if (patch.isActive !== undefined) change.isActive = patch.isActive
  if (patch.owners !== undefined) change.owners = await ownersOf(trx, patch.owners)
  if (patch.password !== undefined) change.passwordHash = await hashPassword(patch.password)
  if (patch.permissions !== undefined) {
    checkGrant(author.actor, patch.permissions, known)
    change.permissions = [...patch.permissions]
  }
  const secrets = ['passwordHash'] as const
  await changeRow(trx, author, {
    model: Account,
    entity: 'access.account',
    row,
    version,
    patch: change,
    secrets,
    taken: taken(patch.email ?? ''),
  })
  if (patch.name !== undefined) await rename(trx, author, id, checkedName(patch.name))
  const { isActive, owners, passwordHash, permissions } = change
  const endsSessions = [isActive, owners, passwordHash, permissions].some((field) => field !== undefined)
  if (endsSessions) {
    await trx('access.session').where({ account: id }).delete()
    await checkAdministratorLeft(trx)
  }
  return getUser(trx, id)
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

/** Two administrators who take each other's rights at once wait for one another here. */
async function checkAdministratorLeft(trx: Transaction): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtext('access.last_administrator'))")
  const left = await Account.query(trx)
    .whereRaw("is_active and permissions @> '{*}' and owners is null")
    .first()
  if (left === undefined) throw refuse('access.last_administrator')
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
