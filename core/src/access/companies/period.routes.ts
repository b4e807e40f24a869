import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { CompanyOnTheWire, PeriodClosing } from './company.schemas.ts'
import { companyOnTheWire } from './company-on-the-wire.ts'
import { closeBooks } from './period.service.ts'

const tags = ['access']

/** `/api/v1/access/companies/:id/closed-through`: until when its books are closed. */
export const periodRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const preHandler = staffOnly('access.staff_only')
  app.put(
    '/companies/:id/closed-through',
    {
      config: { permission: 'access.period.close' },
      preHandler,
      schema: {
        tags,
        summary: 'Close a company’s books until an instant',
        description:
          'Nothing that is posted later may have happened before it. Moving it back, or to null, takes ' +
          'access.period.reopen as well.',
        params: IdParams,
        headers: IfMatch,
        body: PeriodClosing,
        response: { 200: CompanyOnTheWire },
      },
    },
    async (request, reply) => {
      const { closedThrough, note } = request.body
      const wish = { id: request.params.id, version: versionSeen(request), closedThrough, note }
      const row = await request.transaction((trx) => closeBooks(trx, authorOf(request), wish))
      return withVersion(reply, companyOnTheWire(row))
    },
  )
}
