import type { PluginDeclaration, Transaction } from '@stowage/sdk'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { type TObject, Type } from 'typebox'
import { HostError } from '../../plugin-host/host-error.ts'
import { withFields, withWrittenFields } from './extended-list.ts'
import { type Extension, extensionsOf, writtenFields } from './extensions.ts'
import { expectFieldWrite } from './field-writes.ts'

type Values = Readonly<Record<string, unknown>>

/** The entities that routes and lists name; only on these can a plugin keep fields. */
export interface ExtensibleEntities {
  readonly seen: Set<string>
}

/**
 * Gives routes that name their entity (`config: { entity: 'items.item' }`) the fields of plugins: in the body
 * of a write, in the answer, and in the description of both. The routes themselves know nothing of it.
 */
export function extendRoutes(
  app: FastifyInstance,
  plugins: readonly PluginDeclaration[],
): ExtensibleEntities {
  const extensions = extensionsOf(plugins)
  const seen = new Set<string>()
  app.addHook('onRoute', (route) => {
    const { entity } = route.config ?? {}
    if (entity === undefined) return
    seen.add(entity)
    const own = extensions.get(entity)
    if (own !== undefined) extendRoute(route, entity, own)
  })
  return { seen }
}

/** @throws HostError for fields on something that no route shows */
export function checkEntities(plugins: readonly PluginDeclaration[], { seen }: ExtensibleEntities): void {
  for (const [entity, [first]] of extensionsOf(plugins)) {
    if (seen.has(entity)) continue
    const { plugin } = first!
    const room = entity.split('.')[0]!
    const isWaited = plugins.some(
      ({ name, requires }) => name === plugin && Object.hasOwn(requires?.optional ?? {}, room),
    )
    if (isWaited && !plugins.some(({ name }) => name === room)) continue
    throw new HostError(
      'host.fields_entity_unknown',
      plugin,
      `The plugin "${plugin}" adds fields to "${entity}", which takes none; ` +
        `there are: ${[...seen].sort().join(', ')}.`,
    )
  }
}

function extendRoute(route: RouteOptions, entity: string, extensions: readonly Extension[]): void {
  const { schema = {} } = route
  const { body, response } = schema as { body?: TObject; response?: Record<string, TObject> }
  const isWrite = body !== undefined
  route.schema = {
    ...schema,
    ...(isWrite && { body: withWrittenFields(body, Type.Optional(writtenFields(extensions))) }),
    ...(response !== undefined && {
      response: Object.fromEntries(
        Object.entries(response).map(([status, shape]) => [
          status,
          'properties' in shape ? withFields(shape, extensions) : shape,
        ]),
      ),
    }),
  }
  if (isWrite) {
    route.preHandler = [...[route.preHandler ?? []].flat(), async (request) => takeFields(request, entity)]
  }
  route.preSerialization = [
    ...[route.preSerialization ?? []].flat(),
    async (request: FastifyRequest, reply: { statusCode: number }, payload: unknown) =>
      reply.statusCode < 300 ? withValues(request, payload, { entity, extensions }) : payload,
  ] as never
}

/** The fields go their own way, within the transaction that writes the row. */
function takeFields(request: FastifyRequest, entity: string): void {
  const { fields, ...rest } = request.body as { fields?: Readonly<Record<string, Values>> }
  if (fields === undefined) return
  request.body = rest
  const { id } = (request.params ?? {}) as { id?: string }
  const begin = request.transaction.bind(request)
  request.transaction = <T>(work: (trx: Transaction) => Promise<T>) =>
    begin((trx) => {
      expectFieldWrite(trx, { entity, values: fields, ...(id !== undefined && { id }) })
      return work(trx)
    })
}

interface Shown {
  readonly entity: string
  readonly extensions: readonly Extension[]
}

async function withValues(
  request: FastifyRequest,
  payload: unknown,
  { entity, extensions }: Shown,
): Promise<unknown> {
  const { id } = (payload ?? {}) as { id?: unknown }
  if (typeof id !== 'string') return payload
  const rows: { plugin: string; said: Values }[] = await request.transaction((trx) =>
    trx('host.field_value').where({ entity, id }).select('plugin', 'said'),
  )
  const said = new Map(rows.map((row) => [row.plugin, row.said]))
  const fields = extensions.map(({ plugin, fields: own }) => [
    plugin,
    Object.fromEntries(own.map(({ name }) => [name, said.get(plugin)?.[name] ?? null])),
  ])
  return { ...(payload as object), fields: Object.fromEntries(fields) }
}
