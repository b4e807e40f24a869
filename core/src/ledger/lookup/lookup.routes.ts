import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { mayUse } from '../../http/may-use.ts'
import { KINDS, type Kind, Lookup, LookupQuery } from './lookup.schemas.ts'
import { lookUp } from './lookup.service.ts'

/** What reading each kind takes beside seeing stock. */
const TAKES: Readonly<Record<Kind, string>> = {
  item: 'items.item.read',
  packaging_level: 'items.item.read',
  lot: 'items.lot.read',
  serial: 'ledger.balance.read',
  handling_unit: 'locations.handling_unit.read',
  location: 'locations.location.read',
}

/** `/api/v1/ledger/lookup?code=…`: what is this, where is it, and how much? */
export const lookupRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/lookup',
    {
      config: { permission: 'ledger.balance.read' },
      schema: {
        tags: ['ledger'],
        summary: 'Tell what a scanned code names, where that is, and how much',
        description:
          'Everything that is called so, with its balances, open holds and what counting it takes. Kinds ' +
          'that the caller may not read (items.item.read, items.lot.read, locations.handling_unit.read, ' +
          'locations.location.read) are left out. Nothing found is an empty list.',
        querystring: LookupQuery,
        response: { 200: Lookup },
      },
    },
    async (request) => {
      const { code, kinds, id } = request.query
      const asked = kinds?.split(',') ?? KINDS
      const may = KINDS.filter((kind) => asked.includes(kind) && mayUse(request.actor, TAKES[kind]))
      return request.transaction((trx) => lookUp(trx, { code, kinds: may, id }))
    },
  )
}
