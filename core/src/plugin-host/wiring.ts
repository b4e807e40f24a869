import { EVERY_EVENT, type PluginDeclaration } from '@stowage/sdk'
import { missing } from './choose-plugins.ts'
import type { PluginCatalog } from './discover.ts'
import type { HostError } from './host-error.ts'
import { programOf } from './program.ts'
import { adminResourcesOf } from './resources/resource-screens.ts'

/** What one plugin adds to the platform, by name. */
export interface PluginAdds {
  readonly tables: readonly string[]
  readonly permissions: readonly string[]
  /** By the rows that they stand on: `items.item.leadDays`. */
  readonly fields: readonly string[]
  readonly routes: readonly string[]
  readonly hooks: readonly string[]
  /** What others may add to, and what it adds to others; idle where nobody opens that. */
  readonly points: readonly string[]
  readonly settings: readonly string[]
  readonly errors: readonly string[]
  readonly events: readonly string[]
  readonly jobs: readonly string[]
  /** What goes on in every node. */
  readonly workers: readonly string[]
  /** The events of others and its own that it takes part in; idle where nobody tells them. */
  readonly on: readonly string[]
  readonly invariants: readonly string[]
  /** Lists and pages at the desk. */
  readonly screens: readonly string[]
  /** Words of the command line, which work also while it is off. */
  readonly commands: readonly string[]
  /** What the key of a program may do. */
  readonly rights: readonly string[]
}

/** One plugin, and how it stands. */
export interface PluginWiring {
  readonly name: string
  readonly title: string
  readonly version: string
  /** `core`, `house`, `package`, `folder`. */
  readonly origin: string
  /** `core`, `on`, `off`, `faulty`; `missing` when its code is gone. */
  readonly state: string
  readonly requires: readonly string[]
  readonly adds: PluginAdds
  readonly fault?: { readonly code: string; readonly detail: string }
}

/** What is laid side by side: core, what was found, and what the database knows. */
export interface WiringOptions {
  readonly core: readonly PluginDeclaration[]
  readonly catalog: PluginCatalog
  readonly on: ReadonlySet<string>
  readonly known: readonly { readonly name: string; readonly version: string; readonly source: string }[]
  /** The routes of those that are on; what is off has no routes to show. */
  readonly routes: RoutesByPlugin
}

/** Method and address of each route, by the plugin that registered it. */
export type RoutesByPlugin = ReadonlyMap<string, readonly string[]>

const NOTHING: PluginAdds = {
  tables: [],
  permissions: [],
  fields: [],
  routes: [],
  hooks: [],
  points: [],
  settings: [],
  errors: [],
  events: [],
  jobs: [],
  workers: [],
  on: [],
  invariants: [],
  screens: [],
  commands: [],
  rights: [],
}

/** Every plugin that there is or was, with what it adds. */
export function listWiring({ core, catalog, on, known, routes }: WiringOptions): PluginWiring[] {
  const wirings: PluginWiring[] = []
  const composed = [...catalog.found.values()].map(({ declaration }) => declaration)
  const active = [...core, ...composed.filter(({ name }) => on.has(name))]
  for (const plugin of core) wirings.push(wiringOf(plugin, { origin: 'core', state: 'core', routes, active }))
  const sources = new Map(known.map(({ name, source }) => [name, source]))
  for (const { declaration, origin, fault } of catalog.found.values()) {
    const { name } = declaration
    const state = on.has(name) ? 'on' : 'off'
    const why = origin === 'gone' ? missing(name, sources.get(name)) : fault
    wirings.push({ ...wiringOf(declaration, { origin, state, routes, active }), ...asFault(why) })
  }
  for (const { name, origin, error } of catalog.faulty) {
    wirings.push({ ...blank(name), origin, state: 'faulty', ...asFault(error) })
  }
  const seen = new Set(wirings.map(({ name }) => name))
  for (const { name, version, source } of known) {
    if (seen.has(name)) continue
    const why = on.has(name) ? missing(name, source) : undefined
    wirings.push({ ...blank(name), version, origin: 'gone', state: 'missing', ...asFault(why) })
  }
  return wirings
}

function blank(name: string) {
  return { name, title: name, version: '', requires: [], adds: NOTHING }
}

function asFault(error: HostError | undefined): Pick<PluginWiring, 'fault'> {
  return error === undefined ? {} : { fault: { code: error.code, detail: error.message } }
}

function wiringOf(
  plugin: PluginDeclaration,
  {
    origin,
    state,
    routes,
    active,
  }: {
    readonly origin: string
    readonly state: string
    readonly routes: RoutesByPlugin
    readonly active: readonly PluginDeclaration[]
  },
): PluginWiring {
  const { name, version, title = name, requires } = plugin
  return {
    name,
    title,
    version,
    origin,
    state,
    requires: Object.keys(requires?.plugins ?? {}),
    adds: addsOf(plugin, routes, active),
  }
}

/**
 * What a declaration adds; its routes are known once they were registered.
 * @param active those that are on: what they tell and open is not idle, nor is what it tells and opens itself
 */
export function addsOf(
  plugin: PluginDeclaration,
  routes: RoutesByPlugin,
  active: readonly PluginDeclaration[],
): PluginAdds {
  const {
    name,
    tables = {},
    permissions = {},
    fields = {},
    errors = {},
    invariants = [],
    events = {},
    jobs = {},
    workers = {},
    on = {},
    settings,
    commands = {},
  } = plugin
  const there = [...active, plugin]
  const told = new Set(there.flatMap((one) => Object.keys(one.events ?? {})))
  return {
    tables: Object.keys(tables).map((table) => `${name}.${table}`),
    permissions: Object.keys(permissions),
    fields: Object.entries(fields).flatMap(([row, { properties }]) =>
      Object.keys(properties).map((field) => `${row}.${field}`),
    ),
    routes: routes.get(name) ?? [],
    hooks: hooksOf(plugin),
    points: pointsOf(plugin, there),
    settings: Object.keys(settings?.schema.properties ?? {}),
    errors: Object.keys(errors),
    events: Object.keys(events),
    jobs: Object.keys(jobs),
    workers: Object.keys(workers),
    on: Object.keys(on).map((event) =>
      event === EVERY_EVENT || told.has(event) ? event : `${event} (idle)`,
    ),
    invariants: invariants.map(({ id }) => id),
    screens: screensOf(plugin),
    commands: Object.keys(commands),
    rights: programOf(plugin)?.rights ?? [],
  }
}

function screensOf(plugin: PluginDeclaration): string[] {
  const { resources = {}, pages = [] } = { ...plugin.admin, resources: adminResourcesOf(plugin) }
  const framed = programOf(plugin)?.screens ?? []
  const slots = plugin.admin?.slots ?? []
  return [
    ...Object.keys(resources),
    ...[...pages, ...framed].map(({ path }) => path),
    ...slots.map(({ slot }) => slot),
  ]
}

function pointsOf(
  { opens = {}, adds = {} }: PluginDeclaration,
  there: readonly PluginDeclaration[],
): string[] {
  const opened = new Set(there.flatMap((one) => Object.keys(one.opens ?? {})))
  return [
    ...Object.keys(opens).map((point) => `${point} (opened)`),
    ...Object.keys(adds).map((point) => (opened.has(point) ? point : `${point} (idle)`)),
  ]
}

/** The places of a posting at which it takes part: `ledger.guard`. */
function hooksOf({ ledger = {}, allocation = {} }: PluginDeclaration): string[] {
  const parts = { ledger, allocation }
  return Object.entries(parts).flatMap(([where, hooks]) =>
    Object.entries(hooks).flatMap(([hook, part]) => (part === undefined ? [] : `${where}.${hook}`)),
  )
}
