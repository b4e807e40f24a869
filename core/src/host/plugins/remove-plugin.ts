/*
 * A plugin is removed, with all that it kept:
 *   1. nobody else changes the set meanwhile: the lock of all changes is held from the beginning to the end;
 *   2. it is off, or it is refused;
 *   3. all that it kept is written into files, or nothing is removed;
 *   4. its schema, its fields, its settings and its cursors go.
 * Where its code is still found it comes back as a plugin that was never on; else nobody hears of it again.
 */
import { join } from 'node:path'
import { type PluginDeclaration, refuse } from '@stowage/sdk'
import pg from 'pg'
import { type Author, recordChange } from '../../audit/record-change.ts'
import type { Database } from '../../database/database.ts'
import { recoverInterrupted, takeChangeLock } from './change-lock.ts'
import { exportPlugin, type PluginExport } from './export-plugin.ts'

/** Who wants which plugin removed, and where its export goes. */
export interface RemoveOrder {
  readonly plugin: string
  readonly author: Author
  /** What is always on, and never removed. */
  readonly core: readonly PluginDeclaration[]
  /** In it each removed plugin gets a folder of its own. */
  readonly removedFolder: string
}

/**
 * Forgets a plugin that is off, after an export of all that it kept.
 * @returns where the export stands
 * @throws DomainError when there is no such plugin, it is on, or another change is under way
 */
export async function removePlugin(database: Database, order: RemoveOrder): Promise<PluginExport> {
  const { plugin, author, core, removedFolder } = order
  if (core.some(({ name }) => name === plugin)) throw refuse('host.plugin_of_core', { plugin })
  const client = await takeChangeLock(database)
  try {
    await recoverInterrupted(database, client)
    const row = await database
      .appAll('host.plugin')
      .where({ name: plugin })
      .first('id', 'is_enabled', 'version')
    if (row === undefined) throw refuse('host.plugin_not_known', { plugin })
    if (row.is_enabled) throw refuse('host.plugin_on', { plugin })
    const folder = join(removedFolder, `${plugin}-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`)
    const exported = await exportPlugin(client, { plugin, folder })
    await forget(client, plugin)
    await database.appAll.transaction(async (trx) => {
      await trx('host.cursor').where({ subscriber: plugin }).delete()
      const before = { plugin, version: row.version, ...exported }
      await recordChange(trx, { ...author, entity: 'host.plugin', id: row.id, action: 'remove', before })
    })
    return exported
  } finally {
    await client.end()
  }
}

async function forget(client: pg.Client, plugin: string): Promise<void> {
  await client.query('begin')
  await client.query("set local lock_timeout = '5s'")
  await client.query(`drop schema if exists ${pg.escapeIdentifier(plugin)} cascade`)
  await client.query('delete from core.migration where plugin = $1', [plugin])
  // What anybody kept on its rows goes with them.
  await client.query("delete from host.field_value where split_part(entity, '.', 1) = $1", [plugin])
  for (const table of ['field_value', 'setting_value', 'setting_instance']) {
    await client.query(`delete from host.${table} where plugin = $1`, [plugin])
  }
  await client.query('delete from host.plugin where name = $1 and not is_enabled', [plugin])
  await client.query('commit')
}
