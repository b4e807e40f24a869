import { tmpdir } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openDatabase } from '../../../core/src/database/database.ts'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import { coreDeclarations } from '../../../core/src/declarations.ts'
import { keepFound, readPluginSet } from '../../../core/src/host/plugins/plugin-set.ts'
import { createLog } from '../../../core/src/http/request-log.ts'
import { composeServer } from '../../../core/src/server.ts'
import { catalogOf } from '../../../core/src/testing/start-node.ts'
import moved from '../../contract/plugins/moved/index.ts'

const RESOLUTION_MS = 1

// A node that follows its set of plugins, as `start` composes it. Asked, it tells for how long its loop stood
// still at the longest since it was asked before.
process.once('message', async (orders) => {
  const { access } = orders as { access: DatabaseAccess }
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
  process.on('message', () => {
    process.send!(Math.max(0, delay.max / 1e6 - RESOLUTION_MS))
    delay.reset()
  })
  process.send!(url)
  process.once('disconnect', async () => {
    await node.close()
    await database.close()
  })
})
