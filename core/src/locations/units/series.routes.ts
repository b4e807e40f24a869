import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { seriesList } from './unit.list.ts'
import { NewSeries, Series, SeriesPatch } from './unit.schemas.ts'
import { changeSeries, createSeries, getSeries } from './unit.service.ts'

const tags = ['handling units']
const read = { permission: 'locations.handling_unit.read' }
const write = { permission: 'locations.unit_series.write' }

const preHandler = staffOnly('locations.staff_only')

/** `/api/v1/locations/unit-series` */
export const seriesRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/unit-series', {
    ...read,
    list: seriesList,
    summary: 'List where codes of handling units come from',
  })

  app.get(
    '/unit-series/:id',
    {
      config: read,
      schema: { tags, summary: 'Read one series', params: IdParams, response: { 200: Series } },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => getSeries(trx, request.params.id))),
  )

  app.post(
    '/unit-series',
    {
      config: write,
      preHandler,
      schema: {
        tags,
        summary: 'Create a series: a GS1 company prefix for SSCCs, or a prefix of license plates',
        body: NewSeries,
        response: { 200: Series, 201: Series },
      },
    },
    async (request, reply) => {
      const { row, isNew } = await request.transaction((trx) =>
        createSeries(trx, authorOf(request), request.body),
      )
      return reply.code(isNew ? 201 : 200).send(withVersion(reply, row))
    },
  )

  app.patch(
    '/unit-series/:id',
    {
      config: write,
      preHandler,
      schema: {
        tags,
        summary: 'Rename a series, or let it count on from a higher number',
        params: IdParams,
        headers: IfMatch,
        body: SeriesPatch,
        response: { 200: Series },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      return withVersion(
        reply,
        await request.transaction((trx) => changeSeries(trx, authorOf(request), wish)),
      )
    },
  )
}
