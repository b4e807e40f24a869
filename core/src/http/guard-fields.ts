import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { HostError } from '../plugin-host/host-error.ts'
import type { PermissionRegistry } from '../plugin-host/permission-registry.ts'
import {
  hiddenFrom,
  type RestrictedField,
  refuseSaid,
  restrictedIn,
  withHidable,
  withoutFields,
} from './restricted-fields.ts'

/**
 * Holds every route to the permissions that its schemas name for single members (`x-permission`): who lacks
 * one finds the member in no answer, and is refused where he says something of it. Routes know nothing of it.
 * It comes after whatever else adds to schemas. Lists have a way of their own, because order and filters
 * would tell as well.
 * @throws HostError `host.field_permission_unknown`
 */
export function guardFields(app: FastifyInstance, permissions: PermissionRegistry): void {
  app.addHook('onRoute', (route) => {
    const { body, response = {} } = (route.schema ?? {}) as {
      body?: unknown
      response?: Readonly<Record<string, unknown>>
    }
    const said = restrictedIn(body)
    const shown = Object.values(response).flatMap((one) => restrictedIn(schemaIn(one)))
    if (said.length + shown.length === 0) return
    for (const { permission } of [...said, ...shown]) checkKnown(route, permission, permissions)
    if (said.length > 0) guardBody(route, said)
    if (shown.length > 0) guardAnswer(route, response, shown)
  })
}

/** The schema of an answer, also where it stands under its media type. */
function schemaIn(answer: unknown): unknown {
  const { content } = answer as { content?: Readonly<Record<string, { schema?: unknown }>> }
  return content === undefined ? answer : content['application/json']?.schema
}

function guardBody(route: RouteOptions, fields: readonly RestrictedField[]): void {
  const guard = async (request: FastifyRequest) =>
    refuseSaid(request.actor, request.body, hiddenFrom(request.actor, fields))
  route.preHandler = [guard, ...[route.preHandler ?? []].flat()] as never
}

function guardAnswer(
  route: RouteOptions,
  response: Readonly<Record<string, unknown>>,
  fields: readonly RestrictedField[],
): void {
  const hidable = Object.entries(response).map(([status, shape]) => [status, withHidable(shape)])
  route.schema = { ...route.schema, response: Object.fromEntries(hidable) }
  const hide = async (request: FastifyRequest, reply: { statusCode: number }, payload: unknown) =>
    reply.statusCode < 300 ? withoutFields(payload, hiddenFrom(request.actor, fields)) : payload
  route.preSerialization = [...[route.preSerialization ?? []].flat(), hide] as never
}

function checkKnown(route: RouteOptions, permission: string, known: PermissionRegistry): void {
  if (known.has(permission)) return
  const plugin = route.url.split('/')[3] ?? ''
  throw new HostError(
    'host.field_permission_unknown',
    plugin,
    `A field of the route ${route.method} ${route.url} takes the permission "${permission}", ` +
      `which no plugin ` +
      'declares; add it to "permissions" of the plugin whose field it is.',
  )
}
