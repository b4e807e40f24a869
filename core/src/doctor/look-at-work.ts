import type { HealthCheck } from '@stowage/sdk'
import { openDatabase } from '../database/database.ts'
import type { DatabaseAccess } from '../database/database-access.ts'
import type { PluginSet } from '../host/plugins/plugin-set.ts'
import { pointRegistryOf } from '../host/points/point-registry.ts'
import { buildErrorRegistry } from '../plugin-host/error-registry.ts'
import { type Finding, hint } from './finding.ts'

/** A set of plugins that loads, over a database that fits it. */
export interface WorkLook {
  readonly access: DatabaseAccess
  readonly set: PluginSet
}

/** How everything does that runs by itself: what the desk's page of health shows, without a server. */
export async function lookAtWork({ access, set: { plugins } }: WorkLook): Promise<Finding[]> {
  const errors = buildErrorRegistry(plugins)
  const database = openDatabase(access)
  const findings: Finding[] = []
  try {
    for (const { value } of pointRegistryOf(plugins).additionsTo<HealthCheck>('health.check')) {
      const refusals = await database.appAll
        .transaction((trx) => value.look(trx))
        .catch(() => [
          { code: 'host.health_not_seen' as const, facts: { check: value.name, plugin: value.name } },
        ])
      for (const { code, facts = {} } of refusals) {
        const mend = `Start the server, and see ${value.mend ?? '/host/health'} at the desk.`
        findings.push(hint(value.name, errors.sentence(code, facts), mend))
      }
    }
    return findings
  } finally {
    await database.close()
  }
}
