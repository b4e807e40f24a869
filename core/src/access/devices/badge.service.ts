import { type Actor, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import { type Author, recordChange } from '../../audit/record-change.ts'
import { orTaken } from '../../audit/versioned-row.ts'
import { checkOfGiver } from '../grant.ts'
import { readRights } from '../rights/read-rights.ts'
import { rightsOn } from '../rights/right.ts'
import { digestOf, newSecret } from '../secret.ts'
import { countAttempt, forgetAttempts } from '../sessions/log-in-throttle.ts'
import { hashPin, verifyPassword } from '../sessions/password.ts'
import { systemActor } from '../system-actor.ts'
import type { BadgeHeld, BadgeLogIn, BadgeWish } from './device.schemas.ts'
import { deviceByToken } from './device.service.ts'

/** A session of the floor ends with the shift, however busy it is. */
export const FLOOR_HOURS = 12

/** Somebody holds his badge to a device, or types his PIN. */
export interface BadgeAttempt extends Static<typeof BadgeLogIn> {
  /** What the device carries. */
  readonly device: string | undefined
  readonly address: string
  readonly requestId: string
}

interface Person {
  readonly id: string
  readonly name: string
  readonly pin_hash: string | null
}

/**
 * Logs somebody in on a registered device, for what his roles for the floor let him do, in the device's site.
 * @throws `access.device_unknown`, `access.badge_unknown`, `access.too_many_attempts`
 */
export async function logInByBadge(
  context: ServiceContext,
  wish: BadgeAttempt,
): Promise<{ token: string; actor: Actor }> {
  const { badge, person, pin } = wish
  const device = await context.transaction(systemActor, async (trx) =>
    wish.device === undefined ? undefined : deviceByToken(trx, wish.device),
  )
  if (device === undefined) throw refuse('access.device_unknown')
  // Who guesses varies badges and persons, but not the device in his hand.
  const onDevice = { route: 'badge', account: device.id, limit: 30, address: wish.address }
  await countAttempt(context, onDevice)
  const found = await context.transaction(systemActor, (trx) => findPerson(trx, wish))
  const needsPin = badge === undefined || device.asksPin
  // A PIN has four digits: the count is the person's, wherever it is guessed from.
  const atPin = { route: 'pin', account: found?.id ?? `${person ?? 'nobody'}`, address: null, limit: 5 }
  if (needsPin) await countAttempt(context, atPin)
  const isRight = !needsPin || (await verifyPassword(found?.pin_hash ?? undefined, pin ?? ''))
  if (found === undefined || !isRight) throw refuse('access.badge_unknown')
  return context.transaction(systemActor, async (trx) => {
    await forgetAttempts(trx, onDevice)
    if (needsPin) await forgetAttempts(trx, atPin)
    const token = newSecret()
    await trx.raw(
      `insert into access.session (token_hash, account, expires_at, address, device)
       values (?, ?, now() + make_interval(hours => ?), ?, ?)`,
      [digestOf(token), found.id, FLOOR_HOURS, wish.address, device.id],
    )
    const { id, name } = found
    const rights = rightsOn(await readRights(trx, { id, kind: 'user' }, device.siteNumber), undefined)
    const actor: Actor = { id, kind: 'user', name, ...rights, device: device.id }
    const { requestId } = wish
    await recordChange(trx, { actor, requestId, entity: 'access.account', id, action: 'log_in' })
    return { token, actor }
  })
}

/** Whether a person has a badge and a PIN. @throws `http.row_not_found` */
export async function readBadge(trx: Transaction, id: string): Promise<Static<typeof BadgeHeld>> {
  const row = await trx('access.account as a')
    .leftJoin('access.badge as b', 'b.account', 'a.id')
    .where('a.id', id)
    .first(trx.raw('b.badge_hash is not null as "hasBadge"'), trx.raw('b.pin_hash is not null as "hasPin"'))
  if (row === undefined) throw refuse('http.row_not_found', { what: 'user', id })
  return row
}

/**
 * Gives a person a badge and a PIN, or takes them away, which ends his sessions on the floor.
 * @throws `access.badge_taken`, `access.beyond_own_rights`, `http.row_not_found`
 */
export async function setBadge(
  trx: Transaction,
  author: Author,
  { id, badge, pin }: Static<typeof BadgeWish> & { id: string },
): Promise<void> {
  const account = await trx('access.account').where({ id }).first('id')
  if (account === undefined) throw refuse('http.row_not_found', { what: 'user', id })
  const check = await checkOfGiver(trx, author.actor)
  check(await readRights(trx, { id, kind: 'user' }))
  const change = {
    ...(badge === undefined ? {} : { badge_hash: badge === null ? null : badgeHash(badge) }),
    ...(pin === undefined ? {} : { pin_hash: pin === null ? null : await hashPin(pin) }),
    updated_at: trx.fn.now(),
  }
  const taken = { badge_hash_key: () => refuse('access.badge_taken', {}, '/badge') }
  await orTaken(
    taken,
    trx('access.badge')
      .insert({ account: id, ...change })
      .onConflict('account')
      .merge(),
  )
  await trx('access.session').where({ account: id }).whereNotNull('device').delete()
  const told = (value: string | null | undefined) => (value === null ? 'none' : '(secret)')
  const after = {
    ...(badge === undefined ? {} : { badge: told(badge) }),
    ...(pin === undefined ? {} : { pin: told(pin) }),
  }
  await recordChange(trx, { ...author, entity: 'access.account', id, action: 'set_badge', after })
}

async function findPerson(
  trx: Transaction,
  { badge, person }: Pick<BadgeAttempt, 'badge' | 'person'>,
): Promise<Person | undefined> {
  if ((badge === undefined) === (person === undefined)) throw refuse('access.badge_or_person')
  const people = trx('access.account as a')
    .join('access.badge as b', 'b.account', 'a.id')
    .join('access.actor as n', 'n.id', 'a.id')
    .where('a.is_active', true)
  if (badge !== undefined) people.where('b.badge_hash', badgeHash(badge))
  else people.where(UUID.test(person!) ? { 'a.id': person! } : { 'a.email': person!.trim().toLowerCase() })
  return people.first('a.id', 'n.name', 'b.pin_hash')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function badgeHash(badge: string): Buffer {
  return digestOf(`badge:${badge}`)
}
