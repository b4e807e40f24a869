import { type AdminResource, Reference } from '@stowage/sdk'
import { Type } from 'typebox'

const Id = Type.String({ format: 'uuid' })
const Quantity = (title: string, description = 'Base units') => Type.Number({ title, description })
const QuantityOrNull = (title: string, description = 'Base units') =>
  Type.Union([Type.Number(), Type.Null()], { title, description })

/** What stands below its reorder point at a site. */
export const ShortageRow = Type.Object({
  id: Id,
  item: Type.Object({
    id: Reference('items', { title: 'Item' }),
    sku: Type.String({ title: 'SKU' }),
    name: Type.String(),
    baseUnit: Type.String(),
  }),
  site: Type.Object({ id: Id, code: Type.String({ title: 'Site' }) }),
  minimum: Quantity('Minimum'),
  target: QuantityOrNull('Fill up to'),
  available: Quantity('Available'),
  missing: Quantity('Missing to the minimum'),
  proposed: QuantityOrNull(
    'Proposed',
    'How much to reorder, as it was decided when it began to run short or was asked for again',
  ),
  decision: Type.Union([Id, Type.Null()], { description: 'The decision that says why' }),
})

/** Its list at the desk, the worst first. */
export const shortageScreens: AdminResource = {
  title: 'Shortage',
  titlePlural: 'Shortages',
  path: 'shortages',
  row: ShortageRow,
  columns: ['item.sku', 'item.id', 'site.code', 'available', 'minimum', 'missing', 'target', 'proposed'],
  permissions: { read: 'inventory.reorder_point.read' },
  menu: { group: 'Stock', icon: 'trending-down' },
}
