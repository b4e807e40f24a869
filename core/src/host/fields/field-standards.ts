import type { PluginDeclaration } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { extensionsOf } from './extensions.ts'
import { beginWithStandards, type FieldStandards } from './field-writes.ts'

type Values = Readonly<Record<string, unknown>>

/** A database in whose transactions new rows begin with the defaults of their fields. */
export function withFieldStandards(
  database: Database,
  plugins: readonly PluginDeclaration[],
  fieldsNumber: number,
): Database {
  const given: FieldStandards = { byEntity: standardsOf(plugins), fieldsNumber }
  if (given.byEntity.size === 0) return database
  return {
    ...database,
    transaction: (actor, work) =>
      database.transaction(actor, (trx) => {
        beginWithStandards(trx, given)
        return work(trx)
      }),
  }
}

function standardsOf(plugins: readonly PluginDeclaration[]): FieldStandards['byEntity'] {
  const found = new Map<string, Record<string, Values>>()
  for (const [entity, extensions] of extensionsOf(plugins)) {
    for (const { plugin, fields } of extensions) {
      const own = fields.flatMap(({ name, schema }) =>
        'default' in schema ? [[name, (schema as { default: unknown }).default] as const] : [],
      )
      if (own.length > 0) found.set(entity, { ...found.get(entity), [plugin]: Object.fromEntries(own) })
    }
  }
  return found
}
