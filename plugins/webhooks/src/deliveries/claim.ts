import type { Transaction } from '@stowage/sdk'

const LANES_MAX = 200
const LEASE_SECONDS = 15
/** A lease that ends sooner is made longer. */
const RENEW_SECONDS = 10

/** An endpoint that has something due, and that this node sends to. */
export interface ClaimedEndpoint {
  readonly id: string
  readonly owner: number
  readonly url: string
  /** Sealed; the former one while its time lasts. */
  readonly secrets: readonly string[]
  readonly failures: number
  /** For how long it is this node's. */
  readonly heldForMs: number
}

/**
 * Takes endpoints with something due that no other node sends to, and keeps those that are this node's.
 * One node at a time sends to an endpoint, or nobody could keep the order; a dead node's are free when its
 * lease is over.
 */
export async function claimEndpoints(trx: Transaction, node: string): Promise<ClaimedEndpoint[]> {
  const { rows } = await trx.raw<{ rows: ClaimedEndpoint[] }>(
    `with due as materialized (
       select l.endpoint, l.held_until,
              l.holder is not distinct from :node and l.held_until > now() as is_held
         from webhooks.lane l join webhooks.endpoint e on e.id = l.endpoint
        where e.is_on and (l.holder = :node or l.holder is null or l.held_until <= now())
          and exists (select from webhooks.delivery d
                       where d.endpoint = l.endpoint and d.state = 'pending' and d.next_try_at <= now())
        order by 3 desc, l.held_until nulls first limit :most),
     taken as (
       update webhooks.lane l set holder = :node, held_until = now() + :lease * interval '1 second'
         from due
        where l.endpoint = due.endpoint
          and (not due.is_held or due.held_until < now() + :renew * interval '1 second')
          and (l.holder = :node or l.holder is null or l.held_until <= now())
       returning l.endpoint, l.held_until)
     select e.id, e.owner, e.url, l.failures,
            array_remove(array[e.secret, case when e.former_until > now() then e.former_secret end], null)
              as secrets,
            extract(epoch from coalesce(t.held_until, due.held_until) - clock_timestamp())::float8 * 1000
              as "heldForMs"
       from due
       join webhooks.endpoint e on e.id = due.endpoint
       join webhooks.lane l on l.endpoint = due.endpoint
       left join taken t on t.endpoint = due.endpoint
      where due.is_held or t.endpoint is not null`,
    { node, most: LANES_MAX, lease: LEASE_SECONDS, renew: RENEW_SECONDS },
  )
  return rows
}

/** Lets others have the endpoints at once: this node ends. */
export async function releaseEndpoints(trx: Transaction, node: string): Promise<void> {
  await trx('webhooks.lane').where({ holder: node }).update({ holder: null, held_until: null })
}
