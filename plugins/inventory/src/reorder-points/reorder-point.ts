import { Reference, type ResourceDeclaration, refuse } from '@stowage/sdk'
import { Type } from 'typebox'

const Quantity = (title: string, description: string) =>
  Type.Number({ minimum: 0, maximum: 999_999_999, multipleOf: 0.000001, title, description })

/** From how much on an item is to be reordered at a site. */
export const reorderPoint: ResourceDeclaration = {
  title: 'Reorder point',
  titlePlural: 'Reorder points',
  path: '/reorder-points',
  members: Type.Object({
    item: Reference('items', { title: 'Item' }),
    site: Reference('sites', { title: 'Site' }),
    minimum: Quantity('Minimum', 'Base units; with less available than this, it runs short'),
    target: Type.Optional(Quantity('Fill up to', 'Base units; how much there should be after a delivery')),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 500, title: 'Note' })),
  }),
  fixed: ['item', 'site'],
  permissions: { read: 'inventory.reorder_point.read', write: 'inventory.reorder_point.write' },
  taken: { reorder_point_key: 'inventory.reorder_point_taken' },
  menu: { group: 'Stock', icon: 'repeat' },
  removable: true,
  async check({ values: { minimum, target }, trx, services }) {
    if (typeof target === 'number' && target < (minimum as number)) {
      throw refuse('inventory.target_below_minimum', { minimum, target }, '/target')
    }
    await services.inventory.lookSoon(trx)
  },
}
