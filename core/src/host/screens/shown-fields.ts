import type { Actor } from '@stowage/sdk'
import { type TObject, Type } from 'typebox'
import { mayUse } from '../../http/may-use.ts'
import { hiddenFrom, restrictedIn, schemaWithout } from '../../http/restricted-fields.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import { type Extension, extensionsOf } from '../fields/extensions.ts'
import { inWordsOf, REQUIRED } from '../fields/field-words.ts'
import type { ShownFields } from './screens.schemas.ts'

interface Reader {
  readonly actor: Pick<Actor, 'permissions'>
  readonly language: string
}

/** What plugins and administrators keep on rows that this reader may see, in his language. */
export function shownFieldsFor(
  { actor, language }: Reader,
  { plugins, entities }: Pick<Kernel, 'plugins' | 'entities'>,
): ShownFields[] {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  return [...extensionsOf(plugins)].flatMap(([entity, extensions]) => {
    const known = entities.get(entity)
    if (known === undefined || (known.permission && !mayUse(actor, known.permission))) return []
    return extensions.flatMap((extension) => {
      const schema = objectOf(extension)
      const seen = schemaWithout(schema, hiddenFrom(actor, restrictedIn(schema)))
      if (Object.keys(seen.properties).length === 0) return []
      const plugin = byName.get(extension.plugin)!
      const shown = { plugin: plugin.name, title: plugin.title ?? plugin.name, entity, path: known.path }
      return [inLanguage(plugin, language, { ...shown, schema: inWordsOf(seen, language) })]
    })
  })
}

/** Only what `x-required` names has to be said, whatever the plugin's own schema makes of it. */
function objectOf({ fields }: Extension): TObject {
  const members = fields.map(({ name, schema, isRequired }) => {
    const { [REQUIRED]: _, ...plain } = schema as unknown as Record<string, unknown>
    return [name, isRequired ? plain : Type.Optional(plain as never)]
  })
  return Type.Object(Object.fromEntries(members))
}
