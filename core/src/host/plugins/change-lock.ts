import { setTimeout as pause } from 'node:timers/promises'
import { DomainError, refuse } from '@stowage/sdk'
import type { Knex } from 'knex'
import pg from 'pg'
import type { Database } from '../../database/database.ts'
import { connectionOf } from '../../database/database-access.ts'
import { FOLLOW } from './change.ts'
import { takeBackTables } from './take-back.ts'

const CHANGE_LOCK = 7_261_021
/** Whoever has just said that a change is done lets go of it a moment later. */
const PATIENCE_MS = 1_000

/**
 * Takes the lock that whoever changes the set holds from the beginning to the end, within a second.
 * @returns the connection that holds it; ending it lets go
 * @throws DomainError `host.change_running`
 */
export async function takeChangeLock({ access }: Database, patienceMs = PATIENCE_MS): Promise<pg.Client> {
  const client = new pg.Client({ ...connectionOf(access, 'owner'), options: '-c timezone=UTC' })
  client.on('error', () => {})
  await client.connect()
  for (const until = Date.now() + patienceMs; ; await pause(50)) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as is_ours', [CHANGE_LOCK])
    if (rows[0].is_ours) return client
    if (Date.now() >= until) break
  }
  await client.end()
  throw refuse('host.change_running')
}

/**
 * Ends the row of a change whose process died: nobody holds the lock, so nobody goes on with it. Where the
 * set's number has risen it counts, and the nodes follow; else nothing of it does.
 * @param lock the connection that holds the lock now
 */
export async function recoverInterrupted({ appAll }: Database, lock: pg.Client): Promise<void> {
  for (const { plugin } of await appAll('host.plugin_change').where({ state: 'running', action: 'enable' })) {
    await takeBackTables(lock, plugin)
  }
  await appAll.transaction(async (trx) => {
    const left = () => trx('host.plugin_change').where({ state: 'running' })
    await left().where({ step: FOLLOW }).update({ state: 'done', step: 'done', ended_at: trx.fn.now() })
    const ended = await left()
      .update({
        state: 'failed',
        error_code: 'host.change_interrupted',
        error: 'The server that did this ended in the middle of it, and all is as it was; do it again.',
        ended_at: trx.fn.now(),
      })
      .returning('plugin')
    for (const { plugin } of ended) await settleState(trx, plugin)
  })
}

/** Recovers only where nobody is at it. @returns whether something was */
export async function recoverAbandoned(database: Database): Promise<boolean> {
  const lock = await takeChangeLock(database, 0).catch((error) => {
    if (error instanceof DomainError) return undefined
    throw error
  })
  if (lock === undefined) return false
  try {
    await recoverInterrupted(database, lock)
    return true
  } finally {
    await lock.end()
  }
}

/** A plugin that is neither coming nor going is what it is. */
export async function settleState(trx: Knex, name: string): Promise<void> {
  await trx('host.plugin')
    .where({ name })
    .update({ state: trx.raw("case when is_enabled then 'on' else 'off' end"), updated_at: trx.fn.now() })
}
