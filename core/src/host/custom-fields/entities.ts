import type { PluginDeclaration } from '@stowage/sdk'
import { inLanguage } from '../../plugin-host/messages.ts'
import { adminResourcesOf } from '../../plugin-host/resources/resource-screens.ts'
import type { ExtensibleEntities } from '../fields/extend-routes.ts'

/** Records that fields can be given to. */
export interface NamedEntity {
  readonly entity: string
  readonly title: string
  readonly path: string
}

/** All of them, called as their plugin calls them in a language, in the order of these titles. */
export function namedEntities(
  entities: ExtensibleEntities,
  plugins: readonly PluginDeclaration[],
  language: string,
): NamedEntity[] {
  const named = [...entities].map(([entity, { path }]) => {
    const [room, noun] = entity.split('.') as [string, string]
    const plugin = plugins.find(({ name }) => name === room)
    const title =
      plugin && Object.hasOwn(adminResourcesOf(plugin), noun) && adminResourcesOf(plugin)[noun]!.title
    const words = { title: title || inWords(noun) }
    return { entity, path, title: plugin ? inLanguage(plugin, language, words).title : words.title }
  })
  return named.sort((one, other) => one.title.localeCompare(other.title, language))
}

/** `handling_unit` is a handling unit. */
function inWords(noun: string): string {
  const words = noun.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
