import type { PluginDeclaration } from '@stowage/sdk'
import { extensionsOf } from '../host/fields/extensions.ts'
import { type RestrictedField, restrictedIn } from '../http/restricted-fields.ts'

/**
 * What it takes to see retired fields and plugins that are off, whose permissions are off too: everything.
 */
const ALL = '*'

/** What the audit may not show to everybody, by the kind of row. */
export interface ConcealedChanges {
  readonly permissions: readonly string[]
  /**
   * The SQL of `before` or `after` for whoever lacks these permissions: restricted fields are taken out, and
   * so is whatever belongs to a plugin that is off.
   */
  column(name: string, missing: ReadonlySet<string>): string
}

/** Gathers the restricted fields of all plugins that are on. */
export function concealedChanges(plugins: readonly PluginDeclaration[]): ConcealedChanges {
  const restricted = restrictedByEntity(plugins)
  const names = plugins.map(({ name }) => `'${name}'`).join(', ')
  const permissions = new Set([...restricted.values()].flat().map(({ permission }) => permission))
  return {
    permissions: [...permissions, ALL],
    column(name, missing) {
      const cases = [...restricted].flatMap(([entity, fields]) => {
        const hidden = fields.filter(({ permission }) => missing.has(permission))
        if (hidden.length === 0) return []
        // Names were held against their patterns, so they can stand in the text.
        const cuts = hidden.map(({ path }) => ` #- '{${path.join(',')}}'`).join('')
        return [`when '${entity}' then ${name}${cuts}`]
      })
      const seen = cases.length === 0 ? name : `case c.entity ${cases.join(' ')} else ${name} end`
      const known = `select coalesce(jsonb_object_agg(e.key, e.value), '{}')
                       from jsonb_each(${seen} -> 'fields') e
                      where e.key in (${names})`
      return `(case when split_part(c.entity, '.', 1) not in (${names}) then null
                    when jsonb_typeof(${name} -> 'fields') = 'object'
                    then jsonb_set(${seen}, '{fields}', (${known})) else ${seen} end)`
    },
  }
}

function restrictedByEntity(plugins: readonly PluginDeclaration[]): Map<string, RestrictedField[]> {
  const found = new Map<string, RestrictedField[]>()
  const add = (entity: string, fields: readonly RestrictedField[]) => {
    if (fields.length > 0) found.set(entity, [...(found.get(entity) ?? []), ...fields])
  }
  for (const { name, resources = {} } of plugins) {
    for (const [table, { members }] of Object.entries(resources))
      add(`${name}.${table}`, restrictedIn(members))
  }
  for (const [entity, extensions] of extensionsOf(plugins)) {
    for (const { plugin, fields, hidden } of extensions) {
      add(
        entity,
        hidden.map((name) => ({ path: ['fields', plugin, name], permission: ALL })),
      )
      const restricted = fields.flatMap(({ name, schema }) =>
        restrictedIn(schema).map(({ path, permission }) => ({
          path: ['fields', plugin, name, ...path],
          permission,
        })),
      )
      add(entity, restricted)
    }
  }
  return found
}
