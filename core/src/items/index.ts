import { definePlugin } from '@stowage/sdk'
import { itemImport } from './import-items.ts'
import { itemErrors } from './item.errors.ts'
import { itemList } from './item.list.ts'
import { itemMessages } from './item.messages.ts'
import { itemRoutes } from './item.routes.ts'
import { createItemService } from './item.service.ts'
import { lotImport } from './lots/import-lots.ts'
import { lotList } from './lots/lot.list.ts'
import { levelImport } from './packaging-levels/import-levels.ts'

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
    'items.item.read': 'See items and their packaging levels',
    'items.item.write': 'Create and change items, and their packaging levels',
    'items.lot.read': 'See lots',
    'items.lot.write': 'Create and change lots',
  },
  adds: {
    import: [itemImport, lotImport, levelImport],
    search: [
      {
        name: 'items',
        title: 'Items',
        permission: 'items.item.read',
        list: itemList.declaration,
        label: 'sku',
        detail: 'name',
        to: '/items/{id}/show',
      },
      {
        name: 'lots',
        title: 'Lots',
        permission: 'items.lot.read',
        list: lotList.declaration,
        label: 'name',
        detail: 'itemName',
        to: '/lots/{id}/show',
      },
    ],
  },
  errors: itemErrors,
  messages: itemMessages,
  services: () => ({ items: createItemService() }),
  routes: ({ services }) => itemRoutes(services.items),
  invariants: [
    {
      id: 'items.lots_and_levels_are_their_items_owners',
      sentence: 'Every lot and packaging level belongs to the owner of its item.',
      offendingRows: `select x.id, x.name from (select id, item, owner, name from items.lot
                         union all select id, item, owner, name from items.packaging_level) x
                       join items.item i on i.id = x.item where i.owner is distinct from x.owner`,
    },
    {
      id: 'items.the_book_of_gtins_is_complete',
      sentence: 'Every GTIN of an item or a packaging level in use stands in the book, and nothing else.',
      offendingRows: `with wanted as (select gtin14, owner, id as item, null::uuid as level from items.item
                                       where gtin14 is not null
                                      union all select gtin14, owner, item, id from items.packaging_level
                                       where gtin14 is not null and is_active),
                           booked as (select gtin14, owner, item, level from items.gtin)
                       (select * from wanted except select * from booked)
                       union all (select * from booked except select * from wanted)`,
    },
    {
      id: 'items.quantities_are_multiples_of_the_step',
      sentence: 'Every balance is a multiple of its item’s step.',
      offendingRows: `select i.sku, b.bucket, b.on_hand, i.step from ledger.balance b
                       join items.item i on i.id = b.item
                       where mod(b.on_hand, i.step) <> 0`,
    },
  ],
})
