import { type Actor, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { readDelivery } from './delivery.list.ts'
import type { DeliveryWhole } from './delivery.schemas.ts'

const ENTITY = 'webhooks.endpoint'
const TRIES_SHOWN = 100
/** How many dead letters are sent again by one wish; whoever wants more says so again. */
const AGAIN_MAX = 10_000

type Context = Pick<ServiceContext, 'audit'>
/** Who asks for it, as the audit wants to know. */
type By = FastifyRequest | { readonly actor: Actor }

/** @throws `webhooks.delivery_unknown` */
export async function showDelivery(trx: Transaction, id: string): Promise<DeliveryWhole> {
  const { url, body, owner: _, ...row } = await findDelivery(trx, id)
  const tries = await trx('webhooks.attempt')
    .where({ delivery: id })
    .orderBy('id', 'desc')
    .limit(TRIES_SHOWN)
    .select('n', 'at', 'took_ms as tookMs', 'status', 'failure', 'answer')
  const at = new Date(tries[0]?.at ?? Date.now())
  const { 'endpoint.id': endpoint, 'endpoint.name': name, ...plain } = row
  const headers = {
    'content-type': 'application/json',
    'webhook-id': `msg_${row.stream}_${row.position}`,
    // That of the last try.
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': 'v1,…',
  }
  return {
    ...plain,
    endpoint: { id: endpoint, name },
    request: { url, headers, body },
    tries: tries.reverse(),
  }
}

/**
 * Has a dead letter sent again, with all its tries; one that waits is tried now.
 * @throws `webhooks.delivery_unknown`, `webhooks.delivery_over`
 */
export async function sendAgain(
  { audit }: Context,
  trx: Transaction,
  { by, id }: { readonly by: By; readonly id: string },
): Promise<void> {
  const row = await findDelivery(trx, id)
  if (row.state !== 'dead' && row.state !== 'pending') {
    throw refuse('webhooks.delivery_over', { id, state: row.state })
  }
  await revive(trx).where({ id, state: row.state })
  await audit.record(trx, by, { ...aboutEndpoint(row), action: 'send_again', after: outlineOf(row) })
}

/** Has all dead letters sent again, of one endpoint or of all. @returns how many */
export async function sendAllAgain(
  { audit }: Context,
  trx: Transaction,
  { by, endpoint }: { readonly by: By; readonly endpoint: string | undefined },
): Promise<number> {
  const chosen = trx('webhooks.delivery')
    .where({ state: 'dead', ...(endpoint !== undefined && { endpoint }) })
    .orderBy('id')
    .limit(AGAIN_MAX)
    .select('id')
  const revived: { endpoint: string; owner: number }[] = await revive(trx)
    .whereIn('id', chosen)
    .returning(['endpoint', 'owner'])
  for (const [id, theirs] of Map.groupBy(revived, (row) => row.endpoint)) {
    const { owner } = theirs[0]!
    const after = { deliveries: theirs.length }
    await audit.record(trx, by, { entity: ENTITY, id, owner, action: 'send_again', after })
  }
  return revived.length
}

/**
 * Lets a delivery go for good: the receiver never gets it, and what waited for it goes on.
 * @throws `webhooks.delivery_unknown`, `webhooks.delivery_over`
 */
export async function dropDelivery(
  { audit }: Context,
  trx: Transaction,
  { by, id, reason }: { readonly by: By; readonly id: string; readonly reason: string },
): Promise<void> {
  const row = await findDelivery(trx, id)
  const dropped = await trx('webhooks.delivery')
    .where({ id })
    .whereIn('state', ['dead', 'pending'])
    .update({ state: 'dropped', ended_at: trx.fn.now() })
  if (dropped === 0) throw refuse('webhooks.delivery_over', { id, state: row.state })
  const after = { ...outlineOf(row), reason }
  await audit.record(trx, by, { ...aboutEndpoint(row), action: 'drop', after })
}

function revive(trx: Transaction) {
  const now = trx.fn.now()
  const forgiven = trx.ref('attempts')
  return trx('webhooks.delivery').update({ state: 'pending', ended_at: null, next_try_at: now, forgiven })
}

async function findDelivery(trx: Transaction, id: string) {
  const row = await readDelivery(trx, id)
  if (row === undefined) throw refuse('webhooks.delivery_unknown', { id })
  return row
}

function aboutEndpoint(row: { readonly 'endpoint.id': string; readonly owner: number }) {
  return { entity: ENTITY, id: row['endpoint.id'], owner: row.owner }
}

function outlineOf({ id, type, position }: { id: number; type: string; position: number }) {
  return { delivery: id, type, position }
}
