/* A node that works on imports until the test kills it, given the database's access and its folder. */
import { buildGeneration } from '../../core/src/app.ts'
import { openDatabase } from '../../core/src/database/database.ts'
import { startBackground } from '../../core/src/host/background.ts'

const [access, filesFolder] = process.argv.slice(2) as [string, string]
const generation = await buildGeneration({ database: openDatabase(JSON.parse(access)), filesFolder })
await startBackground({ ...generation, leaseMs: 1_000 })
