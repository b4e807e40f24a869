import { definePlugin, Secret } from '@stowage/sdk'
import { Type } from 'typebox'
import { carrierRoutes } from './carrier.routes.ts'
import { Carrier, CarrierPatch, NewCarrier } from './carrier.schemas.ts'

/** A plugin with a resource that the desk draws, a slot, a page, and a slot that breaks. */
export function deliveryPlugin(entry: URL, version = '0.1.0') {
  return definePlugin({
    name: 'delivery',
    version,
    title: 'Delivery',
    requires: { plugins: { locations: '^0.1.0' } },
    migrations: new URL('./migrations/', import.meta.url),
    tables: { carrier: { rows: 'house', write: 'routes' } },
    permissions: {
      'delivery.carrier.read': 'See carriers',
      'delivery.carrier.write': 'Create and change carriers',
      'delivery.board.read': 'See the board',
    },
    errors: { 'delivery.name_taken': { status: 409, message: 'There is a carrier {name} already.' } },
    settings: {
      schema: Type.Object(
        {
          mostStops: Type.Integer({ title: 'Most stops of a tour', minimum: 1, maximum: 60, default: 25 }),
          token: Type.Optional(Secret({ title: 'Token of the map', maxLength: 100 })),
        },
        { additionalProperties: false },
      ),
    },
    routes: () => carrierRoutes,
    admin: {
      resources: {
        carriers: {
          title: 'Carrier',
          titlePlural: 'Carriers',
          path: 'carriers',
          row: Carrier,
          create: NewCarrier,
          update: CarrierPatch,
          permissions: { read: 'delivery.carrier.read', write: 'delivery.carrier.write' },
          columns: [
            'name',
            'mode',
            'maxWeight',
            'stops',
            'isActive',
            'contractUntil',
            'site',
            'contact.person',
          ],
          menu: { group: 'Out' },
        },
      },
      slots: [
        { slot: 'items.item.show', component: 'ItemPanel', permission: 'delivery.carrier.read' },
        { slot: 'items.item.show', component: 'BrokenPanel' },
      ],
      pages: [
        {
          path: 'board',
          title: 'Board',
          component: 'Board',
          permission: 'delivery.board.read',
          menu: { group: 'Out' },
        },
      ],
      entry,
    },
  })
}
