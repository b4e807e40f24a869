import { definePlugin } from '@stowage/sdk'
import { errors } from './errors.ts'
import { messages } from './messages.ts'
import { traceRoutes } from './src/trace/trace.routes.ts'

/** What a lot, a piece or a unit came from, what became of it, and where it is now. */
export default definePlugin({
  name: 'traceability',
  version: '0.1.0',
  title: 'Traceability',
  suites: ['inventory', 'warehouse'],
  requires: { platform: '^0.1.0', plugins: { items: '^0.1.0', locations: '^0.1.0', ledger: '^0.1.0' } },
  permissions: {
    'traceability.trace.read': 'See what something came from, what became of it, and where it is now',
  },
  errors,
  messages,
  // Who may see movements sees by them what became of what.
  lifecycle: { enabled: ({ giveAlong }) => giveAlong('traceability.trace.read', 'ledger.movement.read') },
  routes: () => traceRoutes,
  admin: {
    slots: [
      { slot: 'lots.lot.show', component: 'TraceLot', permission: 'traceability.trace.read' },
      { slot: 'serials.serial.show', component: 'TraceSerial', permission: 'traceability.trace.read' },
      {
        slot: 'handling-units.handling-unit.show',
        component: 'TraceUnit',
        permission: 'traceability.trace.read',
      },
    ],
    pages: [
      {
        path: 'trace',
        title: 'Trace',
        component: 'TracePage',
        permission: 'traceability.trace.read',
        menu: { group: 'Stock', icon: 'timeline' },
      },
    ],
    entry: new URL('./admin/dist/', import.meta.url),
  },
})
