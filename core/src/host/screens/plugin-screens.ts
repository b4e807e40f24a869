import { type Actor, type AdminResource, outsideSlots, type PluginDeclaration } from '@stowage/sdk'
import { mayUse } from '../../http/may-use.ts'
import { hiddenFrom, restrictedIn, schemaWithout } from '../../http/restricted-fields.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import { programOf } from '../../plugin-host/program.ts'
import { adminResourcesOf } from '../../plugin-host/resources/resource-screens.ts'
import { framePath } from '../programs/serve-program-screens.ts'
import { screenEntryOf } from './screen-entry.ts'
import type { OutsideScreens, PluginScreens } from './screens.schemas.ts'

type Query = PluginScreens['resources'][number]['query']

/** The routes of the platform as its own description has them. */
export interface DescribedApi {
  readonly paths?: Readonly<Record<string, unknown>> | undefined
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: object }[]
}

/** What a plugin adds to the desk of this actor; nothing when he may see none of it. */
export function screensFor(
  actor: Pick<Actor, 'permissions' | 'viewer'>,
  plugin: PluginDeclaration,
  api: DescribedApi,
): PluginScreens | undefined {
  const { name, version, title = name, admin = {} } = plugin
  const may = (permission: string | undefined) => maySee(actor, permission)
  const resources = Object.entries(adminResourcesOf(plugin))
    .filter(([, { permissions }]) => may(permissions.read))
    .map(([resource, declared]) => {
      const mayWrite = actor.viewer === undefined && may(declared.permissions.write)
      return resourceFor(plugin, resource, { declared, api, actor, mayWrite })
    })
  const slots = (admin.slots ?? []).filter(({ permission }) => may(permission))
  const pages = (admin.pages ?? []).filter(({ permission, isPublic }) => !isPublic && may(permission))
  const framed = framedPages(plugin, may)
  if (resources.length + slots.length + pages.length + framed.length === 0) return undefined
  return {
    name,
    version,
    title,
    entry: screenEntryOf(plugin)?.url ?? null,
    resources,
    slots: slots.map(({ slot, component }) => ({ slot, component })),
    pages: [
      ...pages.map(({ path, title, component, menu }) => ({
        path,
        title,
        component,
        ...(menu && { menu }),
      })),
      ...framed,
    ],
  }
}

/** What a plugin shows to whoever is not in yet: its parts of the log-in, and pages that are public. */
export function outsideScreensOf(plugin: PluginDeclaration): OutsideScreens | undefined {
  const { name, version, title = name, admin = {} } = plugin
  const slots = (admin.slots ?? [])
    .filter(({ slot }) => outsideSlots.some((known) => known === slot))
    .map(({ slot, component }) => ({ slot, component }))
  const pages = (admin.pages ?? [])
    .filter(({ isPublic }) => isPublic)
    .map(({ path, title, component }) => ({ path, title, component }))
  if (slots.length + pages.length === 0) return undefined
  return { name, version, title, entry: screenEntryOf(plugin)?.url ?? null, slots, pages }
}

function framedPages(
  plugin: PluginDeclaration,
  may: (permission: string) => boolean,
): PluginScreens['pages'] {
  const { address, screens } = programOf(plugin) ?? { address: '', screens: [] }
  return screens
    .filter(({ permission }) => may(permission))
    .map(({ path, title, menu }) => ({
      path,
      title,
      frame: { path: framePath(plugin.name, path), address },
      ...(menu && { menu }),
    }))
}

interface ResourceOptions {
  readonly declared: AdminResource
  readonly api: DescribedApi
  readonly actor: Pick<Actor, 'permissions'>
  readonly mayWrite: boolean
}

function resourceFor(
  plugin: PluginDeclaration,
  name: string,
  { declared, api, actor, mayWrite }: ResourceOptions,
): PluginScreens['resources'][number] {
  const { title, titlePlural, menu, screens } = declared
  const seen = <Schema>(schema: Schema) => schemaWithout(schema, hiddenFrom(actor, restrictedIn(schema)))
  const row = seen(declared.row)
  const columns = declared.columns ?? Object.keys(row.properties)
  const path = `/${[plugin.name, declared.path].filter(Boolean).join('/')}`
  return {
    name,
    title,
    titlePlural,
    path,
    columns: columns.filter((column) => column.split('.')[0]! in row.properties),
    row,
    query: queryOf(operation(api, 'get', path), actor),
    hasOne: operation(api, 'get', `${path}/{id}`) !== undefined,
    isRemovable: mayWrite && operation(api, 'delete', `${path}/{id}`) !== undefined,
    changesMany: mayWrite && operation(api, 'post', `${path}/bulk`) !== undefined,
    removesMany: mayWrite && operation(api, 'post', `${path}/removals/bulk`) !== undefined,
    ...(mayWrite && declared.create && { create: seen(declared.create) }),
    ...(mayWrite && declared.update && { update: seen(declared.update) }),
    ...(menu && { menu }),
    ...(screens && { screens }),
  }
}

/** What names no permission takes none. */
function maySee(actor: Pick<Actor, 'permissions'>, permission: string | undefined): boolean {
  return permission === undefined || mayUse(actor, permission)
}

/** What the list may be asked for, without what takes a permission that this actor lacks. */
function queryOf(list: Operation | undefined, actor: Pick<Actor, 'permissions'>): Query {
  const parameters = (list?.parameters ?? []).filter(
    (parameter) => parameter.in === 'query' && hiddenFrom(actor, restrictedIn(parameter.schema)).length === 0,
  )
  return Object.fromEntries(parameters.map(({ name, schema }) => [name, sortable(schema, actor)]))
}

/** The fields that this actor may put a list in order by. */
function sortable(schema: object, actor: Pick<Actor, 'permissions'>): Query[string] {
  const { 'x-sort': sort, ...rest } = schema as Query[string] & { 'x-sort'?: SortKeyword }
  if (sort === undefined) return schema as Query[string]
  const { fields, permissions = {}, ...more } = sort
  return { ...rest, 'x-sort': { ...more, fields: fields.filter((name) => maySee(actor, permissions[name])) } }
}

interface SortKeyword {
  readonly fields: readonly string[]
  readonly default: string
  readonly permissions?: Readonly<Record<string, string>>
}

function operation(api: DescribedApi, method: string, path: string): Operation | undefined {
  return (api.paths?.[`/api/v1${path}`] as Record<string, Operation> | undefined)?.[method]
}

/**
 * Holds every resource with screens against the routes that it needs.
 * @throws HostError for a list, a POST or a PATCH that is nowhere, so that no screen leads into the void
 */
export function checkScreenRoutes(
  plugins: readonly PluginDeclaration[],
  isThere: (method: 'GET' | 'POST' | 'PATCH', url: string) => boolean,
): void {
  for (const plugin of plugins) {
    for (const [name, { path, create, update }] of Object.entries(adminResourcesOf(plugin))) {
      const root = `/api/v1/${[plugin.name, path].filter(Boolean).join('/')}`
      const needed = [
        ['GET', root],
        ...(create ? [['POST', root]] : []),
        ...(update
          ? [
              ['GET', `${root}/:id`],
              ['PATCH', `${root}/:id`],
            ]
          : []),
      ] as ['GET' | 'POST' | 'PATCH', string][]
      const missing = needed.find(([method, url]) => !isThere(method, url))
      if (missing === undefined) continue
      const route = missing.join(' ').replace(':id', '{id}')
      const sentence =
        `The screens of "${name}" in the plugin "${plugin.name}" need the route ${route}, which ` +
        `is nowhere; `
      throw new HostError(
        'host.admin_route_missing',
        plugin.name,
        `${sentence}add it, or take the schema out.`,
      )
    }
  }
}
