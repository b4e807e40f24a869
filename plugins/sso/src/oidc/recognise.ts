import { randomUUID } from 'node:crypto'
import { type Person, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { ProviderSettings } from '../../settings.ts'
import type { Vouched } from './flow.ts'

type Recogniser = Pick<ServiceContext, 'people' | 'audit' | 'actor'>

/**
 * Which of our people it is whom a provider vouches for. One who came before is known by his subject,
 * whatever his
 * e-mail is by now. One who comes for the first time is known by his e-mail, if the provider has verified
 * it; or he is
 * made, where the provider is set up to.
 * @throws `sso.email_missing`, `sso.email_unverified`, `sso.domain_foreign`, `sso.person_unknown`,
 * `sso.role_missing`
 */
export async function recognise(context: Recogniser, trx: Transaction, vouched: Vouched): Promise<Person> {
  const { provider, issuer, subject } = vouched
  // Two who come for the first time at once come one after the other.
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`sso ${provider.id} ${subject}`])
  const [identity] = await trx('sso.identity')
    .where({ provider: provider.id, issuer, subject })
    .update({ used_at: trx.fn.now() })
    .returning<{ account: string; is_made: boolean }[]>(['account', 'is_made'])
  if (identity === undefined) return recogniseNew(context, trx, vouched)
  const person = (await context.people.find(trx, { id: identity.account }))!
  if (identity.is_made) await followGroups(context, trx, { person, vouched })
  return person
}

async function recogniseNew(context: Recogniser, trx: Transaction, vouched: Vouched): Promise<Person> {
  const { provider } = vouched
  const email = checkedEmail(vouched)
  const standing = await context.people.find(trx, { email })
  if (standing !== undefined) {
    await addIdentity(context, trx, { person: standing, vouched, isMade: false })
    return standing
  }
  if (!provider.values.makesUsers) throw refuse('sso.person_unknown', { email, provider: provider.name })
  const roles = rolesFor(vouched)
  if (roles.length === 0) throw refuse('sso.role_missing', { provider: provider.name })
  const person = await context.people.create(trx, { name: vouched.name ?? email, email, roles })
  await addIdentity(context, trx, { person, vouched, isMade: true })
  return person
}

/** An e-mail that anybody may have claimed would let him be anybody here. */
function checkedEmail({ provider: { name, values }, email, isEmailVerified }: Vouched): string {
  if (email === undefined) throw refuse('sso.email_missing', { provider: name })
  if (!isEmailVerified) throw refuse('sso.email_unverified', { email, provider: name })
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (values.domains.length > 0 && !values.domains.includes(domain)) {
    throw refuse('sso.domain_foreign', { domain, provider: name })
  }
  return email
}

/** Keeps who somebody is at a provider. @throws `sso.identity_taken` */
export async function addIdentity(
  { audit, people }: Recogniser,
  trx: Transaction,
  { person, vouched, isMade }: { person: Person; vouched: Vouched; isMade: boolean },
): Promise<void> {
  const { provider, issuer, subject, email = null } = vouched
  const row = {
    id: randomUUID(),
    provider: provider.id,
    issuer,
    subject,
    account: person.id,
    email,
    is_made: isMade,
  }
  const added = await trx('sso.identity')
    .insert(row)
    .onConflict(['provider', 'issuer', 'subject'])
    .ignore()
    .returning('id')
  if (added.length === 0) {
    const standing = await trx('sso.identity')
      .where({ provider: provider.id, issuer, subject })
      .first('account')
    if (standing?.account === person.id) return
    throw refuse('sso.identity_taken', { provider: provider.name })
  }
  const after = { account: person.id, provider: provider.name, subject, email, isMade }
  const change = { entity: 'sso.identity', id: row.id, action: 'create', after }
  await audit.record(trx, { actor: people.actorOf(person) }, change)
}

/** Whom a provider made has the roles that his groups give him now. */
async function followGroups(
  { people }: Recogniser,
  trx: Transaction,
  { person, vouched }: { person: Person; vouched: Vouched },
): Promise<void> {
  const roles = rolesFor(vouched)
  const names = (list: readonly string[]) =>
    list
      .map((name) => name.toLowerCase())
      .sort()
      .join('\n')
  if (names(roles) === names(person.roles.map(({ name }) => name))) return
  await people.giveRoles(trx, { user: person.id, roles })
}

/** The roles that somebody's groups give him. */
function rolesFor({ provider: { values }, groups }: Vouched): string[] {
  const byGroup = values.roleOfGroup.flatMap((line) => {
    const [group = '', role = ''] = line.split('=').map((word) => word.trim())
    return groups.includes(group) ? [role] : []
  })
  const { roleOfAll } = values as ProviderSettings
  return [...new Set([...byGroup, ...(roleOfAll === undefined ? [] : [roleOfAll])])]
}
