import { tmpdir } from 'node:os'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { openDatabase } from '../../../core/src/database/database.ts'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import { coreDeclarations } from '../../../core/src/declarations.ts'
import { keepFound, readPluginSet } from '../../../core/src/host/plugins/plugin-set.ts'
import { createLog } from '../../../core/src/http/request-log.ts'
import { composeServer } from '../../../core/src/server.ts'
import { catalogOf } from '../../../core/src/testing/start-node.ts'
import moved from '../../contract/plugins/moved/index.ts'
import { startProfiles } from './block-profiles.ts'

const RESOLUTION_MS = 1

/** For how long the loop stood still, in milliseconds. */
export interface LoopBlock {
  readonly byClock: number
  /** Of it, how long this process worked: beside others the rest is waiting for a core. */
  readonly byProcessor: number
  /** The longest that garbage was collected for at a stretch. */
  readonly byCollection: number
}

// A node that follows its set of plugins, as `start` composes it. Asked, it tells for how long its loop stood
// still at the longest since it was asked before.
process.once('message', async (orders) => {
  const { access, profiles } = orders as { access: DatabaseAccess; profiles?: string }
  const database = openDatabase(access)
  const log = createLog({ level: 'error' })
  const catalog = catalogOf([moved])
  await keepFound(access, catalog)
  const set = await readPluginSet({ access, core: coreDeclarations, catalog })
  const node = await composeServer({
    database,
    log,
    set,
    discover: async () => catalog,
    removedFolder: tmpdir(),
  })
  const url = await node.listen('127.0.0.1', 0)
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const worked = watchWork()
  const collected = watchCollections()
  const profile = profiles === undefined ? undefined : await startProfiles(profiles)
  process.on('message', async () => {
    const block: LoopBlock = {
      byClock: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
      byProcessor: worked(),
      byCollection: collected(),
    }
    await profile?.(block)
    process.send!(block)
    delay.reset()
  })
  process.send!(url)
  process.once('disconnect', async () => {
    await node.close()
    await database.close()
  })
})

/** @returns tells the most that was worked between two looks, which come with each turn of the loop */
function watchWork(): () => number {
  let most = 0
  let before = workedMs()
  setInterval(() => {
    const now = workedMs()
    most = Math.max(most, now - before)
    before = now
  }, RESOLUTION_MS).unref()
  return () => {
    const told = most
    most = 0
    return told
  }
}

/** @returns tells the longest collection of garbage since it was asked before */
function watchCollections(): () => number {
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ entryTypes: ['gc'] })
  return () => {
    const told = longest
    longest = 0
    return told
  }
}

function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
