import { definePlugin } from '@stowage/sdk'
import { SampleSettings } from './settings.ts'
import { limit } from './src/limits/limit.ts'
import { limitGuard } from './src/limits/limit-guard.ts'
import { tallyRoutes } from './src/tally/tally.routes.ts'
import { createTallyService, type TallyService } from './src/tally/tally.service.ts'
import { tallyProjection } from './src/tally/tally-projection.ts'

declare module '@stowage/sdk' {
  interface Services {
    readonly sample: TallyService
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
  requires: { platform: '^0.1.0', plugins: { items: '^0.1.0', ledger: '^0.1.0' } },

  // What an administrator sets up; the form is drawn from the schema.
  settings: { schema: SampleSettings },

  // Its own tables, and whose rows each holds. Policies and grants are made from this.
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    limit: { rows: { owner: 'owner' }, write: 'routes' },
    tally: { rows: { owner: 'owner' }, write: 'hooks' },
  },
  permissions: {
    'sample.limit.read': 'See how much of an item may leave at once, and how much has left',
    'sample.limit.write': 'Say how much of an item may leave at once',
  },
  errors: {
    'sample.limit_taken': { status: 409, message: 'This item has a limit already; change that one.' },
    'sample.over_limit': {
      status: 422,
      message: 'Only {largest} of {sku} may leave at once, {asked} were asked; send them in parts.',
    },
  },

  // Rows that people write: routes, audit and screens come of the schema.
  resources: { limit },
  // What it offers to other plugins.
  services: (context) => ({ sample: createTallyService(context) }),
  // Further routes, at /api/v1/sample.
  routes: () => tallyRoutes,
  // Its part in every posting: judge before, write along in the same transaction.
  ledger: { guard: limitGuard, project: tallyProjection },

  // What is always true of its data; `stowage verify` and the tests prove it.
  invariants: [
    {
      id: 'sample.tally_is_what_left',
      sentence: 'What the tally says has left of an item is what lines took out to customers.',
      offendingRows: `
        select t.item, t.quantity, l.quantity as of_lines
          from "sample".tally t
          left join (select l.item, l.owner, sum(l.quantity) as quantity
                       from stock.line l join stock.movement m on m.id = l.movement and m.kind = 'issue'
                      where l.at >= (select min(since) from "sample".tally) group by 1, 2) l
            on l.item = t.item and l.owner = t.owner
         where t.quantity > coalesce(l.quantity, 0)`,
    },
  ],
})
