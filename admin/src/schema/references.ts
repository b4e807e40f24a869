import type { Pickable } from '../pieces/entity-picker.tsx'
import {
  anyCompany,
  anyItem,
  anyLocation,
  anyLot,
  anyOwner,
  anyReason,
  anySite,
  anyStatus,
  anyUnit,
} from '../pieces/pickables.ts'
import { resourceName } from '../plugin-screens/manifest.ts'
import { usePluginScreens } from '../plugin-screens/use-plugin-screens.ts'

const ofCore: Readonly<Record<string, Pickable>> = {
  items: anyItem,
  lots: anyLot,
  locations: anyLocation,
  sites: anySite,
  owners: anyOwner,
  companies: anyCompany,
  reasons: anyReason,
  statuses: anyStatus,
  'handling-units': anyUnit,
}

/**
 * How the rows that a reference means are picked and named; nothing where this person's desk has no
 * such list.
 */
export function usePickable(reference: string | undefined): Pickable | undefined {
  const { plugins } = usePluginScreens()
  if (reference === undefined) return undefined
  if (ofCore[reference]) return ofCore[reference]
  const [pluginName, name] = reference.split('.')
  const plugin = plugins.find((known) => known.name === pluginName)
  const resource = plugin?.resources.find((known) => known.name === name)
  if (!plugin || !resource) return undefined
  const code = resource.columns[0] ?? 'id'
  const second = resource.columns[1]
  return {
    resource: resourceName(plugin.name, resource.name),
    code,
    ...(second && !second.includes('.') ? { name: second } : {}),
    ...(resource.query.q ? {} : { search: `${code}.contains`, isShort: true }),
  }
}
