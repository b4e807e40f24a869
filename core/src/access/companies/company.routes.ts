import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import { staffOnly } from '../staff-only.ts'
import { IdParams } from '../wire-types.ts'
import { CompanyOnTheWire, CompanyPatch, NewCompany } from './company.schemas.ts'
import { changeCompany, createCompany, getCompany } from './company.service.ts'
import { companyOnTheWire } from './company-on-the-wire.ts'

const companyList = defineList({
  from: 'access.company as c',
  key: 'c.id',
  entity: 'access.company',
  defaultSort: 'name',
  row: CompanyOnTheWire,
  search: ['c.name'],
  fields: {
    id: { column: 'c.id', type: 'uuid', filter: true },
    name: { column: 'c.name', type: 'string', filter: true, sort: true },
    baseCurrency: { column: 'c.base_currency', type: 'string', filter: ['eq', 'in'] },
    closedThrough: {
      column: "nullif(c.closed_through, '-infinity')",
      type: 'date-time',
    },
    version: { column: 'c.version', type: 'integer' },
    createdAt: { column: 'c.created_at', type: 'date-time', filter: true, sort: true },
    updatedAt: { column: 'c.updated_at', type: 'date-time' },
  },
})

const tags = ['access']
const read = { permission: 'access.company.read' }
const write = { permission: 'access.company.write' }

/** `/api/v1/access/companies` */
export const companyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const preHandler = staffOnly('access.staff_only')
  app.list('/companies', { ...read, list: companyList, summary: 'List companies' })

  app.get(
    '/companies/:id',
    {
      config: { ...read, entity: 'access.company' },
      schema: { tags, summary: 'Read one company', params: IdParams, response: { 200: CompanyOnTheWire } },
    },
    async (request, reply) =>
      withVersion(
        reply,
        companyOnTheWire(await request.transaction((trx) => getCompany(trx, request.params.id))),
      ),
  )

  app.post(
    '/companies',
    {
      config: { ...write, entity: 'access.company' },
      preHandler,
      schema: {
        tags,
        summary: 'Create a company',
        body: NewCompany,
        response: { 200: CompanyOnTheWire, 201: CompanyOnTheWire },
      },
    },
    async (request, reply) => {
      const { row, isNew } = await request.transaction((trx) =>
        createCompany(trx, authorOf(request), request.body),
      )
      return reply.code(isNew ? 201 : 200).send(withVersion(reply, companyOnTheWire(row)))
    },
  )

  app.patch(
    '/companies/:id',
    {
      config: { ...write, entity: 'access.company' },
      preHandler,
      schema: {
        tags,
        summary: 'Change a company',
        params: IdParams,
        headers: IfMatch,
        body: CompanyPatch,
        response: { 200: CompanyOnTheWire },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      const row = await request.transaction((trx) => changeCompany(trx, authorOf(request), wish))
      return withVersion(reply, companyOnTheWire(row))
    },
  )
}
