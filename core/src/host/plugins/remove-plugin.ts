import { refuse } from '@stowage/sdk'
import pg from 'pg'
import { recordChange } from '../../audit/record-change.ts'
import type { Database } from '../../database/database.ts'
import type { ChangeOrder } from '../../plugin-host/plugin-runtime.ts'
import { asOwner } from './plugin-set.ts'

/**
 * Forgets a plugin that is off, with all that it kept: its schema goes. Where its code is still found it
 * comes back as a plugin that was never on.
 * @throws DomainError when there is no such plugin, or it is on
 */
export async function removePlugin(database: Database, { plugin, author }: ChangeOrder): Promise<void> {
  const row = await database
    .appAll('host.plugin')
    .where({ name: plugin })
    .first('id', 'is_enabled', 'version')
  if (row === undefined) throw refuse('host.plugin_not_known', { plugin })
  if (row.is_enabled) throw refuse('host.plugin_on', { plugin })
  await asOwner(database.access, async (client) => {
    await client.query('begin')
    await client.query("set local lock_timeout = '5s'")
    await client.query(`drop schema if exists ${pg.escapeIdentifier(plugin)} cascade`)
    await client.query('delete from core.migration where plugin = $1', [plugin])
    await client.query(
      `update host.plugin
          set complete_to = 0, first_enabled_at = null, hook_failures = 0, last_failure = null,
              last_error = null,
              updated_at = now()
        where name = $1 and not is_enabled`,
      [plugin],
    )
    await client.query('commit')
  })
  await database.appAll.transaction(async (trx) => {
    const before = { plugin, version: row.version }
    await recordChange(trx, { ...author, entity: 'host.plugin', id: row.id, action: 'remove', before })
  })
}
