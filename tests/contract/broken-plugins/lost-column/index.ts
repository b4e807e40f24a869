import { definePlugin, Type } from '@stowage/sdk'

/** The code that it is refused with, and words of the sentence that tells how to mend it. */
export const refused = { code: 'plugin.column_missing', says: 'the column most_weight of its table rack' }

/** A member of its resource has no column in the table, and the first request would have failed by it. */
export default definePlugin({
  name: 'lost-column',
  version: '0.1.0',
  migrations: new URL('./migrations/', import.meta.url),
  tables: { rack: { rows: 'house', write: 'routes' } },
  permissions: { 'lost-column.rack.read': 'See racks', 'lost-column.rack.write': 'Set up racks' },
  resources: {
    rack: {
      title: 'Rack',
      titlePlural: 'Racks',
      path: '/racks',
      members: Type.Object({ mostWeight: Type.Number({ title: 'Most weight' }) }),
      permissions: { read: 'lost-column.rack.read', write: 'lost-column.rack.write' },
    },
  },
})
