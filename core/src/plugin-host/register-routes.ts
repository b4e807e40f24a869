import type { PluginDeclaration } from '@stowage/sdk'
import type { FastifyInstance, FastifyPluginAsync, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { checkEntities, type ExtensibleEntity, extendRoutes } from '../host/fields/extend-routes.ts'
import { guardFields } from '../http/guard-fields.ts'
import { schemaFault } from '../http/json-schema.ts'
import type { BuiltServices } from './build-services.ts'
import { HostError } from './host-error.ts'
import type { Kernel } from './kernel.ts'
import { findOpenObject } from './open-object.ts'
import { resourceRoutes } from './resources/resource-routes.ts'
import { asCodeOf } from './whose-code.ts'
import type { RoutesByPlugin } from './wiring.ts'

const PLUGIN_ROUTES = '/api/v1/'

/**
 * Puts each plugin's routes at `/api/v1/<name>`, inside a scope of its own: what one plugin decorates or
 * hooks does not reach its siblings.
 * @throws HostError for a route that states neither permission nor `self` nor `public`, needs a permission
 * nobody
 *   declares, has a schema that is none, or takes objects with unknown members
 */
export async function registerRoutes(
  app: FastifyInstance,
  kernel: Kernel,
  built: BuiltServices,
): Promise<RoutesByPlugin> {
  const all = kernel.routes as Map<string, string[]>
  for (const { name } of kernel.plugins) all.set(name, [])
  const entities = kernel.entities as Map<string, ExtensibleEntity>
  extendRoutes(app, { plugins: kernel.plugins, fieldsNumber: kernel.fieldsNumber, entities })
  guardFields(app, kernel.permissions)
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(PLUGIN_ROUTES)) return
    checkRoute(route, kernel)
    if (route.method !== 'HEAD') all.get(pluginOf(route))?.push(nameOf(route))
  })
  for (const plugin of kernel.plugins) {
    if (!hasRoutes(plugin)) continue
    try {
      await registerPlugin(app, plugin, { kernel, built })
    } catch (error) {
      throw error instanceof HostError ? error : routesFailed(plugin, error)
    }
    // Whoever is served meanwhile gets his turn: a set is made while the one before it works.
    await new Promise(setImmediate)
  }
  checkEntities(kernel.plugins, entities)
  return all
}

async function registerPlugin(
  app: FastifyInstance,
  plugin: PluginDeclaration,
  { kernel, built }: { readonly kernel: Kernel; readonly built: BuiltServices },
): Promise<void> {
  const own = plugin.routes?.(built.contextOf(plugin))
  const ofResources = resourceRoutes(plugin, built.services)
  const routes: FastifyPluginAsync = async (scope) => {
    const site = { plugin: plugin.name, version: plugin.version, hook: 'routes' }
    scope.addHook('onRequest', (_request, _reply, done) => asCodeOf(site, done))
    await scope.register(ofResources)
    if (own !== undefined) await scope.register(own)
  }
  const dependencies = Object.keys(plugin.requires?.plugins ?? {})
  await app.register(
    fp(routes, {
      name: plugin.name,
      fastify: '5.x',
      encapsulate: true,
      dependencies: dependencies.filter((name) =>
        kernel.plugins.some((one) => one.name === name && hasRoutes(one)),
      ),
    }),
    { prefix: `${PLUGIN_ROUTES}${plugin.name}` },
  )
}

function routesFailed({ name, version }: PluginDeclaration, cause: unknown): HostError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const fault = new HostError(
    'host.routes_failed',
    name,
    `The routes of the plugin "${name}" ${version} could not be registered: ${reason}. Mend them there.`,
  )
  return Object.assign(fault, { cause })
}

function hasRoutes({ routes, resources }: PluginDeclaration): boolean {
  return routes !== undefined || resources !== undefined
}

function pluginOf({ url }: RouteOptions): string {
  return url.slice(PLUGIN_ROUTES.length).split('/')[0]!
}

function nameOf({ method, url }: RouteOptions): string {
  return `${[method].flat().join(', ')} ${url}`
}

function checkRoute(route: RouteOptions, { permissions }: Kernel): void {
  const plugin = pluginOf(route)
  const name = nameOf(route)
  const { permission, public: isPublic, self } = route.config ?? {}
  if ([permission !== undefined, isPublic === true, self === true].filter(Boolean).length !== 1) {
    throw new HostError(
      'host.route_without_access',
      plugin,
      `The route ${name} has to state who may call it: config: { permission: '${plugin}.noun.verb' }, ` +
        `config: { self: true } for what people do about themselves, or config: { public: true }; ` +
        `one of the three.`,
    )
  }
  if (permission !== undefined && !permissions.has(permission)) {
    throw new HostError(
      'host.route_permission_unknown',
      plugin,
      `The route ${name} needs the permission "${permission}", which no plugin declares; ` +
        `add it to "permissions" of "${plugin}".`,
    )
  }
  checkSchemas(route, plugin)
  for (const part of ['body', 'querystring'] as const) {
    const place = findOpenObject(route.schema?.[part])
    if (place === undefined) continue
    throw new HostError(
      'host.route_schema_open',
      plugin,
      `The ${part} of the route ${name} would take members it does not know (at ${place}); ` +
        `write { additionalProperties: false } into that object's schema.`,
    )
  }
}

/** A schema is compiled by the first request that needs it: what is wrong with it has to be said before. */
function checkSchemas(route: RouteOptions, plugin: string): void {
  const { body, querystring, params, headers, response } = route.schema ?? {}
  const answers = Object.entries((response ?? {}) as object).map(([status, shape]) => [
    `answer ${status}`,
    shape.content?.['application/json']?.schema ?? shape,
  ])
  const parts = [...Object.entries({ body, querystring, params, headers }), ...answers]
  for (const [part, schema] of parts) {
    if (typeof schema !== 'object' || schema === null || 'content' in schema) continue
    const fault = schemaFault(schema)
    if (fault === undefined) continue
    throw new HostError(
      'host.route_schema_invalid',
      plugin,
      `The schema of the ${part} of the route ${nameOf(route)} is no JSON Schema: ${fault}; mend it there.`,
    )
  }
}
