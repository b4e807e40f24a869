import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { recordRoutes } from '../../http/record-routes.ts'
import { seriesList } from './unit.list.ts'
import { NewSeries, Series, SeriesPatch } from './unit.schemas.ts'
import { changeSeries, createSeries, getSeries } from './unit.service.ts'

const permissions = { read: 'locations.handling_unit.read', write: 'locations.unit_series.write' }

/** `/api/v1/locations/unit-series` */
export const seriesRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/unit-series', {
    permission: permissions.read,
    list: seriesList,
    summary: 'List where codes of handling units come from',
  })
  await app.register(
    recordRoutes({
      path: '/unit-series',
      entity: 'locations.unit_series',
      tags: ['handling units'],
      permissions,
      writers: staffOnly('locations.staff_only'),
      row: Series,
      newRow: NewSeries,
      patch: SeriesPatch,
      words: {
        read: 'Read one series',
        create: { summary: 'Create a series: a GS1 company prefix for SSCCs, or a prefix of license plates' },
        change: { summary: 'Rename a series, or let it count on from a higher number' },
      },
      get: getSeries,
      create: createSeries,
      change: changeSeries,
    }),
  )
}
