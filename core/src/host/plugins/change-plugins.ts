/*
 * A plugin is switched on or off while all nodes serve, the story of a change:
 *   1. one at a time: whoever changes the set holds a lock of the session; a row tells how far it has come;
 *   2. the set as it would be is put together; what does not fit ends it here;
 *   3. the plugin's tables are made, or what stands in the way of its going is asked for;
 *   4. every living node makes the next set beside the one it serves, and says so;
 *   5. what the plugin projects is made up for, batch by batch, while postings go on;
 *   6. postings are held for half a second at most, the rest is made up for, and the set's number rises;
 *   7. the nodes put the next set in the place of the old one.
 * Whatever fails before 6 leaves all as it was; the plugin's data stays in any case.
 */
import { setTimeout as pause } from 'node:timers/promises'
import {
  type Blocker,
  DomainError,
  type PluginDeclaration,
  refuse,
  type Services,
  type Transaction,
} from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import { recordChange } from '../../audit/record-change.ts'
import type { Database } from '../../database/database.ts'
import { migrate } from '../../database/migrate.ts'
import { DatabaseSetUpError } from '../../database/set-up-error.ts'
import { choosePlugins, withDependents } from '../../plugin-host/choose-plugins.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'
import { fillIn } from '../../plugin-host/error-registry.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import type { ChangeOrder } from '../../plugin-host/plugin-runtime.ts'
import { endCredentials, keepCredentials } from '../programs/program-credentials.ts'
import { backfill, backfillRest, hasBackfill } from './backfill.ts'
import { recoverInterrupted, settleState, takeChangeLock } from './change-lock.ts'
import { isServedLate, nodesWaitedFor } from './nodes.ts'
import { pluginErrors } from './plugin.errors.ts'
import { PLUGIN_SET_LOCK, type PluginSet, readEnabled } from './plugin-set.ts'

const NODES_PATIENCE_MS = 30_000
const HOLD_MS = 500
const SWAP_PATIENCE_MS = 5_000
const TRIES = 3

/** What wakes the nodes. */
export const CHANGE_CHANNEL = 'stowage_plugins'

/** What a change works with. */
export interface ChangeContext {
  readonly database: Database
  readonly core: readonly PluginDeclaration[]
  readonly catalog: PluginCatalog
  readonly log: FastifyBaseLogger
  /** The services of a set that is on or is about to be. */
  servicesOf(set: PluginSet): Promise<Services>
}

interface Change extends ChangeContext {
  readonly order: ChangeOrder
  readonly now: PluginSet
  readonly next: PluginSet
  /** The plugin's own declaration; nothing where its code is gone, and it is only to be forgotten. */
  readonly plugin: PluginDeclaration
}

/**
 * Begins a change. What can be said at once is thrown; the rest is told by its row.
 * @returns ends when the change has ended, well or not
 * @throws HostError, DomainError
 */
export async function beginChange(
  context: ChangeContext,
  order: ChangeOrder,
): Promise<{ ended: Promise<void> }> {
  const lock = await takeChangeLock(context.database)
  try {
    await recoverInterrupted(context.database)
    const change = await planChange(context, order, lock)
    await context.database.appAll.transaction(async (trx) => {
      await trx('host.plugin_change').insert({
        id: order.id,
        plugin: order.plugin,
        action: order.action,
        step: 'migrate',
        actor: order.author.actor.id,
      })
      await trx('host.plugin')
        .where({ name: order.plugin })
        .update({ state: order.action === 'enable' ? 'enabling' : 'disabling', updated_at: trx.fn.now() })
    })
    return { ended: carryOut(change).finally(() => lock.end()) }
  } catch (error) {
    await lock.end()
    throw error
  }
}

/** Puts the set together as it would be. @throws HostError, DomainError */
async function planChange(context: ChangeContext, order: ChangeOrder, client: pg.Client): Promise<Change> {
  const { core, catalog } = context
  const { epoch, names } = await readEnabled(client)
  const { plugin: name, action } = order
  const isOn = names.includes(name)
  if (isOn === (action === 'enable'))
    throw refuse('host.plugin_already', { plugin: name, state: isOn ? 'on' : 'off' })
  const now = { epoch, plugins: choosePlugins({ core, catalog, enabled: names }) }
  if (action !== 'enable') checkNobodyNeeds(name, now.plugins)
  const enabled = action === 'enable' ? [...names, name] : names.filter((other) => other !== name)
  const next = { epoch: epoch + 1, plugins: choosePlugins({ core, catalog, enabled }) }
  const plugin = (action === 'enable' ? next : now).plugins.find((other) => other.name === name)!
  return { ...context, order, now, next, plugin }
}

function checkNobodyNeeds(name: string, plugins: readonly PluginDeclaration[]): void {
  const [, first] = withDependents([name], plugins)
  if (first !== undefined) throw refuse('host.plugin_needed', { plugin: name, by: first })
}

/** Never throws: how it ended stands in its row. */
async function carryOut(change: Change): Promise<void> {
  const { order, log } = change
  try {
    if (order.action === 'enable') await enable(change)
    else await disable(change)
    log.info({ plugin: order.plugin, action: order.action }, 'the set of plugins was changed')
  } catch (error) {
    const { code, detail } = faultOf(error)
    log.error({ err: error, plugin: order.plugin, action: order.action, code }, 'a plugin was not switched')
    await giveUp(change, code, detail).catch((err) =>
      log.error({ err }, 'a failed change was not written down'),
    )
  }
}

async function enable(change: Change): Promise<void> {
  const { database, next, plugin } = change
  await migrate({ access: database.access, plugins: next.plugins })
  await tell(change, 'build')
  await change.servicesOf(next)
  await waitForNodes(change)
  let position = 0
  if (hasBackfill(plugin)) {
    await tell(change, 'backfill')
    position = await backfill(workOf(change), await completeTo(change))
  }
  await switchOver(change, position)
  await afterEnabling(change)
  await finish(change)
}

async function disable(change: Change): Promise<void> {
  const { database, now, plugin, order } = change
  const services = await change.servicesOf(now)
  await database.appAll.transaction(async (trx) => {
    if (order.isReleasing) await plugin.lifecycle?.release?.({ trx, services })
    const blockers = (await plugin.lifecycle?.blockers?.({ trx, services })) ?? []
    if (blockers.length > 0)
      throw refuse('host.plugin_blocked', { plugin: plugin.name, blockers: inWords(blockers) })
  })
  await tell(change, 'build')
  await waitForNodes(change)
  await switchOver(change, 0)
  await finish(change)
}

function inWords(blockers: readonly Blocker[]): string {
  return blockers.map(({ sentence }) => sentence).join('; ')
}

/** Waits until every living node has the next set ready. A node that died or is frozen is not waited for. */
async function waitForNodes({ database, order }: Change): Promise<void> {
  await database.appAll.raw('select pg_notify(?, ?)', [CHANGE_CHANNEL, order.id])
  for (const until = Date.now() + NODES_PATIENCE_MS; ; await pause(50)) {
    const { waiting, failed } = await nodesWaitedFor(database.appAll, order.id)
    const [fault] = failed
    if (fault !== undefined) {
      const { name, code, detail } = fault
      throw refuse('host.node_failed', { plugin: order.plugin, node: name, fault: code, problem: detail })
    }
    if (waiting.length === 0) return
    if (Date.now() > until)
      throw refuse('host.node_slow', { plugin: order.plugin, nodes: waiting.join(', ') })
  }
}

/**
 * Holds postings for half a second at most, three times, and raises the set's number. No posting of the old
 * set commits after it, because each shares the lock that is taken here for one alone.
 */
async function switchOver(change: Change, from: number): Promise<void> {
  await tell(change, 'switch')
  let position = from
  for (let tried = 1; ; tried += 1) {
    try {
      return await switchOnce(change, position)
    } catch (error) {
      if (tried === TRIES) {
        const facts = { plugin: change.order.plugin, tries: TRIES, ms: HOLD_MS }
        throw Object.assign(refuse('host.postings_in_the_way', facts), { cause: error })
      }
      await pause(tried * 1_000)
      if (hasBackfill(change.plugin) && change.order.action === 'enable') {
        position = await backfill(workOf(change), position)
      }
    }
  }
}

async function switchOnce(change: Change, position: number): Promise<void> {
  const { database, order, plugin } = change
  const isOn = order.action === 'enable'
  await database.appAll.transaction(async (trx) => {
    const deadline = Date.now() + HOLD_MS
    await trx.raw(`set local lock_timeout = '${HOLD_MS}ms'`)
    await trx.raw('select pg_advisory_xact_lock(?)', [PLUGIN_SET_LOCK])
    if (isOn && hasBackfill(plugin)) await backfillRest(workOf(change), position, deadline)
    await trx('host.plugin_set').update({ epoch: change.next.epoch, changed_at: trx.fn.now() })
    const known = trx.raw('greatest(complete_to, (select last_position from ledger.sequencer))')
    const [row] = await trx('host.plugin')
      .where({ name: order.plugin })
      .update({
        is_enabled: isOn,
        state: isOn ? 'on' : 'off',
        last_error: null,
        updated_at: trx.fn.now(),
        ...(hasBackfill(plugin) && { complete_to: known }),
        ...(isOn ? { enabled_at: trx.fn.now(), version: plugin.version } : { disabled_at: trx.fn.now() }),
      })
      .returning('id')
    await switchKey(trx, change)
    await recordChange(trx, {
      ...order.author,
      entity: 'host.plugin',
      id: row.id,
      action: isOn ? 'enable' : 'disable',
      before: { plugin: order.plugin, isOn: !isOn },
      after: { plugin: order.plugin, isOn, version: plugin.version },
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

/** What a plugin does once, when it has come for the first time. It stays on if that fails, and says so. */
async function afterEnabling(change: Change): Promise<void> {
  const { database, plugin, next, order, log } = change
  const services = await change.servicesOf(next)
  try {
    await database.appAll.transaction(async (trx) => {
      const [isFirst] = await trx('host.plugin')
        .where({ name: order.plugin })
        .whereNull('first_enabled_at')
        .update({ first_enabled_at: trx.fn.now() })
        .returning('name')
      if (isFirst !== undefined) await plugin.lifecycle?.enabled?.({ trx, services })
    })
  } catch (err) {
    log.error({ err, plugin: order.plugin }, 'a plugin is on, and what it does at first failed')
    await noteError(change, {
      code: 'host.lifecycle_failed',
      detail: `Its first step failed: ${messageOf(err)}`,
    })
  }
}

function workOf(change: Change) {
  const { database, plugin, order } = change
  return {
    database,
    plugin,
    async onProgress(done: number, total: number) {
      await database.appAll.transaction(async (trx) => {
        await trx('host.plugin_change').where({ id: order.id }).update({ done, total })
        await trx('host.plugin').where({ name: order.plugin }).update({ complete_to: done })
      })
    },
  }
}

async function completeTo({ database, order }: Change): Promise<number> {
  const row = await database.appAll('host.plugin').where({ name: order.plugin }).first('complete_to')
  return Number(row.complete_to)
}

async function tell({ database, order }: Change, step: string): Promise<void> {
  await database.appAll('host.plugin_change').where({ id: order.id }).update({ step })
}

/** Told once every living node serves the new set; who does not follow in time posts nothing until he does. */
async function finish({ database, order, next }: Change): Promise<void> {
  const until = Date.now() + SWAP_PATIENCE_MS
  while (Date.now() < until && (await isServedLate(database.appAll, next.epoch))) await pause(50)
  await database
    .appAll('host.plugin_change')
    .where({ id: order.id })
    .update({ state: 'done', step: 'done', ended_at: database.appAll.fn.now() })
}

async function giveUp(change: Change, code: string, detail: string): Promise<void> {
  const { database, order } = change
  await database.appAll.transaction(async (trx) => {
    await trx('host.plugin_change')
      .where({ id: order.id })
      .update({ state: 'failed', error_code: code, error: detail, ended_at: trx.fn.now() })
    await settleState(trx, order.plugin)
    await trx.raw('select pg_notify(?, ?)', [CHANGE_CHANNEL, order.id])
  })
  await noteError(change, { code, detail })
}

async function noteError(
  { database, order }: Change,
  error: { code: string; detail: string },
): Promise<void> {
  await database
    .appAll('host.plugin')
    .where({ name: order.plugin })
    .update({ last_error: JSON.stringify({ ...error, at: new Date().toISOString() }) })
}

/** A fault as its row tells it: a code of ours, and a sentence. */
function faultOf(error: unknown): { code: string; detail: string } {
  if (error instanceof HostError || error instanceof DatabaseSetUpError) {
    return { code: error.code, detail: error.message }
  }
  if (error instanceof DomainError) {
    const { message = error.code } = (pluginErrors as Record<string, { message?: string }>)[error.code] ?? {}
    return { code: error.code, detail: fillIn(message, error.facts) }
  }
  return { code: 'host.change_failed', detail: messageOf(error) }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
