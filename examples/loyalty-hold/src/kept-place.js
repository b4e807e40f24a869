import { Reference } from '@stowage/sdk'
import { Type } from 'typebox'

/**
 * A place whose stock is kept, of one item or of all.
 * @type {import('@stowage/sdk').ResourceDeclaration}
 */
export const keptPlace = {
  title: 'Kept place',
  titlePlural: 'Kept places',
  path: '/places',
  members: Type.Object({
    location: Reference('locations', { title: 'Location' }),
    item: Type.Optional(
      Reference('items', { title: 'Item', description: 'Left out, all that lies there is kept' }),
    ),
    note: Type.Optional(Type.String({ title: 'Note', minLength: 1, maxLength: 500 })),
  }),
  fixed: ['location', 'item'],
  permissions: { read: 'loyalty-hold.place.read', write: 'loyalty-hold.place.write' },
  taken: { kept_place_key: 'loyalty-hold.place_taken' },
  menu: { group: 'Loyalty' },
  removable: true,
}
