import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { defineList } from '../../http/list/define-list.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import {
  BindingOnTheWire,
  BindingPatch,
  NewBinding,
  Restoration,
  VersionOnTheWire,
} from './binding.schemas.ts'
import {
  type Binding,
  bindStrategy,
  changeBinding,
  findBinding,
  removeBinding,
  restoreBinding,
} from './binding.service.ts'
import { versionsOf } from './binding-versions.ts'

const IN_FORCE = `(select max(v.version) from host.strategy_binding_version v
  where v.binding = b.id and v.counts_from <= now() and (v.counts_until is null or v.counts_until > now())
    and (v.valid_until is null or v.valid_until > now()))`

/** As `rulesInForce` puts them: narrow places before wide ones, within one by rank, then the newest. */
const ASKED = `(b.point || ' ' || lpad((100
    - 16 * num_nonnulls(b.owner, b.category, b.site, b.company)
    + 8 * (b.owner is null)::int + 4 * (b.category is null)::int + 2 * (b.site is null)::int)::text, 3, '0')
  || ' ' || lpad(b.rank::text, 4, '0')
  || ' ' || lpad((99999999999 - extract(epoch from b.valid_from)::bigint)::text, 11, '0')) collate "C"`

const bindingList = defineList({
  from: (trx) => trx('host.strategy_binding as b').whereNull('b.removed_at'),
  key: 'b.id',
  defaultSort: 'createdAt',
  row: BindingOnTheWire,
  search: ["coalesce(b.title, '')", 'b.point', 'b.strategy'],
  fields: {
    id: { column: 'b.id', type: 'uuid', filter: true },
    point: { column: 'b.point', type: 'string', filter: ['eq', 'in'], sort: true },
    company: { column: 'b.company', type: 'uuid', filter: true },
    site: { column: 'b.site', type: 'uuid', filter: true },
    owner: { column: 'b.owner', type: 'uuid', filter: true },
    category: { column: 'b.category', type: 'string' },
    title: { column: 'b.title', type: 'string' },
    strategy: { column: 'b.strategy', type: 'string', filter: ['eq', 'in'] },
    settings: { column: 'b.settings', type: 'json' },
    condition: { column: 'b.condition', type: 'json' },
    rank: { column: 'b.rank', type: 'integer', sort: true },
    validFrom: { column: 'b.valid_from', type: 'date-time' },
    validUntil: { column: 'b.valid_until', type: 'date-time' },
    versionInForce: { column: IN_FORCE, type: 'integer', filter: ['isNull'] },
    version: { column: 'b.version', type: 'integer' },
    createdAt: { column: 'b.created_at', type: 'date-time', sort: true },
    updatedAt: { column: 'b.updated_at', type: 'date-time' },
    asked: { column: ASKED, type: 'string', sort: true, hidden: { nullable: false } },
  },
})

const tags = ['host']
const read = { permission: 'host.strategy.read' }
const write = { permission: 'host.strategy.write' }
const preHandler = staffOnly('host.staff_only')

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
        const { id } = request.params
        return withVersion(reply, await request.transaction((trx) => readBinding(trx, id)))
      },
    )
    await app.register(creation(kernel))
    await app.register(changes(kernel))
    await app.register(versionRoutes(kernel))
    await app.register(removal)
    await app.register(manyAtOnce(kernel))
  }
}

function creation({ plugins }: Kernel): FastifyPluginAsyncTypebox {
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
          return { ...made, row: await readBinding(trx, made.row.id) }
        })
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, row))
      },
    )
  }
}

function changes({ plugins }: Kernel): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.patch(
      '/strategy-bindings/:id',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Change what a binding says: a new version, from now or from an instant on',
          params: IdParams,
          headers: IfMatch,
          body: BindingPatch,
          response: { 200: BindingOnTheWire },
        },
      },
      async (request, reply) => {
        const change = { plugins, id: request.params.id, version: versionSeen(request), patch: request.body }
        const row = await request.transaction(async (trx) => {
          await changeBinding(trx, authorOf(request), change)
          return readBinding(trx, change.id)
        })
        return withVersion(reply, row)
      },
    )
  }
}

function versionRoutes({ plugins }: Kernel): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/strategy-bindings/:id/versions',
      {
        config: read,
        schema: {
          tags,
          summary: 'Tell what a binding said in each version, by whom, why and when that counted',
          params: IdParams,
          response: { 200: Type.Object({ data: Type.Array(VersionOnTheWire) }) },
        },
      },
      async (request) => ({ data: await request.transaction((trx) => versionsOf(trx, request.params.id)) }),
    )
    app.post(
      '/strategy-bindings/:id/restore',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Let a binding say again what it said in a former version',
          params: IdParams,
          headers: IfMatch,
          body: Restoration,
          response: { 200: BindingOnTheWire },
        },
      },
      async (request, reply) => {
        const { version: former, validFrom } = request.body
        const wish = { plugins, id: request.params.id, version: versionSeen(request), former, validFrom }
        const row = await request.transaction(async (trx) => {
          await restoreBinding(trx, authorOf(request), wish)
          return readBinding(trx, wish.id)
        })
        return withVersion(reply, row)
      },
    )
  }
}

const removal: FastifyPluginAsyncTypebox = async (app) => {
  app.delete(
    '/strategy-bindings/:id',
    {
      config: write,
      preHandler,
      schema: {
        tags,
        summary: 'Take a binding away; what it said and decided stays',
        params: IdParams,
        headers: IfMatch,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const removed = { id: request.params.id, version: versionSeen(request) }
      await request.transaction((trx) => removeBinding(trx, authorOf(request), removed))
      return reply.code(204).send(null)
    },
  )
}

/** Many rules are changed alike, and taken away, each as it would be alone. */
function manyAtOnce({ plugins }: Kernel): FastifyPluginAsyncTypebox {
  const common = { ...write, preHandler, tags, list: bindingList }
  return async (app) => {
    app.bulk('/strategy-bindings', {
      ...common,
      change: BindingPatch,
      summary: 'Change what many bindings say',
      apply: (trx, author, { id, version, change: patch }) =>
        changeBinding(trx, author, { plugins, id, version, patch }),
    })
    app.bulk('/strategy-bindings/removals', {
      ...common,
      change: Type.Object({}, { additionalProperties: false }),
      summary: 'Take many bindings away; what they said and decided stays',
      apply: (trx, author, { id, version }) => removeBinding(trx, author, { id, version }),
    })
  }
}

async function readBinding(trx: Transaction, id: string): Promise<Static<typeof BindingOnTheWire>> {
  const row = await findBinding(trx, id)
  const { rows } = await trx.raw<{ rows: { version: number | null }[] }>(
    `select ${IN_FORCE} as version from host.strategy_binding b where b.id = ?`,
    [id],
  )
  return onTheWire(row, rows[0]!.version)
}

function onTheWire(row: Binding, versionInForce: number | null) {
  const { id, point, strategy, company, site, owner, category, title, settings, condition, rank } = row
  const { validFrom, validUntil, version, createdAt, updatedAt } = row
  const places = { company, site, owner, category }
  const content = { title, strategy, settings, condition, rank, validFrom, validUntil }
  return { id, point, ...places, ...content, versionInForce, version, createdAt, updatedAt }
}
