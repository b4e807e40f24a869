import { createHash } from 'node:crypto'
import type { PluginDeclaration } from '@stowage/sdk'
import type pg from 'pg'
import { type Extension, type ExtensionField, extensionsOf, fieldSql } from './extensions.ts'

/** Makes an index for each field that lists can be filtered by value or sorted by. Safe to run again. */
export async function indexFields(client: pg.ClientBase, plugin: PluginDeclaration): Promise<void> {
  for (const { name, entity, field } of indexesOf(plugin)) {
    const sql = fieldSql('', field)
    const of = field.type === 'texts' ? `using gin (${sql} jsonb_path_ops)` : `(${sql}, id)`
    // Names and entity were held against their patterns, so they can stand in the text.
    await client.query(
      `create index if not exists ${name} on host.field_value ${of}
        where entity = '${entity}' and plugin = '${plugin.name}'`,
    )
  }
}

/** Takes the indexes of a plugin's fields away. */
export async function dropFieldIndexes(client: pg.ClientBase, plugin: PluginDeclaration): Promise<void> {
  for (const { name } of indexesOf(plugin)) await client.query(`drop index if exists host.${name}`)
}

interface FieldIndex extends Pick<Extension, 'entity'> {
  readonly name: string
  readonly field: ExtensionField
}

function indexesOf(plugin: PluginDeclaration): FieldIndex[] {
  return [...extensionsOf([plugin]).values()].flat().flatMap(({ entity, fields }) =>
    fields
      .filter(({ filter, isSortable, type }) => isSortable || filter === true || (filter && type === 'texts'))
      .map((field) => {
        const name = `${plugin.name} ${entity} ${field.name} ${field.type}`
        const digest = createHash('sha256').update(name).digest('hex').slice(0, 16)
        return { name: `field_value_${digest}`, entity, field }
      }),
  )
}
