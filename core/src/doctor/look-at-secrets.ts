import { readHomeKeys } from '../backup/keys.ts'
import type { DatabaseAccess } from '../database/database-access.ts'
import { keysIn } from '../home/secret-key.ts'
import { asOwner } from '../host/plugins/plugin-set.ts'
import { secretKeyIds } from '../host/secrets/secret-box.ts'
import type { Settings } from '../settings.ts'
import { type Finding, fault } from './finding.ts'

/** Every secret names the key that it was sealed with, behind its version: `v1.<key>.…`. */
const SEALED_WITH = `
  select key, string_agg(distinct plugin, ', ' order by plugin) as plugins
    from (select plugin, split_part(value, '.', 2) as key
            from (select plugin, secrets from host.setting_value
                  union all select plugin, secrets from host.setting_instance) kept
           cross join jsonb_each_text(secrets)
          union all select plugin, split_part(secret, '.', 2)
            from host.program where secret like 'v1.%') sealed
   group by key order by key`

/** Whether the home still has the key that secrets in the database were sealed with. */
export async function lookAtSecrets(settings: Settings, access: DatabaseAccess): Promise<Finding[]> {
  const keys = secretKeyIds(keysIn((await readHomeKeys(settings))['secret-key'] ?? ''))
  const rows = await asOwner(access, async (client) => {
    const { rows } = await client.query<{ key: string; plugins: string }>(SEALED_WITH)
    return rows
  })
  return rows
    .filter(({ key }) => !keys.includes(key))
    .map(({ key, plugins }) =>
      fault(
        'secret-key',
        `Secrets of ${plugins} were sealed with the key ${key}, and this home has ` +
          `${keys.length === 0 ? 'none' : `the key ${keys.join(' and ')}`}: nobody can read them.`,
        `Put that key back into ${settings.STOWAGE_HOME}/secret-key (from a backup made ` +
          '--with-keys), or type the secrets anew at the desk.',
      ),
    )
}
