import { definePlugin } from '@stowage/sdk'
import { SHORTAGE_BEGAN, SHORTAGE_ENDED, Shortage } from './contract.ts'
import { addReorderPoints } from './demo/reorder-points.ts'
import { messages } from './messages.ts'
import { shortagesTile, shortagesWait } from './src/desk/shortages-on-the-desk.ts'
import { byUse } from './src/proposals/by-use.ts'
import { fillUp } from './src/proposals/fill-up.ts'
import { proposalRoutes } from './src/proposals/proposal.routes.ts'
import { REORDER_QUANTITY, reorderQuantity } from './src/proposals/reorder-question.ts'
import { reorderPoint } from './src/reorder-points/reorder-point.ts'
import { shortageRoutes } from './src/shortages/shortage.routes.ts'
import { shortageScreens } from './src/shortages/shortage.schemas.ts'
import { createShortageWatch, type ShortageWatch } from './src/shortages/shortage-watch.ts'
import { watchMovements } from './src/shortages/watch-movements.ts'

declare module '@stowage/sdk' {
  interface Services {
    readonly inventory: ShortageWatch
  }
}

/** What runs short, and where: a reorder point for each item and site, and what stands below its own. */
export default definePlugin({
  name: 'inventory',
  version: '0.1.0',
  title: 'Inventory',
  suites: ['inventory'],
  requires: { platform: '^0.1.0', plugins: { items: '^0.1.0', locations: '^0.1.0', ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    reorder_point: { rows: { owner: 'owner' }, write: 'routes' },
    shortage: { rows: { owner: 'owner' }, write: 'routes' },
  },
  permissions: {
    'inventory.reorder_point.read': 'See reorder points, and what runs short',
    'inventory.reorder_point.write': 'Say from how much on an item is to be reordered',
  },
  errors: {
    'inventory.reorder_point_taken': {
      status: 409,
      message: 'This item has a reorder point at this site already; change that one.',
    },
    'inventory.runs_short': {
      status: 503,
      message: '{count} items are below their reorder point. Order them, or move some from another site.',
    },
    'inventory.target_below_minimum': {
      status: 422,
      message: 'Filling up to {target} would leave it below its minimum of {minimum}; raise the target.',
    },
  },
  messages,
  resources: { reorder_point: reorderPoint },
  routes: (context) => async (app) => {
    await app.register(shortageRoutes)
    await app.register(proposalRoutes(context))
  },
  admin: { resources: { shortages: shortageScreens } },
  opens: { [REORDER_QUANTITY]: reorderQuantity },
  adds: {
    [REORDER_QUANTITY]: [fillUp, byUse],
    'desk.waiting': [shortagesWait],
    'dashboard.tile': [shortagesTile],
  },
  services: (context) => ({ inventory: createShortageWatch(context) }),
  events: { [SHORTAGE_BEGAN]: Shortage, [SHORTAGE_ENDED]: Shortage },
  on: { 'ledger.movement.posted@1': watchMovements },
  jobs: {
    'inventory.watch': {
      title: 'Look what runs short',
      cron: '*/5 * * * *',
      run: ({ services, transaction }) => transaction((trx) => services.inventory.look(trx)),
    },
  },
  lifecycle: { demo: addReorderPoints },
  invariants: [
    {
      id: 'inventory.target_is_not_below_minimum',
      sentence: 'No reorder point fills up to less than its minimum.',
      offendingRows: 'select id, minimum, target from inventory.reorder_point where target < minimum',
    },
  ],
})
