import { DomainError } from '@stowage/sdk'
import type { Knex } from 'knex'
import { DatabaseSetUpError } from '../../database/set-up-error.ts'
import { fillIn } from '../../plugin-host/error-registry.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import { CHANGE_CHANNEL, type Change, FOLLOW } from './change.ts'
import { settleState } from './change-lock.ts'
import { pluginErrors } from './plugin.errors.ts'

/** A fault as a row tells it: a code of ours, and a sentence. */
export interface Fault {
  readonly code: string
  readonly detail: string
}

/** Writes down that a change begins. */
export async function tellBeginning(appAll: Knex, { order }: Change): Promise<void> {
  const { id, plugin, action, author } = order
  await appAll.transaction(async (trx) => {
    await trx('host.plugin_change').insert({ id, plugin, action, step: 'migrate', actor: author.actor.id })
    await trx('host.plugin')
      .where({ name: plugin })
      .update({ state: action === 'enable' ? 'enabling' : 'disabling', updated_at: trx.fn.now() })
  })
}

/** Writes down how far a change has come. */
export async function tellStep({ database, order }: Change, step: string): Promise<void> {
  await database.appAll('host.plugin_change').where({ id: order.id }).update({ step })
}

/** Writes down that a change is done. */
export async function tellDone({ database, order }: Change): Promise<void> {
  await database
    .appAll('host.plugin_change')
    .where({ id: order.id })
    .update({ state: 'done', step: 'done', ended_at: database.appAll.fn.now() })
}

/** Writes down that a change came to nothing, and why; not of one that counts by now. */
export async function tellFailure({ database, order }: Change, fault: Fault): Promise<void> {
  const { code, detail } = fault
  const isTold = await database.appAll.transaction(async (trx) => {
    const told = await trx('host.plugin_change')
      .where({ id: order.id })
      .whereNot({ step: FOLLOW })
      .update({ state: 'failed', error_code: code, error: detail, ended_at: trx.fn.now() })
    await settleState(trx, order.plugin)
    await trx.raw('select pg_notify(?, ?)', [CHANGE_CHANNEL, order.id])
    return told > 0
  })
  if (isTold) await noteFault(database.appAll, order.plugin, fault)
}

/** Keeps what was wrong the last time; the list of plugins shows it. */
export async function noteFault(appAll: Knex, plugin: string, fault: Fault): Promise<void> {
  const last = JSON.stringify({ ...fault, at: new Date().toISOString() })
  await appAll('host.plugin').where({ name: plugin }).update({ last_error: last })
}

/** Finds the code and the sentence of whatever was thrown. */
export function faultOf(error: unknown): Fault {
  if (error instanceof HostError || error instanceof DatabaseSetUpError) {
    return { code: error.code, detail: error.message }
  }
  if (error instanceof DomainError) {
    const { message = error.code } = (pluginErrors as Record<string, { message?: string }>)[error.code] ?? {}
    return { code: error.code, detail: fillIn(message, error.facts) }
  }
  return { code: 'host.change_failed', detail: error instanceof Error ? error.message : String(error) }
}
