import type { ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { type Static, Type } from 'typebox'
import { deadLetterList, deliveryList } from './delivery.list.ts'
import { AgainWish, DeliveryAct, DeliveryWhole, DropWish } from './delivery.schemas.ts'
import { dropDelivery, sendAgain, sendAllAgain, showDelivery } from './delivery.service.ts'

const read = { permission: 'webhooks.endpoint.read' }
const write = { permission: 'webhooks.endpoint.write' }
const params = Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,17}$' }) })
type Params = Static<typeof params>
const nothing = { 204: Type.Null() }

/**
 * `/api/v1/webhooks/deliveries` and `/dead-letters`: what was sent, how it ended, and what waits for a
 * person.
 */
export function deliveryRoutes(context: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.list('/deliveries', { ...read, list: deliveryList, summary: 'List what was sent, and what waits' })
    app.list('/dead-letters', {
      ...read,
      list: deadLetterList,
      summary: 'List what failed as often as it may',
    })

    for (const path of ['/deliveries/:id', '/dead-letters/:id']) {
      app.get<{ Params: Params }>(
        path,
        {
          config: read,
          schema: {
            summary: 'Read one delivery: what is sent, and each try with its answer',
            params,
            response: { 200: DeliveryWhole },
          },
        },
        async (request) => request.transaction((trx) => showDelivery(trx, request.params.id)),
      )
    }
    await app.register(deliveryActRoutes(context))
    for (const [path, list] of Object.entries({
      '/deliveries': deliveryList,
      '/dead-letters': deadLetterList,
    }))
      app.bulk(path, {
        ...write,
        list,
        change: DeliveryAct,
        summary: 'Send many deliveries again, or let them go for good',
        apply: (trx, by, { id, change }) =>
          change.act === 'drop'
            ? dropDelivery(context, trx, { by, id, reason: change.reason })
            : sendAgain(context, trx, { by, id }),
      })
  }
}

/** What a person does with what failed. */
function deliveryActRoutes(context: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.post<{ Params: Params }>(
      '/deliveries/:id/send-again',
      { config: write, schema: { summary: 'Send it now, with all its tries', params, response: nothing } },
      async (request, reply) => {
        const { id } = request.params
        await request.transaction((trx) => sendAgain(context, trx, { by: request, id }))
        return reply.code(204).send(null)
      },
    )

    app.post<{ Params: Params; Body: Static<typeof DropWish> }>(
      '/deliveries/:id/drop',
      {
        config: write,
        schema: { summary: 'Let a delivery go for good', params, body: DropWish, response: nothing },
      },
      async (request, reply) => {
        const wish = { by: request, id: request.params.id, reason: request.body.reason }
        await request.transaction((trx) => dropDelivery(context, trx, wish))
        return reply.code(204).send(null)
      },
    )

    app.post<{ Body: Static<typeof AgainWish> }>(
      '/dead-letters/send-again',
      {
        config: write,
        schema: {
          summary: 'Send dead letters again, ten thousand at most',
          body: AgainWish,
          response: { 200: Type.Object({ count: Type.Integer() }, { additionalProperties: false }) },
        },
      },
      async (request) => {
        const wish = { by: request, endpoint: request.body.endpoint }
        return { count: await request.transaction((trx) => sendAllAgain(context, trx, wish)) }
      },
    )
  }
}
