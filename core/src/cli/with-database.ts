import { orderPlugins } from '../app.ts'
import { type Database, openDatabase } from '../database/database.ts'
import type { CommandContext } from './command.ts'
import { openDeployment } from './open-deployment.ts'

/** A command that needs the database and no server. */
export interface DatabaseWork {
  readonly context: CommandContext
  readonly command: string
}

/** Opens the migrated database, works, and closes everything, whatever happens. */
export async function withDatabase<Result>(
  { context, command }: DatabaseWork,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const deployment = await openDeployment({ context, plugins: orderPlugins({}), command })
  try {
    const database = openDatabase(deployment.access)
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    await deployment.close()
  }
}
