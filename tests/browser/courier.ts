import { definePlugin, Secret, type ServiceContext, type Strategy, strategyPoint } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

/** The next van there is: one for each company. */
const nextVan: Strategy<object, { companies: number }, string> = {
  id: 'courier.next_van',
  title: 'The next van',
  version: 1,
  isDefault: true,
  async facts(requests, read) {
    const [row] = await read.query<{ n: number }>('select count(*)::int as n from access.company')
    return requests.map(() => ({ companies: row!.n }))
  },
  choose: (requests, facts) =>
    requests.map((_, index) => ({
      choice: `van ${facts[index]!.companies}`,
      because: 'It is the next that leaves.',
      rules: [{ rule: 'full', dropped: 2, examples: ['V7', 'V9'] }],
    })),
}

/** A plugin that an administrator has trouble with: its jobs die, its guard throws, parcels hold it back. */
export const courier = definePlugin({
  name: 'courier',
  version: '1.2.0',
  title: 'Courier',
  requires: { plugins: { items: '^0.1.0', ledger: '^0.1.0' } },
  permissions: { 'courier.call.make': 'Call the courier' },
  settings: {
    schema: Type.Object(
      {
        days: Type.Integer({ title: 'Days of notice', minimum: 1, maximum: 30, default: 7 }),
        depot: Type.Optional(Type.String({ title: 'Address of the depot', format: 'uri' })),
        isExpress: Type.Boolean({ title: 'Express', default: false }),
        token: Type.Optional(Secret({ title: 'Token of the depot', minLength: 8 })),
      },
      { additionalProperties: false },
    ),
    scopes: ['site'],
  },
  fields: {
    'items.item': Type.Object({
      handling: Type.String({ title: 'Handling', maxLength: 20, 'x-filter': true }),
      stack: Type.Integer({ title: 'Most on top', minimum: 0, maximum: 9, 'x-sort': true }),
      isFragile: Type.Boolean({ title: 'Fragile', 'x-filter': true }),
    }),
  },
  opens: {
    'courier.van': strategyPoint('Which van', { request: Type.Object({}), choice: Type.String() }),
  },
  adds: { 'courier.van': [nextVan] },
  routes: callRoutes,
  jobs: {
    'courier.call': {
      title: 'Call the depot',
      maxAttempts: 1,
      async run() {
        throw new Error('the depot does not answer')
      },
    },
  },
  on: { 'ledger.movement.posted@1': { from: 'enabled', async run() {} } },
  ledger: {
    guard: {
      judge({ kind }) {
        if (kind === 'issue') throw new Error('no van is there')
        return undefined
      },
    },
  },
  lifecycle: {
    async blockers({ trx }) {
      const { rows } = await trx.raw("select count(*)::int as n from items.item where sku = 'PARCEL'")
      return rows[0].n === 0 ? [] : [{ sentence: '1 parcel waits for the van', count: 1 }]
    },
    async release({ trx }) {
      await trx('items.item').where({ sku: 'PARCEL' }).delete()
    },
  },
  invariants: [
    {
      id: 'courier.nothing_is_lost',
      sentence: 'No item is called LOST.',
      offendingRows: "select sku, name from items.item where sku = 'LOST'",
    },
  ],
})

function callRoutes({ jobs, strategies }: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.post(
      '/calls',
      {
        config: { permission: 'courier.call.make' },
        schema: { summary: 'Call the courier', response: { 200: Type.Object({ job: Type.String() }) } },
      },
      async (request) =>
        request.transaction(async (trx) => {
          await strategies.decide(trx, 'courier.van', { requests: [{}], place: {} })
          return { job: await jobs.enqueue(trx, 'courier.call') }
        }),
    )
  }
}

/** A plugin that is set up several times, each time with a secret of its own. */
export const printers = definePlugin({
  name: 'printers',
  version: '0.3.0',
  title: 'Printers',
  settings: {
    schema: Type.Object(
      {
        host: Type.String({ title: 'Host', minLength: 3 }),
        password: Type.Optional(Secret({ title: 'Password' })),
      },
      { additionalProperties: false },
    ),
    instances: true,
  },
})
