import { definePlugin } from '@stowage/sdk'
import { Type } from 'typebox'
import { allocationGuard, issueGuard } from './src/kept-guards.js'
import { keptPlace } from './src/kept-place.js'
import { messages } from './src/messages.js'

/** What lies in some places is kept for loyalty customers: nobody else gets it allocated or issued. */
export default definePlugin({
  name: 'loyalty-hold',
  version: '0.1.0',
  title: 'Loyalty hold',
  requires: { platform: '^0.1.0', plugins: { items: '^0.1.0', locations: '^0.1.0', ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { kept_place: { rows: 'house', write: 'routes' } },
  settings: {
    schema: Type.Object({
      loyalDemands: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        title: 'Demands of loyalty customers',
        description: 'The kinds of demands, and the types of sources, that get what is kept',
        maxItems: 20,
        default: ['loyalty_order'],
      }),
    }),
  },
  permissions: {
    'loyalty-hold.place.read': 'See which places are kept for loyalty customers',
    'loyalty-hold.place.write': 'Say which places are kept for loyalty customers',
    'loyalty-hold.place.override': 'Give to others what is kept for loyalty customers',
  },
  errors: {
    'loyalty-hold.place_taken': {
      status: 409,
      message: 'This place is kept already for this item; change that row.',
    },
    'loyalty-hold.kept': {
      status: 422,
      message:
        'What lies in {location} is kept for loyalty customers, and this is for {demand}; ' +
        'take it from another place.',
    },
    'loyalty-hold.kept_from_unnamed': {
      status: 422,
      message:
        'What lies in {location} is kept for loyalty customers, and this says not for whom it is; ' +
        'name the document it is for, or take it from another place.',
    },
  },
  messages,
  resources: { kept_place: keptPlace },
  allocation: { guard: allocationGuard },
  ledger: { guard: issueGuard },
  invariants: [
    {
      id: 'loyalty-hold.kept_places_keep_stock',
      sentence: 'Only places that have balances are kept for somebody.',
      offendingRows: `select k.id, l.code from "loyalty-hold".kept_place k
                        join stock.location l on l.id = k.location where not l.balanced`,
    },
  ],
})
