import type { PluginDeclaration, Services, Transaction } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import { giveAlong } from '../../access/roles/give-along.ts'
import type { Database } from '../../database/database.ts'
import { addPluginDemos } from '../../demo/plugin-demos.ts'
import { isSetChanged } from '../../ledger/posting/posting-failure.ts'
import { noteFault } from './change-told.ts'
import { enabledOf } from './lifecycle-step.ts'

/** Beside each plugin's own name: whoever takes its first step holds this. */
const FIRST_STEP_LOCK = 7_261_022

/** What a first step works with. */
export interface FirstStep {
  readonly database: Database
  readonly log: FastifyBaseLogger
  readonly plugin: PluginDeclaration
  /** Of a set that the plugin is in. */
  readonly services: Services
}

/**
 * What a plugin does once, when it has come for the first time; where it was done already, nothing. Whoever
 * switches the plugin on does it; if he is killed before it, a node that sees it left undone. A plugin whose
 * first step fails stays on and says so.
 */
export async function takeFirstStep({ database, log, plugin, services }: FirstStep): Promise<void> {
  const { name } = plugin
  try {
    await database.appAll.transaction(async (trx) => {
      const lock = 'select pg_try_advisory_xact_lock(hashtextextended(?, ?)) as is_ours'
      const { rows } = await trx.raw(lock, [name, FIRST_STEP_LOCK])
      if (!rows[0].is_ours) return
      const [isFirst] = await trx('host.plugin')
        .where({ name, is_enabled: true })
        .whereNull('first_enabled_at')
        .update({ first_enabled_at: trx.fn.now() })
        .returning('name')
      if (isFirst === undefined) return
      await step(trx, { plugin, services })
    })
  } catch (err) {
    log.error({ err, plugin: name }, 'a plugin is on, and what it does at first failed')
    const detail = err instanceof Error ? err.message : String(err)
    await noteFault(database.appAll, name, { code: 'host.lifecycle_failed', detail })
  }
}

/**
 * Whether the first step would succeed: it is taken, and taken back, while the plugin is off, so that one
 * which fails is not switched on. What it posts is of the set to come, and is left to the step itself.
 * @throws HostError `host.lifecycle_failed`
 */
export async function tryFirstStep({ database, plugin, services }: Omit<FirstStep, 'log'>): Promise<void> {
  const { enabled, demo } = plugin.lifecycle ?? {}
  if (enabled === undefined && demo === undefined) return
  const isNew = await database.appAll('host.plugin').where({ name: plugin.name, first_enabled_at: null })
  if (isNew.length === 0) return
  const trx = await database.appAll.transaction()
  try {
    await step(trx, { plugin, services })
  } catch (error) {
    if (!isSetChanged((error as Error).cause)) throw error
  } finally {
    await trx.rollback()
  }
}

async function step(
  trx: Transaction,
  { plugin, services }: Pick<FirstStep, 'plugin' | 'services'>,
): Promise<void> {
  const giving = (permission: string, having: string) =>
    giveAlong(trx, { plugin: plugin.name, permission, having })
  await enabledOf(plugin, { trx, services, giveAlong: giving })
  await addPluginDemos({ trx, services, plugins: [plugin] })
}
