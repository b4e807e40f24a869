import pg from 'pg'

/**
 * Takes back what a plugin's migrations made, where it never came to be on: whoever mends it begins anew,
 * also with the files that had run. What was on once keeps what it has, as any plugin that is off.
 * @param client the connection that holds the lock of all changes, of the role that owns all tables
 */
export async function takeBackTables(client: pg.Client, plugin: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query("set local lock_timeout = '5s'")
    const { rowCount } = await client.query(
      `update host.plugin set complete_to = 0
        where name = $1 and not is_enabled and enabled_at is null and first_enabled_at is null`,
      [plugin],
    )
    if (rowCount === 1) {
      const { rows } = await client.query('delete from core.migration where plugin = $1 returning id', [
        plugin,
      ])
      if (rows.length > 0) await client.query(`drop schema if exists ${pg.escapeIdentifier(plugin)} cascade`)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
