import type { Addition, PluginDeclaration, SearchAddition } from '@stowage/sdk'
import { restrictedIn } from '../../http/restricted-fields.ts'
import { shapeOfResource } from './resource-shape.ts'

/** The resources that name members to search are searched with all else, without being added anywhere. */
export function searchedResources(plugins: readonly PluginDeclaration[]): Addition<SearchAddition>[] {
  return plugins.flatMap((plugin) =>
    Object.entries(plugin.resources ?? {}).flatMap(([table, resource]) => {
      const { titlePlural, permissions, members } = resource
      const open =
        resource.search?.filter((name) => restrictedIn(members.properties[name]).length === 0) ?? []
      if (open[0] === undefined) return []
      const { list } = shapeOfResource(
        plugin.name,
        table,
        { ...resource, search: open },
        plugin.tables?.[table],
      )
      const value = { name: table, title: titlePlural, permission: permissions.read, list, label: open[0] }
      return [{ plugin: plugin.name, value }]
    }),
  )
}
