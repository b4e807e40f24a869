import { definePlugin } from '@stowage/sdk'
import { messages } from './messages.ts'
import { SampleSettings } from './settings.ts'
import { fullestFirst } from './src/allocation/fullest-first.ts'
import { departureRoutes } from './src/departures/departure.routes.ts'
import { createDepartureService, type DepartureService } from './src/departures/departure.service.ts'
import { keepDepartures } from './src/departures/keep-departures.ts'
import { advicePoint, refillAdvice } from './src/dry-bins/advice.ts'
import { BIN_RAN_DRY, BinRanDry, tellDryBins } from './src/dry-bins/bin-ran-dry.ts'
import { dryBinRoutes } from './src/dry-bins/dry-bin.routes.ts'
import { forgetDryBins } from './src/dry-bins/forget-dry-bins.ts'
import { keepDryBins } from './src/dry-bins/keep-dry-bins.ts'
import { limit } from './src/limits/limit.ts'
import { limitGuard } from './src/limits/limit-guard.ts'

declare module '@stowage/sdk' {
  interface Services {
    readonly sample: DepartureService
  }
}

/**
 * All that this plugin adds. Reading it needs no database: what runs is in the files that it names.
 * Change the words, the tables and the rules to what you are after, and delete what you do not need.
 */
export default definePlugin({
  name: 'sample',
  version: '0.1.0',
  title: 'Sample',
  requires: { platform: '^0.1.0', plugins: { items: '^0.1.0', locations: '^0.1.0', ledger: '^0.1.0' } },

  // What an administrator sets up; the form is drawn from the schema.
  settings: { schema: SampleSettings },

  // Its own tables, and whose rows each holds. Policies and grants are made from this.
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    limit: { rows: { owner: 'owner' }, write: 'routes' },
    departure: { rows: { owner: 'owner' }, write: 'hooks' },
    dry_bin: { rows: { owner: 'owner' }, write: 'routes' },
  },
  permissions: {
    'sample.limit.read':
      'See how much of an item may leave at once, how much has left, and which bins ran dry',
    'sample.limit.write': 'Say how much of an item may leave at once',
  },
  errors: {
    'sample.limit_taken': { status: 409, message: 'This item has a limit already; change that one.' },
    'sample.over_limit': {
      status: 422,
      message: 'Only {largest} of {sku} may leave at once, {asked} were asked; send them in parts.',
    },
  },

  // The same in other languages.
  messages,

  // Rows that people write: routes, audit and screens come of the schema.
  resources: { limit },
  // What it offers to other plugins.
  services: (context) => ({ sample: createDepartureService(context) }),
  // Further routes, at /api/v1/sample.
  routes: (context) => async (app) => {
    await app.register(departureRoutes)
    await app.register(dryBinRoutes(context.points))
  },

  // Its part in every posting: judge before, write along in the same transaction.
  ledger: {
    guard: limitGuard,
    project: {
      async run(posted, tx) {
        await keepDepartures(posted, tx)
        await tellDryBins(posted, tx)
      },
      // What was posted while the plugin was off.
      backfill: keepDepartures,
    },
  },
  // Ways to choose that an administrator binds to a place; and what it adds to points, its own here.
  adds: { 'ledger.allocate': [fullestFirst], 'sample.advice': [refillAdvice] },
  opens: { 'sample.advice': advicePoint },

  // What it tells others, and what it makes of what is told, after it was committed.
  events: { [BIN_RAN_DRY]: BinRanDry },
  on: { [BIN_RAN_DRY]: keepDryBins },
  // Work by the clock.
  jobs: { 'sample.forget': forgetDryBins },

  // What is always true of its data; `stowage verify` and the tests prove it.
  invariants: [
    {
      id: 'sample.departures_are_what_left',
      sentence: 'Each departure is a line that left, with its quantity.',
      offendingRows: `
        select d.movement, d.n, d.quantity, l.quantity as of_line
          from "sample".departure d
          left join stock.line l on l.movement = d.movement and l.n = d.n
         where l.quantity is distinct from d.quantity`,
    },
  ],

  // Screens beyond those that resources have: built from admin/index.tsx, loaded by the running desk.
  admin: {
    entry: new URL('./admin/dist/', import.meta.url),
    pages: [
      {
        path: 'dry-bins',
        title: 'Dry bins',
        component: 'DryBins',
        permission: 'sample.limit.read',
        menu: { group: 'Sample' },
      },
    ],
    slots: [{ slot: 'items.item.show', component: 'LimitOfItem', permission: 'sample.limit.read' }],
  },
})
