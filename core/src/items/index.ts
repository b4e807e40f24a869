import { definePlugin } from '@stowage/sdk'
import { itemErrors } from './item.errors.ts'
import { itemRoutes } from './item.routes.ts'
import { createItemService } from './item.service.ts'

/** What is kept: the items of each owner's catalogue. */
export default definePlugin({
  name: 'items',
  version: '0.1.0',
  title: 'Items',
  requires: { plugins: { access: '^0.1.0' } },
  migrations: new URL('../../migrations/items/', import.meta.url),
  tables: {
    item: { rows: { owner: 'owner' }, write: 'routes' },
    lot: { rows: { owner: 'owner' }, write: 'routes' },
    packaging_level: { rows: { owner: 'owner' }, write: 'routes' },
    gtin: { rows: { owner: 'owner' }, write: 'routes' },
  },
  permissions: {
    'items.item.read': 'See items',
    'items.item.write': 'Create and change items',
  },
  errors: itemErrors,
  services: () => ({ items: createItemService() }),
  routes: ({ services }) => itemRoutes(services.items),
  invariants: [
    {
      id: 'items.quantities_are_multiples_of_the_step',
      sentence: 'Every balance is a multiple of its item’s step.',
      offendingRows: `select i.sku, b.bucket, b.on_hand, i.step from ledger.balance b join items.item i on i.id = b.item
                       where mod(b.on_hand, i.step) <> 0`,
    },
  ],
})
