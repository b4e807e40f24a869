import { refuse, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { changeRow, createRow } from '../../audit/versioned-row.ts'
import { removeFields } from '../../host/fields/field-writes.ts'
import { cleanText } from '../../naming/clean-text.ts'
import { checkKnown, checkOfGiver, checkScopesAddUp } from '../grant.ts'
import { checkAdministratorLeft } from '../last-administrator.ts'
import { readRights } from '../rights/read-rights.ts'
import type { Right } from '../rights/right.ts'
import { Role } from './role.model.ts'
import type { NewRole, RolePatch } from './role.schemas.ts'

/** The permissions that exist, by name. */
type Known = ReadonlyMap<string, unknown>

/** A role, and how many have it. */
export type CountedRole = Role & { holders: number }

/** @throws `http.row_not_found` */
export async function getRole(trx: Transaction, id: string): Promise<CountedRole> {
  const role = await findRole(trx, id)
  const [row] = await trx('access.role_grant').where({ role: id }).countDistinct({ holders: 'actor' })
  return Object.assign(role, { holders: Number(row?.holders ?? 0) })
}

/**
 * Creates a role of no more permissions than the author has everywhere.
 * @throws `access.name_taken`, `access.beyond_own_rights`, `access.permission_unknown`
 */
export async function createRole(
  trx: Transaction,
  author: Author,
  { wish, known }: { wish: Static<typeof NewRole>; known: Known },
): Promise<{ role: CountedRole; isNew: boolean }> {
  checkKnown(wish.permissions, known)
  const check = await checkOfGiver(trx, author.actor)
  check([everywhere(wish.permissions)])
  const { description = '', isForFloor = false, isBreakGlass = false } = wish
  const values = { ...wish, name: checkedName(wish.name), description, isForFloor, isBreakGlass }
  const { row, isNew } = await createRow(trx, author, {
    model: Role,
    entity: 'access.role',
    values,
    taken: taken(values.name),
  })
  return { role: await getRole(trx, row.id), isNew }
}

/**
 * Changes a role. Other permissions end the sessions of all who have it: they log in with what they may do
 * now.
 * @throws `access.beyond_own_rights`, `access.last_administrator`, `http.version_conflict`
 */
export async function changeRole(
  trx: Transaction,
  author: Author,
  wish: { id: string; version: number; patch: Static<typeof RolePatch>; known: Known },
): Promise<CountedRole> {
  const { id, version, patch, known } = wish
  const row = await findRole(trx, id)
  const check = await checkOfGiver(trx, author.actor)
  check([everywhere(row.permissions)])
  if (patch.permissions !== undefined) {
    checkKnown(patch.permissions, known)
    check([everywhere(patch.permissions)])
  }
  const name = patch.name === undefined ? row.name : checkedName(patch.name)
  const changed = await changeRow(trx, author, {
    model: Role,
    entity: 'access.role',
    row,
    version,
    patch: { ...patch, name } as Partial<Role>,
    taken: taken(name),
  })
  const isOther = JSON.stringify(changed.permissions) !== JSON.stringify(row.permissions)
  if (isOther || changed.isForFloor !== row.isForFloor) await afterRightsChanged(trx, id)
  return getRole(trx, id)
}

/**
 * Removes a role that nobody has.
 * @throws `access.role_given`, `http.row_not_found`, `http.version_conflict`
 */
export async function removeRole(
  trx: Transaction,
  author: Author,
  { id, version }: { id: string; version: number },
): Promise<void> {
  const role = await getRole(trx, id)
  if (role.version !== version) {
    throw refuse('http.version_conflict', { sent: version, current: role.version })
  }
  const check = await checkOfGiver(trx, author.actor)
  check([everywhere(role.permissions)])
  if (role.holders > 0) throw refuse('access.role_given', { role: role.name, holders: role.holders })
  await trx('access.role_grant').where({ role: id }).whereNotNull('ends_at').delete()
  await trx('access.role').where({ id }).delete()
  const { name, description, permissions, isForFloor, isBreakGlass } = role
  const fields = await removeFields(trx, { entity: 'access.role', id })
  const before = { name, description, permissions, isForFloor, isBreakGlass, fields }
  await recordChange(trx, { ...author, entity: 'access.role', id, action: 'remove', before })
}

async function afterRightsChanged(trx: Transaction, role: string): Promise<void> {
  const holders = await trx('access.role_grant as g')
    .join('access.actor as n', 'n.id', 'g.actor')
    .where('g.role', role)
    .distinct('n.id', 'n.kind')
  for (const holder of holders) checkScopesAddUp(await readRights(trx, holder))
  const having = () => trx('access.role_grant').select('actor').where({ role })
  await trx('access.session').whereIn('account', having()).orWhereIn('viewing', having()).delete()
  await checkAdministratorLeft(trx)
}

async function findRole(trx: Transaction, id: string): Promise<Role> {
  const role = await Role.query(trx).findById(id)
  if (role === undefined) throw refuse('http.row_not_found', { what: 'role', id })
  return role
}

function everywhere(permissions: readonly string[]): Right {
  return { permissions, owners: 'all', sites: 'all' }
}

function checkedName(name: string): string {
  const clean = cleanText(name)
  if (clean === undefined) throw refuse('access.text_unprintable', { field: 'name', value: name }, '/name')
  return clean
}

function taken(name: string) {
  return { role_name_key: () => refuse('access.name_taken', { name }, '/name') }
}
