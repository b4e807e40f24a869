import type { PluginDeclaration } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import { shortly } from './setting-values.ts'
import { settingsShapeOf } from './settings-shape.ts'

/** More than any deployment has: 200 set-ups and some hundreds of places for each of its plugins. */
const MAX_ROWS = 100_000

/**
 * Finds stored settings that a plugin's present schema does not take any more, as after an upgrade. A member
 * that the schema no longer has is no fault: nobody reads it.
 * @returns at most one fault for each plugin, which must then not start
 */
export async function unfitSettings(
  { appAll }: Database,
  plugins: readonly PluginDeclaration[],
): Promise<HostError[]> {
  const shapes = new Map(plugins.map((plugin) => [plugin.name, settingsShapeOf(plugin)]))
  const names = [...shapes].filter(([, shape]) => shape !== undefined).map(([name]) => name)
  if (names.length === 0) return []
  const { rows } = await appAll.raw<{
    rows: { plugin: string; place: string; said: Record<string, unknown> }[]
  }>(
    `select plugin, place, said from (
       select plugin, said, case scope when 'organisation' then 'the organisation'
              else 'the ' || scope || ' ' || place end as place from host.setting_value
       union all select plugin, said, 'the set-up "' || name || '"' from host.setting_instance) stored
      where plugin = any (?::text[]) order by plugin, place limit ${MAX_ROWS}`,
    [names],
  )
  const faults = new Map<string, HostError>()
  for (const { plugin, place, said } of rows) {
    for (const member of shapes.get(plugin)!.members.values()) {
      if (faults.has(plugin) || !Object.hasOwn(said, member.name)) continue
      const fault = member.isSecret ? undefined : member.faultOf(structuredClone(said[member.name]))
      if (fault === undefined) continue
      const { name, title } = member
      const sentence =
        `The setting "${title}" (${name}) of the plugin "${plugin}" stands at ${shortly(said[name])} ` +
        `for ${place}, which its present version does not take: ${fault.words}. ` +
        `Start with the former version of the plugin and change the setting there, ` +
        `or start without the plugin: --without ${plugin}.`
      faults.set(plugin, new HostError('host.settings_unfit', plugin, sentence))
    }
  }
  return [...faults.values()]
}
