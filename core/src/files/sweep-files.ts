import { systemActor } from '../access/system-actor.ts'
import { recordChanges } from '../audit/record-change.ts'
import type { Database } from '../database/database.ts'
import { type ContentFolder, openContentFolder } from './content-folder.ts'

const BATCH = 1000
const MAXIMUM_BATCHES = 100

/**
 * Takes files off the list that nothing has kept for a day, then contents off the disk that are on no list.
 * @returns how many of each
 */
export async function sweepFiles(
  database: Database,
  folder: string,
): Promise<{ expired: number; removed: number }> {
  let expired = 0
  for (let batch = 0; batch < MAXIMUM_BATCHES; batch++) {
    const count = await expireOnce(database)
    expired += count
    if (count < BATCH) break
  }
  return { expired, removed: await removeUnlisted(database, openContentFolder(folder)) }
}

function expireOnce(database: Database): Promise<number> {
  return database.transaction(systemActor, async (trx) => {
    const { rows } = await trx.raw<{ rows: { id: string; name: string; owner: number }[] }>(
      `delete from host.file where id in (
         select f.id from host.file f where f.created_at < now() - interval '1 day'
           and not exists (select from host.file_reference r where r.file = f.id)
          order by f.created_at limit ?)
       returning id, name, owner`,
      [BATCH],
    )
    const changes = rows.map(({ id, name, owner }) => ({
      entity: 'host.file',
      id,
      owner,
      action: 'expire',
      before: { name },
    }))
    await recordChanges(trx, { actor: systemActor }, changes)
    return rows.length
  })
}

function removeUnlisted(database: Database, folder: ContentFolder): Promise<number> {
  return folder.sweep((ids) =>
    database.transaction(systemActor, async (trx) => {
      const rows = await trx('host.file')
        .whereIn('id', [...ids])
        .select('id')
      return new Set(rows.map(({ id }) => id as string))
    }),
  )
}
