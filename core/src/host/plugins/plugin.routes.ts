import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { newId } from '../../database/ids.ts'
import { defineList } from '../../http/list/define-list.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'
import { type Kernel, kernelOf } from '../../plugin-host/kernel.ts'
import type { ChangeOrder } from '../../plugin-host/plugin-runtime.ts'
import { programOf } from '../../plugin-host/program.ts'
import { credentialsFor } from '../programs/program.routes.ts'
import { CredentialsOnTheWire, ProgramScope } from '../programs/program.schemas.ts'
import { pluginListOf } from './plugin.list.ts'
import { PluginChange, PluginName, PluginPreview, RemovedPlugin } from './plugin.schemas.ts'
import { asRefusal, listPlugins, previewPlugin, runtimeOf } from './plugin.service.ts'

const changeList = defineList({
  from: 'host.plugin_change as c',
  key: 'c.id',
  defaultSort: '-startedAt',
  row: PluginChange,
  fields: {
    id: { column: 'c.id', type: 'uuid' },
    plugin: { column: 'c.plugin', type: 'string', filter: ['eq'] },
    action: { column: 'c.action', type: 'string' },
    state: { column: 'c.state', type: 'string' },
    step: { column: 'c.step', type: 'string' },
    done: { column: 'c.done', type: 'integer' },
    total: { column: 'c.total', type: 'integer' },
    errorCode: { column: 'c.error_code', type: 'string' },
    error: { column: 'c.error', type: 'string' },
    startedAt: { column: 'c.started_at', type: 'date-time', sort: true },
    endedAt: { column: 'c.ended_at', type: 'date-time' },
  },
})

const tags = ['host']
const read = { permission: 'host.plugin.read' }
const manage = { permission: 'host.plugin.manage' }

const Id = Type.String({ format: 'uuid' })
const accepted = { 202: Type.Object({ id: Id }) }

const previewed = {
  tags,
  summary: 'What switching a plugin would add or take away, and what stands in the way',
  params: PluginName,
  response: { 200: PluginPreview },
}

const switchedOn = {
  tags,
  summary: 'Switch a plugin on while all goes on',
  description: 'Answers at once; /api/v1/host/plugin-changes/{id} tells how far it is.',
  params: PluginName,
  body: ProgramScope,
  response: {
    202: Type.Object({
      id: Id,
      credentials: Type.Optional({
        ...CredentialsOnTheWire,
        description:
          'Of a program that runs by itself: what it takes part by once this is done, shown this once',
      }),
    }),
  },
}

const switchedOff = {
  tags,
  summary: 'Switch a plugin off while all goes on; its data stays',
  description:
    'With release, the plugin first lets go of what stands in the way, as far as it can. With unasked it ' +
    'goes without being asked whether anything does: the way out where its code is gone or fails.',
  params: PluginName,
  body: Type.Object(
    { release: Type.Optional(Type.Boolean()), unasked: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  response: accepted,
}

const removed = {
  tags,
  summary: 'Remove a plugin that is off, after an export of all that it kept',
  description: 'The answer tells in which folder of the server the CSV files of the export stand.',
  params: PluginName,
  response: { 200: RemovedPlugin },
}

/** `/api/v1/host/plugins`: what there is, what each adds, and switching them. */
export function pluginRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const kernel = kernelOf(context)
  return async (app) => {
    const preHandler = staffOnly('host.staff_only')
    app.list('/plugin-changes', {
      ...read,
      list: changeList,
      summary: 'List changes of the set of plugins, the newest first',
    })
    app.get(
      '/plugin-changes/:id',
      {
        config: read,
        preHandler,
        schema: {
          tags,
          summary: 'How far a change has come',
          params: IdParams,
          response: { 200: PluginChange },
        },
      },
      async (request) =>
        request.transaction(async (trx) => {
          const { id } = request.params
          const row = await trx('host.plugin_change').where({ id }).first()
          if (row === undefined) throw refuse('host.change_not_known', { change: id })
          return changeOf(row)
        }),
    )
    await app.register(listingRoutes(kernel))
    app.get(
      '/plugins/:name/preview',
      {
        config: manage,
        preHandler,
        schema: previewed,
      },
      (request) =>
        request.transaction((trx) =>
          previewPlugin(trx, kernel, { name: request.params.name, services: context.services }),
        ),
    )
    await app.register(switchingRoutes(context), { prefix: '/plugins/:name' })
    await app.register(removingRoutes(context), { prefix: '/plugins/:name' })
  }
}

/** `GET /api/v1/host/plugins`. */
function listingRoutes(kernel: Kernel): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('preHandler', staffOnly('host.staff_only'))
    app.list('/plugins', {
      ...read,
      list: pluginListOf([]),
      listFor: (request) =>
        request.transaction(async (trx) => pluginListOf(await listPlugins(trx, kernel, request.language))),
      summary: 'List plugins: those of core, those that are on, and those that could be',
    })
  }
}

/** `/api/v1/host/plugins/:name`: switching one on or off, and removing it. */
function switchingRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const kernel = kernelOf(context)
  const begin = async (order: ChangeOrder, wish?: Static<typeof ProgramScope>) => {
    const runtime = runtimeOf(kernel)
    const catalog = await runtime.catalog()
    const made = order.action === 'enable' ? await credentialsOf(kernel, order, catalog, wish) : undefined
    await asRefusal(() => runtime.change({ ...order, ...(made && { credentials: made.kept }) }))
    return { id: order.id, ...(made && { credentials: made.shown }) }
  }
  return async (app) => {
    const preHandler = staffOnly('host.staff_only')
    app.post(
      '/enable',
      {
        config: manage,
        preHandler,
        schema: switchedOn,
      },
      async (request, reply) => {
        const { name: plugin } = request.params
        const order = { id: newId(), plugin, action: 'enable', author: authorOf(request) } as const
        return reply
          .code(202)
          .header('cache-control', 'no-store')
          .send(await begin(order, request.body))
      },
    )
    app.post(
      '/disable',
      {
        config: manage,
        preHandler,
        schema: switchedOff,
      },
      async (request, reply) => {
        const { name: plugin } = request.params
        const { release: isReleasing = false, unasked: isUnasked = false } = request.body
        const order = {
          id: newId(),
          plugin,
          action: 'disable',
          author: authorOf(request),
          isReleasing,
          isUnasked,
        } as const
        return reply.code(202).send(await begin(order))
      },
    )
  }
}

/** `DELETE /api/v1/host/plugins/:name`. */
function removingRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const kernel = kernelOf(context)
  return async (app) => {
    const preHandler = staffOnly('host.staff_only')
    app.delete(
      '/',
      {
        config: manage,
        preHandler,
        schema: removed,
      },
      async (request) => {
        const { name: plugin } = request.params
        const { folder, tables } = await runtimeOf(kernel).remove({ plugin, author: authorOf(request) })
        return { folder, tables: [...tables] }
      },
    )
  }
}

/**
 * What a program is to take part by; nothing for a plugin that runs within this process.
 * @throws DomainError `host.owners_of_no_program`
 */
async function credentialsOf(
  kernel: Kernel,
  { plugin: name, author }: ChangeOrder,
  { found }: PluginCatalog,
  wish: Static<typeof ProgramScope> | undefined,
) {
  const plugin = found.get(name)?.declaration
  if (plugin !== undefined && programOf(plugin) !== undefined)
    return credentialsFor(kernel, author, { plugin, wish })
  const bound = (['owners', 'sites'] as const).find((member) => wish?.[member] != null)
  if (bound !== undefined) throw refuse('host.owners_of_no_program', { plugin: name }, `/${bound}`)
  return undefined
}

// biome-ignore lint/suspicious/noExplicitAny: a row as knex gives it
function changeOf(row: any) {
  const { id, plugin, action, state, step, done, total, error_code, error, started_at, ended_at } = row
  return {
    id,
    plugin,
    action,
    state,
    step,
    done,
    total,
    errorCode: error_code,
    error,
    startedAt: started_at,
    endedAt: ended_at,
  }
}
