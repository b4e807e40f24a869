import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { defineList } from '../../http/list/define-list.ts'
import { recordRoutes } from '../../http/record-routes.ts'
import { staffOnly } from '../staff-only.ts'
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

const permissions = { read: 'access.company.read', write: 'access.company.write' }

/** `/api/v1/access/companies` */
export const companyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/companies', { permission: permissions.read, list: companyList, summary: 'List companies' })
  await app.register(
    recordRoutes({
      path: '/companies',
      tags: ['access'],
      entity: 'access.company',
      permissions,
      writers: staffOnly('access.staff_only'),
      row: CompanyOnTheWire,
      newRow: NewCompany,
      patch: CompanyPatch,
      words: {
        read: 'Read one company',
        create: { summary: 'Create a company' },
        change: { summary: 'Change a company' },
      },
      get: async (trx, id) => companyOnTheWire(await getCompany(trx, id)),
      create: async (trx, author, wish) => {
        const { row, isNew } = await createCompany(trx, author, wish)
        return { row: companyOnTheWire(row), isNew }
      },
      change: async (trx, author, change) => companyOnTheWire(await changeCompany(trx, author, change)),
    }),
  )
}
