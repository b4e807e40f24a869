/*
 * A plugin is switched on or off while all nodes serve, the story of a change:
 *   1. one at a time: whoever changes the set holds a lock of the session; a row tells how far it has come;
 *   2. the set as it would be is put together; what does not fit ends it here;
 *   3. the plugin's tables are made, or what stands in the way of its going is asked for;
 *   4. every living node makes the next set beside the one it serves, and says so; the plugin's first step is
 *      tried, and taken back;
 *   5. what the plugin projects is made up for, batch by batch, while postings go on;
 *   6. postings are held for half a second at most, the rest is made up for, and the set's number rises;
 *   7. the nodes put the next set in the place of the old one, and the plugin takes its first step.
 * Whatever fails before 6 leaves all as it was: of a plugin that was never on the tables go again, and one
 * that was keeps its data. Who is killed leaves the rest to the node that sees it next.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { type Blocker, refuse } from '@stowage/sdk'
import type pg from 'pg'
import { migrate } from '../../database/migrate.ts'
import type { ChangeOrder } from '../../plugin-host/plugin-runtime.ts'
import { backfill, hasBackfill } from './backfill.ts'
import { CHANGE_CHANNEL, type Change, type ChangeContext, planChange } from './change.ts'
import { recoverInterrupted, takeChangeLock } from './change-lock.ts'
import { faultOf, tellBeginning, tellDone, tellFailure, tellStep } from './change-told.ts'
import { takeFirstStep, tryFirstStep } from './first-step.ts'
import { blockersOf, releaseOf } from './lifecycle-step.ts'
import { isServedLate, nodesWaitedFor } from './nodes.ts'
import type { PluginSet } from './plugin-set.ts'
import { switchOver, workOf } from './switch-over.ts'
import { takeBackTables } from './take-back.ts'

const NODES_PATIENCE_MS = 30_000
const SWAP_PATIENCE_MS = 5_000

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
    await recoverInterrupted(context.database, lock)
    const change = await planChange(context, order, lock)
    await tellBeginning(context.database.appAll, change)
    return { ended: carryOut(change, lock).finally(() => lock.end()) }
  } catch (error) {
    await lock.end()
    throw error
  }
}

/** Never throws: how it ended stands in its row. */
async function carryOut(change: Change, lock: pg.Client): Promise<void> {
  const { order, log } = change
  const { plugin, action } = order
  try {
    if (action === 'enable') await enable(change)
    else await disable(change)
  } catch (error) {
    const fault = faultOf(error)
    log.error({ err: error, plugin, action, code: fault.code }, 'a plugin was not switched')
    await takeBackTables(lock, plugin).catch((err) =>
      log.error({ err, plugin }, 'the tables of a plugin that never came were not taken back'),
    )
    await tellFailure(change, fault).catch((err) =>
      log.error({ err }, 'a failed change was not written down'),
    )
    return
  }
  // From here on it counts. A row that is left open is ended by the node that sees it next.
  await finish(change).catch((err) =>
    log.error({ err, plugin, action }, 'a change was not brought to its end'),
  )
  log.info({ plugin, action }, 'the set of plugins was changed')
}

async function enable(change: Change): Promise<void> {
  const { database, plugin } = change
  const next = change.asked!
  await migrate({ access: database.access, plugins: next.plugins })
  await tellStep(change, 'build')
  const services = await change.servicesOf(next)
  await waitForNodes(change)
  await tryFirstStep({ ...change, services })
  let position = 0
  if (hasBackfill(plugin)) {
    await tellStep(change, 'backfill')
    position = await backfill(workOf(change), await completeTo(change))
  }
  await tellStep(change, 'switch')
  await switchOver(change, position)
}

async function disable(change: Change): Promise<void> {
  if (change.asked !== undefined) await askWhetherItMayGo(change, change.asked)
  await tellStep(change, 'build')
  await waitForNodes(change)
  await tellStep(change, 'switch')
  await switchOver(change, 0)
}

async function askWhetherItMayGo(change: Change, now: PluginSet): Promise<void> {
  const { database, plugin, order } = change
  const services = await change.servicesOf(now)
  await database.appAll.transaction(async (trx) => {
    if (order.isReleasing) await releaseOf(plugin, { trx, services })
    const blockers = await blockersOf(plugin, { trx, services })
    if (blockers.length > 0)
      throw refuse('host.plugin_blocked', { plugin: plugin.name, blockers: inWords(blockers) })
  })
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

async function completeTo({ database, order }: Change): Promise<number> {
  const row = await database.appAll('host.plugin').where({ name: order.plugin }).first('complete_to')
  return Number(row.complete_to)
}

/** Told once every living node serves the new set; who does not follow in time posts nothing until he does. */
async function finish(change: Change): Promise<void> {
  const { database, epoch, asked, order } = change
  if (order.action === 'enable') await takeFirstStep({ ...change, services: await change.servicesOf(asked!) })
  const until = Date.now() + SWAP_PATIENCE_MS
  while (Date.now() < until && (await isServedLate(database.appAll, epoch))) await pause(50)
  await tellDone(change)
}
