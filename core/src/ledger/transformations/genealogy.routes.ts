import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { readEdges } from './edges.ts'
import { genealogyOf } from './genealogy.ts'
import { transformationList } from './transformation.list.ts'
import { Genealogy, TransformationDetail } from './transformation.schemas.ts'

const tags = ['ledger']
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const read = { permission: 'ledger.movement.read' }

/** `/api/v1/ledger/transformations` and `/genealogy`: what became of what. */
export const genealogyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/transformations', { ...read, list: transformationList, summary: 'List transformations' })

  app.get(
    '/transformations/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'Read one transformation with its inputs and outputs',
        params,
        response: { 200: TransformationDetail },
      },
    },
    async (request) =>
      request.transaction(async (trx) => {
        const { id } = request.params
        const { data } = await transformationList.run(trx, { id })
        if (data[0] === undefined) throw refuse('ledger.transformation_not_found', { id })
        const edges = await readEdges(trx, [id])
        const of = (side: string) => edges.filter(({ direction }) => direction === side)
        const detail = { ...data[0], inputs: of('input'), outputs: of('output') }
        return detail as Static<typeof TransformationDetail>
      }),
  )

  app.get(
    '/genealogy',
    {
      config: read,
      schema: {
        tags,
        summary: 'Trace a lot or a handling unit through transformations',
        description:
          'down: what became of it; up: what it came from. Reversed transformations are passed over.',
        querystring: Type.Object(
          {
            lot: Type.Optional(Type.String({ format: 'uuid' })),
            unit: Type.Optional(Type.String({ format: 'uuid' })),
            direction: Type.Union([Type.Literal('up'), Type.Literal('down')]),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Genealogy },
      },
    },
    async (request) => {
      const { lot, unit, direction, limit = 1_000 } = request.query
      if ((lot === undefined) === (unit === undefined)) throw refuse('ledger.genealogy_of_what')
      const subject = lot === undefined ? { unit: unit! } : { lot }
      return request.transaction((trx) => genealogyOf(trx, { ...subject, direction, limit }))
    },
  )
}
