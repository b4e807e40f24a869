import { systemActor } from '../access/system-actor.ts'
import type { Database } from '../database/database.ts'
import { DemoError } from '../demo/demo-error.ts'
import { changeSecrets, readSecrets } from '../home/home-secrets.ts'
import type { CommandContext } from './command.ts'
import type { Deployment } from './open-deployment.ts'
import { composeServices } from './with-platform.ts'

/** What happened to the demo business at a start. */
export type DemoState = 'loaded' | 'not wanted' | 'stopped'

/** A start that may want a demo. */
export interface DemoChance {
  readonly context: CommandContext
  readonly deployment: Deployment
  readonly database: Database
}

/**
 * Loads the generated business into an empty embedded database, or where `--demo` says so. A load that was
 * cut is finished by the next start; loading twice adds nothing.
 */
export async function ensureDemo({ context, deployment, database }: DemoChance): Promise<DemoState> {
  if (!(await isWanted({ context, deployment, database }))) return 'not wanted'
  const home = context.settings.STOWAGE_HOME
  if (deployment.isEmbedded) await changeSecrets(home, { isDemoUnfinished: true })
  let hasStopped = false
  void context.stopRequested.then(() => {
    hasStopped = true
  })
  try {
    const { loadDemo } = await import('../demo/load-demo.ts')
    const { progress } = context
    const services = composeServices(database, deployment.set)
    await loadDemo('warehouse', {
      services,
      database,
      plugins: deployment.set.plugins,
      actor: systemActor,
      progress,
      isStopped: () => hasStopped,
    })
  } catch (error) {
    if (error instanceof DemoError && error.code === 'demo.stopped') return 'stopped'
    throw error
  }
  if (deployment.isEmbedded) await changeSecrets(home, { isDemoUnfinished: false })
  return 'loaded'
}

async function isWanted({ context, deployment, database }: DemoChance): Promise<boolean> {
  if (context.options['no-demo'] === true) return false
  if (context.options.demo === true) return true
  if (!deployment.isEmbedded) return false
  const { isDemoUnfinished } = await readSecrets(context.settings)
  return isDemoUnfinished === true || isEmpty(database)
}

async function isEmpty(database: Database): Promise<boolean> {
  const { rows } = await database.appAll.raw(`
    select not exists (select from items.item) and not exists (select from locations.site)
       and not exists (select from ledger.movement) as is_empty`)
  return rows[0].is_empty
}
