import { type PluginScreens, resourceName, type ScreenResource } from '../plugin-screens/manifest.ts'
import { fieldAt } from './field-shape.ts'

/** What each drawn screen is drawn from. */
export interface Drawn {
  readonly plugin: PluginScreens
  readonly resource: ScreenResource
}

/** Where the list of a drawn resource is. */
export function listAddress({ plugin, resource }: Drawn): string {
  return `/${resourceName(plugin.name, resource.name)}`
}

/** What a row is called: its first column, in text. */
export function nameOfRow({ resource }: Drawn, row: object): string {
  const first = resource.columns[0] ?? 'id'
  // An id of something else is no name.
  if (fieldAt(resource.row, first)?.kind === 'reference') return resource.title
  const path = first.split('.')
  const value = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], row)
  return value === null || value === undefined || value === '' ? resource.title : String(value)
}

/** The value at a place such as `contact.person`. */
export function valueAt(row: object, source: string): unknown {
  return source.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], row)
}
