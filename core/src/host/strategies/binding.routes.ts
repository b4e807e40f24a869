import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { ClientId, Id, IdParams, Instant, Version } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { type Binding, bindStrategy, changeBinding, findBinding, removeBinding } from './binding.service.ts'

const closed = { additionalProperties: false }
const IdOrNull = Type.Union([Id, Type.Null()])
const TextOrNull = Type.Union([Type.String({ minLength: 1, maxLength: 120 }), Type.Null()])
const InstantOrNull = Type.Union([Instant, Type.Null()])
const Name = Type.String({ minLength: 1, maxLength: 120 })
const Values = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

const BindingOnTheWire = Type.Object(
  {
    id: Id,
    point: Name,
    strategy: Name,
    company: IdOrNull,
    site: IdOrNull,
    owner: IdOrNull,
    category: TextOrNull,
    settings: Values,
    validFrom: Instant,
    validUntil: InstantOrNull,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  },
  closed,
)
const validity = { validFrom: Type.Optional(Instant), validUntil: Type.Optional(InstantOrNull) }
const NewBinding = Type.Object(
  {
    id: ClientId,
    point: Name,
    strategy: Name,
    company: Type.Optional(IdOrNull),
    site: Type.Optional(IdOrNull),
    owner: Type.Optional(IdOrNull),
    category: Type.Optional(TextOrNull),
    settings: Type.Optional(Values),
    ...validity,
  },
  closed,
)
const Patch = Type.Object({ settings: Type.Optional(Values), ...validity }, { ...closed, minProperties: 1 })

const bindingList = defineList({
  from: 'host.strategy_binding as b',
  key: 'b.id',
  defaultSort: 'createdAt',
  row: BindingOnTheWire,
  fields: {
    id: { column: 'b.id', type: 'uuid', filter: true },
    point: { column: 'b.point', type: 'string', filter: ['eq', 'in'] },
    strategy: { column: 'b.strategy', type: 'string', filter: ['eq', 'in'] },
    company: { column: 'b.company', type: 'uuid', filter: true },
    site: { column: 'b.site', type: 'uuid', filter: true },
    owner: { column: 'b.owner', type: 'uuid', filter: true },
    category: { column: 'b.category', type: 'string' },
    settings: { column: 'b.settings', type: 'json' },
    validFrom: { column: 'b.valid_from', type: 'date-time' },
    validUntil: { column: 'b.valid_until', type: 'date-time' },
    version: { column: 'b.version', type: 'integer' },
    createdAt: { column: 'b.created_at', type: 'date-time', sort: true },
    updatedAt: { column: 'b.updated_at', type: 'date-time' },
  },
})

const tags = ['host']
const read = { permission: 'host.strategy.read' }
const write = { permission: 'host.strategy.write' }

/** `/api/v1/host/strategy-bindings`: which strategy answers which question where. */
export function bindingRoutes(kernel: Kernel): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/strategy-bindings', {
      ...read,
      list: bindingList,
      summary: 'List bindings: which strategy answers which question where',
    })
    app.get(
      '/strategy-bindings/:id',
      {
        config: read,
        schema: { tags, summary: 'Read one binding', params: IdParams, response: { 200: BindingOnTheWire } },
      },
      async (request, reply) => {
        const row = await request.transaction((trx) => findBinding(trx, request.params.id))
        return withVersion(reply, onTheWire(row))
      },
    )
    await app.register(bindingWriteRoutes(kernel))
    await app.register(bindingRemoval())
  }
}

function bindingWriteRoutes({ plugins }: Kernel): FastifyPluginAsyncTypebox {
  const preHandler = staffOnly('host.staff_only')
  return async (app) => {
    app.post(
      '/strategy-bindings',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Bind a strategy to a question, for the places that are named',
          body: NewBinding,
          response: { 200: BindingOnTheWire, 201: BindingOnTheWire },
        },
      },
      async (request, reply) => {
        const { row, isNew } = await request.transaction(async (trx) => {
          const made = await bindStrategy(trx, authorOf(request), { plugins, wish: request.body })
          return { ...made, row: await findBinding(trx, made.row.id) }
        })
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, onTheWire(row)))
      },
    )
    app.patch(
      '/strategy-bindings/:id',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Change the settings or the validity of a binding',
          params: IdParams,
          headers: IfMatch,
          body: Patch,
          response: { 200: BindingOnTheWire },
        },
      },
      async (request, reply) => {
        const change = { plugins, id: request.params.id, version: versionSeen(request), patch: request.body }
        const row = await request.transaction((trx) => changeBinding(trx, authorOf(request), change))
        return withVersion(reply, onTheWire(row))
      },
    )
  }
}

function bindingRemoval(): FastifyPluginAsyncTypebox {
  const preHandler = staffOnly('host.staff_only')
  return async (app) => {
    app.delete(
      '/strategy-bindings/:id',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Take a binding away',
          params: IdParams,
          headers: IfMatch,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const removal = { id: request.params.id, version: versionSeen(request) }
        await request.transaction((trx) => removeBinding(trx, authorOf(request), removal))
        return reply.code(204).send(null)
      },
    )
  }
}

function onTheWire(row: Binding) {
  const { id, point, strategy, company, site, owner, category, settings, validFrom, validUntil } = row
  const { version, createdAt, updatedAt } = row
  const places = { company, site, owner, category }
  return { id, point, strategy, ...places, settings, validFrom, validUntil, version, createdAt, updatedAt }
}
