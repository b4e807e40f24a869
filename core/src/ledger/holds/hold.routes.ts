import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { changeHold } from './change-hold.ts'
import { holdList } from './hold.list.ts'
import { Hold, HoldBatch, HoldPatch, Lifting, NewHold } from './hold.schemas.ts'
import { liftHold, placeHolds, readHold } from './hold.service.ts'
import { holdManyRoutes } from './hold-many.routes.ts'

const tags = ['ledger']
const entity = 'ledger.hold'
const LiftingOfMany = Type.Object(
  { act: Type.Literal('lift'), ...Lifting.properties },
  { additionalProperties: false },
)
const read = { permission: 'ledger.balance.read' }
const place = { permission: 'ledger.hold.place' }

/** `/api/v1/ledger/holds`: stock that somebody stopped, and may let go again. */
export function holdRoutes(permissions: ReadonlyMap<string, unknown>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/holds', {
      ...read,
      list: holdList,
      summary: 'List holds',
      description: 'Open ones and lifted ones: isOpen=true gives those that stop something now.',
    })

    app.get(
      '/holds/:id',
      {
        config: { ...read, entity },
        schema: { tags, summary: 'Read one hold', params: IdParams, response: { 200: Hold } },
      },
      async (request, reply) =>
        withVersion(reply, await request.transaction((trx) => readHold(trx, request.params.id))),
    )

    await app.register(placeRoutes(permissions))
    await app.register(changeRoute)
    await app.register(holdManyRoutes(permissions))

    app.bulk('/holds', {
      ...read,
      tags,
      list: holdList,
      change: LiftingOfMany,
      summary: 'Lift many holds, each by whoever may',
      apply: (trx, author, { id, change: { note } }) => liftHold(trx, author, { id, note }),
    })

    app.post(
      '/holds/:id/lift',
      {
        config: read,
        schema: {
          tags,
          summary: 'Lift a hold',
          description:
            'Takes the permission that the hold names (liftedBy). The hold stays in the list, with the note.',
          params: IdParams,
          body: Lifting,
          response: { 200: Hold },
        },
      },
      async (request, reply) => {
        const { note } = request.body
        const wish = { id: request.params.id, note }
        return withVersion(reply, await request.transaction((trx) => liftHold(trx, authorOf(request), wish)))
      },
    )
  }
}

function placeRoutes(permissions: ReadonlyMap<string, unknown>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/holds',
      {
        config: { ...place, entity },
        schema: {
          tags,
          summary: 'Place a hold',
          description:
            'It is true of the very next movement. With an id of your own, sending it twice places it once.',
          body: NewHold,
          response: { 200: Hold, 201: Hold },
        },
      },
      async (request, reply) => {
        const placing = { wishes: [request.body], permissions, at: () => '' }
        const { holds, isNew } = await request.transaction((trx) =>
          placeHolds(trx, authorOf(request), placing),
        )
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, holds[0]!))
      },
    )

    app.post(
      '/holds/batch',
      {
        config: place,
        schema: {
          tags,
          summary: 'Place many holds, all or none',
          description: 'A recall of many lots is one command.',
          body: HoldBatch,
          response: {
            200: Type.Object({ data: Type.Array(Hold) }),
            201: Type.Object({ data: Type.Array(Hold) }),
          },
        },
      },
      async (request, reply) => {
        const placing = { wishes: request.body.holds, permissions, at: (index: number) => `/holds/${index}` }
        const { holds, isNew } = await request.transaction((trx) =>
          placeHolds(trx, authorOf(request), placing),
        )
        return reply.code(isNew ? 201 : 200).send({ data: holds })
      },
    )
  }
}

const changeRoute: FastifyPluginAsyncTypebox = async (app) => {
  app.patch(
    '/holds/:id',
    {
      config: { ...place, entity },
      schema: {
        tags,
        summary: 'Change what is noted of a hold',
        description: 'What it stops, and why, stays: lift it and place another.',
        params: IdParams,
        headers: IfMatch,
        body: HoldPatch,
        response: { 200: Hold },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      return withVersion(reply, await request.transaction((trx) => changeHold(trx, authorOf(request), wish)))
    },
  )
}
