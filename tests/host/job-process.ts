/* A node that takes a job and never ends it: the test kills it. It is given the database's access as JSON. */
import { buildGeneration } from '../../core/src/app.ts'
import { openDatabase } from '../../core/src/database/database.ts'
import { startBackground } from '../../core/src/host/background.ts'
import { jobPlugin } from './job-plugin.ts'

const database = openDatabase(JSON.parse(process.argv[2]!))
const hanging = jobPlugin(async ({ progress }) => {
  await progress.tell(1, 2, `held by ${process.pid}`)
  await new Promise(() => {})
})
await startBackground({ ...(await buildGeneration({ database, plugins: [hanging] })), leaseMs: 1_000 })
