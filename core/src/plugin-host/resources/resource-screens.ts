import type { AdminResource, PluginDeclaration } from '@stowage/sdk'
import { shapeOfResource } from './resource-shape.ts'

type Screens = Readonly<Record<string, AdminResource>>

/** Every desk asks for its screens again and again, and a declaration never changes. */
const known = new WeakMap<PluginDeclaration, Screens>()

/** Every resource that has screens: those of a plugin's tables come of themselves, by the table's name. */
export function adminResourcesOf(plugin: PluginDeclaration): Screens {
  const screens = known.get(plugin) ?? makeScreens(plugin)
  known.set(plugin, screens)
  return screens
}

function makeScreens(plugin: PluginDeclaration): Screens {
  const ofTables = Object.entries(plugin.resources ?? {}).map(([table, resource]) => {
    const { title, titlePlural, path, permissions, menu, members } = resource
    const { row, create, change } = shapeOfResource(plugin.name, table, resource, plugin.tables?.[table])
    const screen: AdminResource = {
      title,
      titlePlural,
      path: path.slice(1),
      row,
      create,
      update: change,
      permissions,
      columns: Object.keys(members.properties),
      ...(menu && { menu }),
    }
    return [table, screen] as const
  })
  return { ...Object.fromEntries(ofTables), ...plugin.admin?.resources }
}
