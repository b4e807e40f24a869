import {
  type People,
  type PluginDeclaration,
  refuse,
  type ServiceContext,
  type Transaction,
} from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { authorOf } from '../../audit/author-of.ts'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { pluginActor } from '../../host/plugin-actor.ts'
import { checkOfGiver } from '../grant.ts'
import { checkAdministratorLeft } from '../last-administrator.ts'
import { readRights } from '../rights/read-rights.ts'
import { givenRoles, giveRoles, rolesToGive } from '../roles/given-roles.ts'
import { countAttempt, forgetAttempts } from '../sessions/log-in-throttle.ts'
import { hashPassword, verifyPassword } from '../sessions/password.ts'
import { systemActor } from '../system-actor.ts'
import { Account } from '../users/user.model.ts'
import { createUser } from '../users/user.service.ts'
import { endLogIns } from './end-log-ins.ts'
import { findPerson } from './find-person.ts'

type Transactions = Pick<ServiceContext, 'transaction'>

/** What `context.people` is for one plugin. */
export function peopleOf(plugin: PluginDeclaration, context: Transactions): People {
  const find: People['find'] = (trx, who) => findPerson(trx, plugin.name, who)
  const author = { actor: pluginActor(plugin) }
  return {
    find,
    async hold(trx, id) {
      await trx('access.account').where({ id }).forNoKeyUpdate().first('id')
      return find(trx, { id })
    },
    actorOf: ({ id, name }) => ({
      id,
      kind: 'user',
      name,
      permissions: new Set<string>(),
      owners: 'all',
      sites: 'all',
    }),
    async create(trx, { name, email, roles }) {
      const wish = { name, email, roles: await rolesNamed(trx, roles) }
      const { id } = await createUser(trx, author, { wish, known: new Map() })
      return (await find(trx, { id }))!
    },
    async giveRoles(trx, { user: id, roles }) {
      const before = { roles: await givenRoles(trx, id) }
      const named = await rolesNamed(trx, roles)
      await giveRoles(trx, author, { actor: id, roles: await rolesToGive(trx, named) })
      await checkAdministratorLeft(trx)
      const after = { roles: await givenRoles(trx, id) }
      await recordChange(trx, { ...author, entity: 'access.account', id, action: 'change', before, after })
    },
    async setPassword(trx, by, { user, password }) {
      await setPassword(trx, authorFor(by), { id: user, passwordHash: await hashPassword(password) })
    },
    endSessions: endLogIns,
    provePassword: (user, proof) => provePassword(context, user, proof),
    async checkMayChange(trx, actor, user) {
      const account = await trx('access.account').where({ id: user }).first('id')
      if (account === undefined) throw refuse('http.row_not_found', { what: 'user', id: user })
      const check = await checkOfGiver(trx, actor)
      check(await readRights(trx, { id: user, kind: 'user' }))
    },
  }
}

function authorFor(by: FastifyRequest | { readonly actor: Author['actor'] }): Author {
  return 'headers' in by ? authorOf(by) : { actor: by.actor }
}

/**
 * The roles of these names, for all owners and sites.
 * @throws `access.role_unknown`, `access.role_for_people`
 */
async function rolesNamed(trx: Transaction, names: readonly string[]): Promise<{ role: string }[]> {
  const rows = await trx('access.role')
    .whereRaw('lower(name) = any (?::text[])', [names.map((name) => name.toLowerCase())])
    .select('id', 'name', 'permissions')
  for (const name of names) {
    const row = rows.find((found) => found.name.toLowerCase() === name.toLowerCase())
    if (row === undefined) throw refuse('access.role_unknown', { role: name })
    if (row.permissions.includes('*')) throw refuse('access.role_for_people', { role: name })
  }
  return rows.map(({ id }) => ({ role: id }))
}

async function setPassword(
  trx: Transaction,
  author: Author,
  { id, passwordHash }: { id: string; passwordHash: string },
): Promise<void> {
  await trx('access.account')
    .where({ id })
    .update({ password_hash: passwordHash, version: trx.raw('version + 1') })
  await endLogIns(trx, id)
  await recordChange(trx, { ...author, entity: 'access.account', id, action: 'change_password' })
}

async function provePassword(
  context: Transactions,
  user: string,
  { password, address }: { password: string; address: string },
): Promise<void> {
  const attempt = { route: 'password', account: user, address }
  await countAttempt(context, attempt)
  const account = await context.transaction(systemActor, async (trx) => Account.query(trx).findById(user))
  if (!(await verifyPassword(account?.passwordHash ?? undefined, password))) {
    throw refuse('access.password_wrong', {}, '/password')
  }
  await context.transaction(systemActor, (trx) => forgetAttempts(trx, attempt))
}
