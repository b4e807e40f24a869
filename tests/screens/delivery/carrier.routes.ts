import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type ListDeclaration, refuse, type Transaction } from '@stowage/sdk'
import { Type } from 'typebox'
import { Carrier, CarrierPatch, NewCarrier } from './carrier.schemas.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const read = { permission: 'delivery.carrier.read' }
const write = { permission: 'delivery.carrier.write' }
const columns = {
  id: 'c.id',
  name: 'c.name',
  mode: 'c.mode',
  maxWeight: 'c.max_weight',
  stops: 'c.stops',
  isActive: 'c.is_active',
  contractUntil: 'c.contract_until',
  seenAt: 'c.seen_at',
  site: 'c.site',
  contact: 'c.contact',
  regions: 'c.regions',
  note: 'c.note',
  version: 'c.version',
} as const

const carriers: ListDeclaration = {
  from: 'delivery.carrier as c',
  key: 'c.id',
  defaultSort: 'name',
  row: Carrier,
  search: ['c.name'],
  fields: {
    id: { column: 'c.id', type: 'uuid', filter: true },
    name: { column: 'c.name', type: 'string', sort: true },
    mode: { column: 'c.mode', type: 'string', filter: true },
    maxWeight: { column: 'c.max_weight', type: 'number', sort: true },
    stops: { column: 'c.stops', type: 'integer', sort: true },
    isActive: { column: 'c.is_active', type: 'boolean', filter: true },
    contractUntil: { column: 'c.contract_until', type: 'date', filter: ['gte', 'lte'], sort: true },
    seenAt: { column: 'c.seen_at', type: 'date-time' },
    site: { column: 'c.site', type: 'uuid', filter: true },
    contact: { column: 'c.contact', type: 'json' },
    regions: { column: 'to_jsonb(c.regions)', type: 'json' },
    note: { column: 'c.note', type: 'string' },
    version: { column: 'c.version', type: 'integer' },
  },
}

/** `/api/v1/delivery/carriers`: what a plugin's routes look like that the desk draws screens for. */
export const carrierRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/carriers', {
    permission: read.permission,
    summary: 'List carriers',
    list: carriers,
  })

  app.bulk('/carriers', {
    permission: write.permission,
    summary: 'Change many carriers',
    list: carriers,
    change: CarrierPatch,
    apply: (trx, _, { id, version, change }) =>
      trx('delivery.carrier')
        .where({ id, version })
        .update({ ...stored(change), version: version + 1 }),
  })

  app.get(
    '/carriers/:id',
    { config: read, schema: { summary: 'Read one carrier', params, response: { 200: Carrier } } },
    (request) => request.transaction((trx) => carrierOf(trx, request.params.id)),
  )

  app.post(
    '/carriers',
    {
      config: write,
      schema: { summary: 'Create a carrier', body: NewCarrier, response: { 201: Carrier } },
    },
    async (request, reply) => {
      const { name, maxWeight = null } = request.body
      const id = randomUUID()
      const made = await request.transaction(async (trx) => {
        const twin = await trx('delivery.carrier').where({ name }).first('id')
        if (twin) throw refuse('delivery.name_taken', { name }, '/name')
        await trx('delivery.carrier').insert({
          id,
          ...stored({ stops: 20, isActive: true, regions: [], ...request.body, maxWeight }),
        })
        return carrierOf(trx, id)
      })
      return reply.code(201).send(made)
    },
  )

  app.patch(
    '/carriers/:id',
    {
      config: write,
      schema: { summary: 'Change a carrier', params, body: CarrierPatch, response: { 200: Carrier } },
    },
    (request) =>
      request.transaction(async (trx) => {
        const { id } = request.params
        const { version } = await carrierOf(trx, id)
        const seen = /"(\d+)"/.exec(String(request.headers['if-match']))?.[1]
        if (Number(seen) !== version)
          throw refuse('http.version_conflict', { current: version, sent: seen ?? 'none' }, '#if-match')
        await trx('delivery.carrier')
          .where({ id })
          .update({ ...stored(request.body), version: version + 1 })
        return carrierOf(trx, id)
      }),
  )
}

async function carrierOf(trx: Transaction, id: string): Promise<Carrier> {
  const row = await trx('delivery.carrier as c').select(columns).where({ id }).first()
  if (!row) throw refuse('http.row_not_found', { what: 'carrier', id })
  return {
    ...row,
    maxWeight: row.maxWeight === null ? null : Number(row.maxWeight),
    seenAt: row.seenAt === null ? null : new Date(row.seenAt).toISOString(),
  }
}

const columnOf: Readonly<Record<string, string>> = {
  maxWeight: 'max_weight',
  isActive: 'is_active',
  contractUntil: 'contract_until',
  seenAt: 'seen_at',
}

function stored(said: CarrierPatch): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [
      columnOf[name] ?? name,
      name === 'contact' ? JSON.stringify(value) : value,
    ]),
  )
}
