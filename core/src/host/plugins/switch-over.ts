/*
 * The one moment of a change in which nobody posts:
 *   1. whoever stands still within a posting since a node's lease ran out is ended: he is frozen or cut off;
 *   2. the lock that all postings share is taken for one alone, for half a second at most;
 *   3. what is left to make up for is, and the set's number rises, in one transaction;
 *   4. where half a second was not enough, once more after three seconds and after seven. By the last time a
 *      node that froze in the moment of the first has lost its lease.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { refuse, type Transaction } from '@stowage/sdk'
import pg from 'pg'
import { recordChange } from '../../audit/record-change.ts'
import type { Database } from '../../database/database.ts'
import { connectionOf } from '../../database/database-access.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import { endCredentials, keepCredentials } from '../programs/program-credentials.ts'
import { TimeLimitOver } from '../within-time.ts'
import { backfill, backfillRest, hasBackfill } from './backfill.ts'
import { CHANGE_CHANNEL, type Change, FOLLOW } from './change.ts'
import { LEASE_SECONDS } from './nodes.ts'
import { PLUGIN_SET_LOCK } from './plugin-set.ts'

const HOLD_MS = 500
const PAUSES_MS = [3_000, 7_000]

/**
 * Raises the set's number. No posting of the old set commits after it.
 * @param from the position up to which the plugin knows everything
 * @throws DomainError `host.postings_in_the_way`
 */
export async function switchOver(change: Change, from: number): Promise<void> {
  let position = from
  for (const rest of [...PAUSES_MS, undefined]) {
    await endStandstills(change)
    try {
      return await switchOnce(change, position)
    } catch (error) {
      // A backfill that throws does so again; one that was too slow may be in time.
      if (error instanceof HostError && !(error.cause instanceof TimeLimitOver)) throw error
      if (rest === undefined) {
        const facts = { plugin: change.order.plugin, tries: PAUSES_MS.length + 1, ms: HOLD_MS }
        throw Object.assign(refuse('host.postings_in_the_way', facts), { cause: error })
      }
      await pause(rest)
      if (hasBackfill(change.plugin) && change.order.action === 'enable') {
        position = await backfill(workOf(change), position)
      }
    }
  }
}

async function switchOnce(change: Change, position: number): Promise<void> {
  const { database, order, plugin, asked } = change
  const isOn = order.action === 'enable'
  await database.appAll.transaction(async (trx) => {
    const deadline = Date.now() + HOLD_MS
    await trx.raw(`set local lock_timeout = '${HOLD_MS}ms'`)
    await trx.raw('select pg_advisory_xact_lock(?)', [PLUGIN_SET_LOCK])
    if (isOn && hasBackfill(plugin)) await backfillRest(workOf(change), position, deadline)
    // By the clock and not by when the transaction began: from here on nobody posts by the old set.
    const changed_at = trx.raw('clock_timestamp()')
    await trx('host.plugin_set').update({ epoch: change.epoch, changed_at })
    await trx('host.plugin_change').where({ id: order.id }).update({ step: FOLLOW })
    const known = trx.raw('greatest(complete_to, (select last_position from ledger.sequencer))')
    const [row] = await trx('host.plugin')
      .where({ name: order.plugin })
      .update({
        is_enabled: isOn,
        state: isOn ? 'on' : 'off',
        last_error: null,
        updated_at: trx.fn.now(),
        ...((asked === undefined || hasBackfill(plugin)) && { complete_to: known }),
        ...(isOn ? { enabled_at: trx.fn.now(), version: plugin.version } : { disabled_at: trx.fn.now() }),
      })
      .returning(['id', 'version'])
    await switchKey(trx, change)
    await recordChange(trx, {
      ...order.author,
      entity: 'host.plugin',
      id: row.id,
      action: isOn ? 'enable' : 'disable',
      before: { plugin: order.plugin, isOn: !isOn },
      after: { plugin: order.plugin, isOn, version: row.version },
    })
    await trx.raw('select pg_notify(?, ?)', [CHANGE_CHANNEL, order.id])
  })
}

/** A program's key comes and goes with it. */
async function switchKey(trx: Transaction, { order, plugin }: Change): Promise<void> {
  const { action, author, credentials: kept } = order
  if (action === 'disable') return endCredentials(trx, author, [order.plugin])
  if (kept !== undefined) await keepCredentials(trx, author, { plugin, kept })
}

/**
 * Ends the sessions of those who took their share of the lock and have said nothing for as long as a lease.
 * What they had not committed is taken back, and when they wake they are told so. The role that posts may end
 * its own; over a connection beside the pool, all of whose may wait for those.
 */
async function endStandstills({ database, log, order }: Change): Promise<void> {
  const client = new pg.Client(connectionOf(database.access, 'hook'))
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query(END_STANDSTILLS, [PLUGIN_SET_LOCK, LEASE_SECONDS])
    if (rowCount! > 0) log.warn({ plugin: order.plugin, ended: rowCount }, 'postings that stood still ended')
  } finally {
    await client.end()
  }
}

const END_STANDSTILLS = `
  select pg_terminate_backend(a.pid)
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where l.locktype = 'advisory' and l.classid = 0 and l.objid = $1 and l.objsubid = 1 and l.granted
     and l.database = (select oid from pg_database where datname = current_database())
     and a.usename = current_user and a.pid <> pg_backend_pid() and a.wait_event_type = 'Client'
     and a.state_change < clock_timestamp() - make_interval(secs => $2)`

/** What a backfill of this change works with; its row tells how far that has come. */
export function workOf({ database, plugin, order }: Change): {
  readonly database: Database
  readonly plugin: Change['plugin']
  onProgress(done: number, total: number): Promise<void>
} {
  return {
    database,
    plugin,
    async onProgress(done, total) {
      await database.appAll.transaction(async (trx) => {
        await trx('host.plugin_change').where({ id: order.id }).update({ done, total })
        await trx('host.plugin').where({ name: order.plugin }).update({ complete_to: done })
      })
    },
  }
}
