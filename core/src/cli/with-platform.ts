import type { Services } from '@stowage/sdk'
import { type Database, openDatabase } from '../database/database.ts'
import type { PluginSet } from '../host/plugins/plugin-set.ts'
import { createSecretBox } from '../host/secrets/secret-box.ts'
import { createLog } from '../http/request-log.ts'
import { buildServices } from '../plugin-host/build-services.ts'
import { buildErrorRegistry } from '../plugin-host/error-registry.ts'
import { buildPermissionRegistry } from '../plugin-host/permission-registry.ts'
import type { CommandContext } from './command.ts'
import { type Deployment, openDeployment } from './open-deployment.ts'

/** The platform without its HTTP: what commands work with. */
export interface Platform {
  readonly database: Database
  readonly services: Services
  readonly deployment: Deployment
}

/** A command that needs the database and no server. */
export interface PlatformWork {
  readonly context: CommandContext
  readonly command: string
  /** Whether it works where a plugin that is on cannot be loaded. */
  readonly mayLackPlugins?: boolean
}

/** Opens the migrated database, works, and closes everything, whatever happens. */
export async function withPlatform<Result>(
  { context, command, mayLackPlugins = false }: PlatformWork,
  work: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const deployment = await openDeployment({ context, command, mayLackPlugins })
  try {
    const database = openDatabase(deployment.access)
    try {
      return await work({ database, deployment, services: composeServices(database, deployment.set) })
    } finally {
      await database.close()
    }
  } finally {
    await deployment.close()
  }
}

/** The services of all plugins over an open database. */
export function composeServices(database: Database, { plugins, epoch }: PluginSet): Services {
  const errors = buildErrorRegistry(plugins)
  const permissions = buildPermissionRegistry(plugins)
  const log = createLog({ level: 'silent' })
  const secrets = createSecretBox(undefined)
  const served = { routes: new Map(), entities: new Map(), fieldsNumber: 0 }
  return buildServices({ database, log, plugins, errors, permissions, epoch, secrets, ...served }).services
}
