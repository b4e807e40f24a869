import type { DatabaseAccess } from '../database/database-access.ts'
import { newId } from '../database/ids.ts'
import { asOwner } from '../host/plugins/plugin-set.ts'
import type { Manifest } from './manifest.ts'

/** A backup that was made. */
export interface MadeBackup {
  readonly folder: string
  readonly manifest: Manifest
}

/** Notes in the database that a backup of it was made, where it is so new as to have a table for that. */
export async function noteBackup(access: DatabaseAccess, { folder, manifest }: MadeBackup): Promise<void> {
  const { tables, files, madeAt, madeBy } = manifest
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0) + files.bytes
  await asOwner(access, async (client) => {
    const { rows } = await client.query<{ is_there: boolean }>(
      `select to_regclass('host.backup') is not null as is_there`,
    )
    if (rows[0]?.is_there !== true) return
    await client.query(
      'insert into host.backup (id, at, made_by, folder, bytes) values ($1, $2, $3, $4, $5)',
      [newId(), madeAt, madeBy, folder, bytes],
    )
  })
}
