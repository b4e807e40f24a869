import type { PluginDeclaration, Services } from '@stowage/sdk'
import { orderPlugins } from '../../core/src/app.ts'
import { type Database, openDatabase } from '../../core/src/database/database.ts'
import type { DatabaseAccess } from '../../core/src/database/database-access.ts'
import { createSecretBox } from '../../core/src/host/secrets/secret-box.ts'
import { createLog } from '../../core/src/http/request-log.ts'
import type {} from '../../core/src/items/item.service.ts'
import type {} from '../../core/src/ledger/ledger.service.ts'
import { buildServices } from '../../core/src/plugin-host/build-services.ts'
import { buildErrorRegistry } from '../../core/src/plugin-host/error-registry.ts'
import { buildPermissionRegistry } from '../../core/src/plugin-host/permission-registry.ts'

/** The platform's services without its HTTP, as a node has them. */
export interface Composition {
  readonly services: Services
  readonly database: Database
}

export function compose(access: DatabaseAccess, extra: readonly PluginDeclaration[] = []): Composition {
  const database = openDatabase(access)
  const plugins = orderPlugins({ plugins: extra })
  const errors = buildErrorRegistry(plugins)
  const permissions = buildPermissionRegistry(plugins)
  const log = createLog({ level: 'silent' })
  const secrets = createSecretBox(undefined)
  const served = { routes: new Map(), entities: new Map(), fieldsNumber: 0 }
  return {
    services: buildServices({ database, log, plugins, errors, permissions, secrets, ...served }).services,
    database,
  }
}
