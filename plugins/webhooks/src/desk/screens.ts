import type { AdminDeclaration } from '@stowage/sdk'
import { Delivery } from '../deliveries/delivery.schemas.ts'
import { Endpoint, EndpointPatch, NewEndpoint } from '../endpoints/endpoint.schemas.ts'

const read = 'webhooks.endpoint.read'

/** Lists and forms that the desk draws, and what is shown of one row by screens of our own. */
export const screens: Pick<AdminDeclaration, 'resources'> = {
  resources: {
    endpoints: {
      title: 'Webhook',
      titlePlural: 'Webhooks',
      path: 'endpoints',
      row: Endpoint,
      create: NewEndpoint,
      update: EndpointPatch,
      permissions: { read, write: 'webhooks.endpoint.write' },
      columns: ['name', 'url', 'isOn', 'owner', 'pending', 'dead', 'failingSince'],
      menu: { group: 'Set up', icon: 'webhook' },
      screens: { show: 'EndpointShow' },
    },
    deliveries: {
      title: 'Delivery',
      titlePlural: 'Deliveries of webhooks',
      path: 'deliveries',
      row: Delivery,
      permissions: { read },
      menu: { group: 'Set up', icon: 'upload' },
      screens: { list: 'Deliveries', show: 'DeliveryShow' },
    },
    'dead-letters': {
      title: 'Dead letter',
      titlePlural: 'Dead letters',
      path: 'dead-letters',
      row: Delivery,
      permissions: { read },
      menu: { group: 'Set up', icon: 'urgent' },
      screens: { list: 'DeadLetters', show: 'DeliveryShow' },
    },
  },
}
