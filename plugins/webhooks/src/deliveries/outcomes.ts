import type { Transaction } from '@stowage/sdk'
import type { Sent } from './send.ts'

/** How one try ended, until it stands in the database. */
export interface Outcome extends Pick<Sent, 'at' | 'tookMs' | 'status' | 'failure' | 'answer'> {
  readonly endpoint: string
  readonly owner: number
  readonly delivery: number
  /** The number of the try. */
  readonly n: number
  readonly state: 'pending' | 'delivered' | 'dead'
  /** Until the next try. */
  readonly pauseMs: number
}

/** How an endpoint does, after these outcomes. */
export interface Health {
  readonly endpoint: string
  /** Failed tries in a row, up to now. */
  readonly failures: number
  /** Something was acknowledged since the last time. */
  readonly hasSucceeded: boolean
}

/**
 * Writes outcomes down, all in one statement. A try that is no longer the next one counts for nothing:
 * another node took over meanwhile, or a person let the delivery go.
 */
export async function writeOutcomes(trx: Transaction, outcomes: readonly Outcome[]): Promise<void> {
  await trx.raw(
    `with told as (
       select * from jsonb_to_recordset(?) as t(delivery bigint, owner int, n int, at timestamptz,
         "tookMs" int, status int, failure text, answer text, state text, "pauseMs" float8)),
     tried as (
       insert into webhooks.attempt (owner, delivery, n, at, took_ms, status, failure, answer)
         select owner, delivery, n, at, "tookMs", status, failure, answer from told)
     update webhooks.delivery d
        set attempts = t.n, state = t.state, ended_at = case when t.state <> 'pending' then now() end,
            next_try_at = now() + t."pauseMs" * interval '1 millisecond'
       from told t where d.id = t.delivery and d.state = 'pending' and d.attempts = t.n - 1`,
    [JSON.stringify(outcomes)],
  )
}

/** Writes down how endpoints do; those that have been well and are well have nothing to tell. */
export async function writeHealth(trx: Transaction, healths: readonly Health[]): Promise<void> {
  if (healths.length === 0) return
  await trx.raw(
    `update webhooks.lane l
        set failures = t.failures,
            failing_since = case when t.failures = 0 then null when t."hasSucceeded" then now()
                                 else coalesce(l.failing_since, now()) end
       from jsonb_to_recordset(?) as t(endpoint uuid, failures int, "hasSucceeded" boolean)
      where l.endpoint = t.endpoint`,
    [JSON.stringify(healths)],
  )
}
