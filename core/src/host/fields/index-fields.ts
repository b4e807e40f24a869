import { createHash } from 'node:crypto'
import type { PluginDeclaration } from '@stowage/sdk'
import type pg from 'pg'
import { extensionsOf, fieldSql } from './extensions.ts'

/** Makes an index for each field that lists can be filtered or sorted by. Safe to run again. */
export async function indexFields(client: pg.ClientBase, plugin: PluginDeclaration): Promise<void> {
  if (plugin.fields === undefined) return
  for (const [entity, extensions] of extensionsOf([plugin])) {
    for (const field of extensions.flatMap(({ fields }) => fields)) {
      if (!field.isFilterable && !field.isSortable) continue
      const name = `${plugin.name} ${entity} ${field.name} ${field.type}`
      const digest = createHash('sha256').update(name).digest('hex').slice(0, 16)
      // Names and entity were held against their patterns, so they can stand in the text.
      await client.query(
        `create index if not exists field_value_${digest} on host.field_value (${fieldSql('', field)}, id)
          where entity = '${entity}' and plugin = '${plugin.name}'`,
      )
    }
  }
}
