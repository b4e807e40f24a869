import { systemActor } from '../../core/src/access/system-actor.ts'
import type { DatabaseAccess } from '../../core/src/database/database-access.ts'
import { loadRetail } from '../../core/src/demo/retail/load-retail.ts'
import { compose } from './compose.ts'
import { obey } from './load-process.ts'

interface Orders {
  readonly access: DatabaseAccess
  readonly file: string
}

// The year end to end, as `stowage demo retail` does it, in a process of its own whose memory can be told.
await obey<Orders>(async ({ access, file }) => {
  const { services, database } = compose(access)
  const progress = { step: <T>(_title: string, work: (tell: () => void) => Promise<T>) => work(() => {}) }
  const { report } = await loadRetail({ file, services, database, actor: systemActor, progress })
  await database.close()
  const rssMib = process.resourceUsage().maxRSS / 1024
  return { perSecond: report.linesPerSecond, rssMib, report }
})
