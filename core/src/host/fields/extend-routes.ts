import type { PluginDeclaration, Transaction } from '@stowage/sdk'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { TObject } from 'typebox'
import { HostError } from '../../plugin-host/host-error.ts'
import { CUSTOM, type Extension, extensionsOf, shownOn } from './extensions.ts'
import { withChangedFields, withFields, withNewFields } from './field-schemas.ts'
import { expectFieldWrite } from './field-writes.ts'

type Values = Readonly<Record<string, unknown>>

/** A kind of rows on which fields can be kept. */
export interface ExtensibleEntity {
  /** Of its list, under the API's root. */
  readonly path: string
  /** What it takes to see such rows. */
  readonly permission: string | undefined
  /** What the rows say by themselves. */
  readonly members: readonly string[]
}

/** Those that routes name, by the audit's name of their rows; all are there once the routes stand. */
export type ExtensibleEntities = ReadonlyMap<string, ExtensibleEntity>

/** What routes are extended by. */
export interface ExtendOptions {
  readonly plugins: readonly PluginDeclaration[]
  /** The number of the fields that administrators defined. */
  readonly fieldsNumber: number
  /** Takes what is found. */
  readonly entities: Map<string, ExtensibleEntity>
}

/**
 * Gives routes that name their entity (`config: { entity: 'items.item' }`) the fields of plugins: in the body
 * of a write, in the answer, and in the description of both. The routes themselves know nothing of it.
 */
export function extendRoutes(app: FastifyInstance, { plugins, fieldsNumber, entities }: ExtendOptions): void {
  const extensions = extensionsOf(plugins)
  app.addHook('onRoute', (route) => {
    const { entity } = route.config ?? {}
    if (entity === undefined) return
    if (route.method === 'GET') entities.set(entity, entityOf(route))
    const own = shownOn(extensions, entity)
    if (own.length > 0) extendRoute(route, { entity, extensions: own, fieldsNumber })
  })
}

function entityOf({ url, config, schema }: RouteOptions): ExtensibleEntity {
  const { 200: row } = (schema?.response ?? {}) as { 200?: { properties?: object } }
  return {
    path: url.replace(/^\/api\/v1/, '').replace(/\/:\w+$/, ''),
    permission: config?.permission,
    members: Object.keys(row?.properties ?? {}),
  }
}

/** @throws HostError for fields on something that no route shows */
export function checkEntities(plugins: readonly PluginDeclaration[], entities: ExtensibleEntities): void {
  for (const [entity, declared] of extensionsOf(plugins)) {
    // What an administrator defined waits for its records as long as their plugin is off.
    const [first] = declared.filter(({ plugin }) => plugin !== CUSTOM)
    if (first === undefined || entities.has(entity)) continue
    const { plugin } = first
    const room = entity.split('.')[0]!
    const isWaited = plugins.some(
      ({ name, requires }) => name === plugin && Object.hasOwn(requires?.optional ?? {}, room),
    )
    if (isWaited && !plugins.some(({ name }) => name === room)) continue
    throw new HostError(
      'host.fields_entity_unknown',
      plugin,
      `The plugin "${plugin}" adds fields to "${entity}", which takes none; ` +
        `there are: ${[...entities.keys()].sort().join(', ')}.`,
    )
  }
}

interface RouteExtension {
  readonly entity: string
  readonly extensions: readonly Extension[]
  readonly fieldsNumber: number
}

function extendRoute(route: RouteOptions, extension: RouteExtension): void {
  const { extensions } = extension
  const { schema = {} } = route
  const { body, response } = schema as { body?: TObject; response?: Record<string, TObject> }
  const withSaid = route.method === 'POST' ? withNewFields : withChangedFields
  route.schema = {
    ...schema,
    ...(body !== undefined && { body: withSaid(body, extensions) }),
    ...(response !== undefined && {
      response: Object.fromEntries(
        Object.entries(response).map(([status, shape]) => [
          status,
          'properties' in shape ? withFields(shape, extensions) : shape,
        ]),
      ),
    }),
  }
  if (body !== undefined) {
    route.preHandler = [...[route.preHandler ?? []].flat(), async (request) => takeFields(request, extension)]
  }
  route.preSerialization = [
    ...[route.preSerialization ?? []].flat(),
    async (request: FastifyRequest, reply: { statusCode: number }, payload: unknown) =>
      reply.statusCode < 300 ? withValues(request, payload, extension) : payload,
  ] as never
}

/** The fields go their own way, within the transaction that writes the row. */
function takeFields(request: FastifyRequest, { entity, fieldsNumber }: RouteExtension): void {
  const { fields, ...rest } = request.body as { fields?: Readonly<Record<string, Values>> }
  if (fields === undefined) return
  request.body = rest
  const { id } = (request.params ?? {}) as { id?: string }
  const begin = request.transaction.bind(request)
  request.transaction = <T>(work: (trx: Transaction) => Promise<T>) =>
    begin((trx) => {
      expectFieldWrite(trx, { entity, values: fields, fieldsNumber, ...(id !== undefined && { id }) })
      return work(trx)
    })
}

async function withValues(
  request: FastifyRequest,
  payload: unknown,
  { entity, extensions }: RouteExtension,
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
