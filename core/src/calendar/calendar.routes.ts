import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { staffOnly } from '../access/staff-only.ts'
import { Id } from '../access/wire-types.ts'
import { authorOf } from '../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../http/if-match.ts'
import { getCalendar, writeCalendar } from './calendar.service.ts'

const Time = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'By the clock of the site: 08:00',
})
const Closing = Type.String({
  pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
  description: 'By the clock of the site: 17:30, or 24:00',
})
const OpeningHours = Type.Object(
  {
    weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
    opens: Time,
    closes: Closing,
  },
  { additionalProperties: false },
)
const Holiday = Type.Object(
  { day: Type.String({ format: 'date' }), name: Type.String({ minLength: 1, maxLength: 120 }) },
  { additionalProperties: false },
)
const Calendar = {
  openingHours: Type.Array(OpeningHours, {
    maxItems: 70,
    description: 'None means always open, but for holidays',
  }),
  holidays: Type.Array(Holiday, { maxItems: 1000, description: 'Days on which it is closed' }),
}
const CalendarWish = Type.Object(Calendar, { additionalProperties: false })
const CalendarOnTheWire = Type.Object(
  {
    site: Id,
    timeZone: Type.String(),
    ...Calendar,
    version: Type.Integer({ minimum: 0, description: '0 while nobody has written it' }),
  },
  { additionalProperties: false },
)
const SiteParams = Type.Object({ site: Id })
const tags = ['host']

/** `/api/v1/host/calendars/:site` */
export const calendarRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/calendars/:site',
    {
      config: { permission: 'host.calendar.read' },
      schema: {
        tags,
        summary: 'Read a site’s opening hours and holidays',
        params: SiteParams,
        response: { 200: CalendarOnTheWire },
      },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => getCalendar(trx, request.params.site))),
  )

  app.put(
    '/calendars/:site',
    {
      config: { permission: 'host.calendar.write' },
      preHandler: staffOnly('access.staff_only'),
      schema: {
        tags,
        summary: 'Write a site’s opening hours and holidays as a whole',
        params: SiteParams,
        headers: IfMatch,
        body: CalendarWish,
        response: { 200: CalendarOnTheWire },
      },
    },
    async (request, reply) => {
      const wish = { site: request.params.site, version: versionSeen(request), wish: request.body }
      return withVersion(
        reply,
        await request.transaction((trx) => writeCalendar(trx, authorOf(request), wish)),
      )
    },
  )
}
