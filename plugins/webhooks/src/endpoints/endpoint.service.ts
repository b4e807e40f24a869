import { type Actor, DomainError, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { newSecret } from '../signing/standard-webhooks.ts'
import type { EndpointPatch, NewEndpoint } from './endpoint.schemas.ts'

const ENTITY = 'webhooks.endpoint'
/** At creation, a name that nobody knows yet may be made later; sending will tell. */
const KNOWN_LATER = new Set(['host.http_name_unknown', 'host.http_timeout'])

/** An endpoint as it stands in its table. */
export interface EndpointRow {
  readonly id: string
  readonly owner: number
  readonly name: string
  readonly url: string
  readonly events: readonly string[]
  readonly notify: string | null
  readonly is_on: boolean
  readonly secret: string
  readonly former_secret: string | null
  readonly former_until: Date | string | null
  readonly version: number
}

type Context = Pick<ServiceContext, 'http' | 'secrets' | 'history' | 'audit'>

/** @throws `webhooks.endpoint_unknown`, also for one that the actor may not see */
export async function findEndpoint(trx: Transaction, id: string): Promise<EndpointRow> {
  const row: EndpointRow | undefined = await trx('webhooks.endpoint').where({ id }).first()
  if (row === undefined) throw refuse('webhooks.endpoint_unknown', { id })
  return row
}

/**
 * Looks at what does not need the database: the address, and the names of the events.
 * @throws `host.http_url_invalid`, `host.http_scheme_refused`, `host.http_address_refused`,
 * `webhooks.event_unknown`
 */
export async function checkWish(
  { http, history }: Context,
  { url, events = [] }: Pick<EndpointPatch, 'url' | 'events'>,
): Promise<void> {
  const known = new Set(history.known().map(({ name }) => name))
  const unknown = events.findIndex((name) => !known.has(name))
  if (unknown !== -1) throw refuse('webhooks.event_unknown', { event: events[unknown] }, `/events/${unknown}`)
  if (url === undefined) return
  try {
    await http.check(url)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (!KNOWN_LATER.has(error.code)) throw refuse(error.code, error.facts, '/url')
  }
}

/**
 * Makes an endpoint. Whoever is bound to owners makes it for one of them; staff for whom they say, or for
 * all.
 * @returns its id, and the secret
 * @throws `http.owner_needed`, `http.reference_unknown`
 */
export async function createEndpoint(
  { secrets, audit }: Context,
  trx: Transaction,
  { request, wish }: { readonly request: FastifyRequest; readonly wish: NewEndpoint },
): Promise<{ readonly id: string; readonly secret: string }> {
  const { name, url, events = [], notify = null } = wish
  const owner = await ownerOf(trx, request, wish.owner ?? null)
  const secret = newSecret()
  const values = { owner, name, url, notify, events: JSON.stringify(events) }
  const [row] = await trx('webhooks.endpoint')
    .insert({ ...values, secret: secrets.seal(secret) })
    .returning('id')
  await trx('webhooks.lane').insert({ endpoint: row.id, owner })
  const after = { name, url, events, notify }
  await audit.record(trx, request, { entity: ENTITY, id: row.id, action: 'create', owner, after })
  return { id: row.id, secret }
}

async function ownerOf(trx: Transaction, { actor }: FastifyRequest, owner: string | null): Promise<number> {
  if (owner === null) {
    if (actor.owners === 'all') return 0
    if (actor.owners.length === 1) return actor.owners[0]!
    throw refuse('http.owner_needed', {}, '/owner')
  }
  const found = await trx('access.owner').where({ id: owner }).first('no')
  if (found !== undefined) return found.no
  throw refuse('http.reference_unknown', { member: 'owner', what: 'owner', id: owner }, '/owner')
}

/** What somebody wants to be different in the endpoint that he has seen in that version. */
export interface EndpointChange {
  readonly by: FastifyRequest | { readonly actor: Actor }
  readonly id: string
  readonly version: number
  readonly patch: EndpointPatch
}

/** Changes an endpoint. Switched on again, it begins with what waits. */
export async function changeEndpoint(
  { audit }: Context,
  trx: Transaction,
  { by, id, version, patch }: EndpointChange,
): Promise<void> {
  const row = await findEndpoint(trx, id)
  const { isOn = row.is_on, events = row.events, ...plain } = patch
  const turned = isOn === row.is_on ? {} : switched(trx, isOn)
  const values = { ...plain, ...turned, events: JSON.stringify(events), updated_at: trx.fn.now() }
  const changed = await trx('webhooks.endpoint')
    .where({ id, version })
    .update({ ...values, version: version + 1 })
  if (changed === 0) throw refuse('http.version_conflict', { sent: version, current: row.version })
  if (isOn && !row.is_on) {
    await trx('webhooks.lane').where({ endpoint: id }).update({ failures: 0, failing_since: null })
    await trx('webhooks.delivery')
      .where({ endpoint: id, state: 'pending' })
      .update({ next_try_at: trx.fn.now() })
  }
  const { owner } = row
  const before = outlineOf(row)
  const after = { ...before, ...plain, isOn, events }
  await audit.record(trx, by, { entity: ENTITY, id, action: 'change', owner, before, after })
}

function switched(trx: Transaction, isOn: boolean) {
  return isOn
    ? { is_on: true, on_since: trx.fn.now(), switched_off_at: null, switched_off_because: null }
    : { is_on: false, switched_off_at: trx.fn.now(), switched_off_because: 'person' }
}

/** Removes an endpoint; what was sent there is forgotten by the next upkeep. */
export async function removeEndpoint(
  { audit }: Context,
  trx: Transaction,
  { by, id, version }: Omit<EndpointChange, 'patch'>,
): Promise<void> {
  const row = await findEndpoint(trx, id)
  const removed = await trx('webhooks.endpoint').where({ id, version }).delete()
  if (removed === 0) throw refuse('http.version_conflict', { sent: version, current: row.version })
  const { owner } = row
  await audit.record(trx, by, { entity: ENTITY, id, action: 'remove', owner, before: outlineOf(row) })
}

/** Gives an endpoint another secret; the former one signs as well for some hours. @returns the new one */
export async function rotateSecret(
  { secrets, audit }: Context,
  trx: Transaction,
  { request, id, overlapHours }: { request: FastifyRequest; id: string; overlapHours: number },
): Promise<string> {
  const { owner } = await findEndpoint(trx, id)
  const secret = newSecret()
  await trx.raw(
    `update webhooks.endpoint
        set former_secret = case when :hours > 0 then secret end,
            former_until = case when :hours > 0 then now() + :hours * interval '1 hour' end,
            secret = :secret, version = version + 1, updated_at = now()
      where id = :id`,
    { id, hours: overlapHours, secret: secrets.seal(secret) },
  )
  await audit.record(trx, request, { entity: ENTITY, id, action: 'rotate', owner, after: { overlapHours } })
  return secret
}

/** Shows an endpoint's secret again; who had it shown stands in the audit. */
export async function revealSecret(
  { secrets, audit }: Context,
  trx: Transaction,
  { request, id }: { readonly request: FastifyRequest; readonly id: string },
): Promise<string> {
  const { owner, secret } = await findEndpoint(trx, id)
  await audit.record(trx, request, { entity: ENTITY, id, action: 'reveal', owner })
  return secrets.open(secret)
}

function outlineOf({ name, url, events, notify, is_on: isOn }: EndpointRow) {
  return { name, url, events, notify, isOn }
}
