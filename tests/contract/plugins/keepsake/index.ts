import { definePlugin, Secret } from '@stowage/sdk'
import { Type } from 'typebox'

/** A plugin that keeps something everywhere: a table, a field, settings, a cursor. */
export default definePlugin({
  name: 'keepsake',
  version: '0.1.0',
  requires: { plugins: { items: '^0.1.0', ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { thing: { rows: 'house' } },
  settings: {
    schema: Type.Object({
      colour: Type.String({ default: 'red' }),
      token: Type.Optional(Secret()),
    }),
  },
  fields: { 'items.item': Type.Object({ shelf: Type.String() }) },
  on: { 'ledger.movement.posted@1': { from: 'enabled', async run() {} } },
})
