import { Reference, type ResourceDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'

/** How much of an item may leave at once. */
export const limit: ResourceDeclaration = {
  title: 'Limit',
  titlePlural: 'Limits',
  path: '/limits',
  members: Type.Object({
    item: Reference('items', { title: 'Item' }),
    largest: Type.Number({
      title: 'Largest quantity',
      description: 'Base units that may leave by one movement',
      minimum: 0,
      maximum: 999_999_999,
    }),
    note: Type.Optional(Type.String({ title: 'Note', minLength: 1, maxLength: 500 })),
  }),
  fixed: ['item'],
  permissions: { read: 'sample.limit.read', write: 'sample.limit.write' },
  taken: { limit_key: 'sample.limit_taken' },
  menu: { group: 'Sample' },
  removable: true,
}
