import type { PluginDeclaration } from '@stowage/sdk'
import { eventsOf } from '../host/events/event-registry.ts'
import { jobsOf } from '../host/jobs/job-registry.ts'
import type { PluginCatalog } from './discover.ts'
import { HostError } from './host-error.ts'
import { circleFrom, inACircle, sortDeclarations } from './sort-declarations.ts'
import { validateDeclaration } from './validate-declaration.ts'

/** Of which the platform is composed: core's own, and the names of those that are switched on. */
export interface Choice {
  readonly core: readonly PluginDeclaration[]
  readonly catalog: PluginCatalog
  readonly enabled: Iterable<string>
  /** Where each was last read from, as `host.plugin` keeps it: so one whose code is gone is found. */
  readonly sources?: ReadonlyMap<string, string>
}

/**
 * Takes core and the plugins that are on out of the whole set, in the order of their needs.
 * @throws HostError the fault of a plugin that is on, `host.plugin_missing` for one whose code is gone, and
 *   whatever does not fit together
 */
export function choosePlugins({ core, catalog, enabled, sources }: Choice): readonly PluginDeclaration[] {
  const chosen = [...enabled].map((name) => declarationOf(name, catalog, sources?.get(name)))
  for (const plugin of chosen) checkNeedsAreOn(plugin, chosen, catalog)
  const sorted = Object.freeze(sortDeclarations([...core.map(validateDeclaration), ...chosen]))
  eventsOf(sorted)
  jobsOf(sorted)
  return sorted
}

/** The declaration of one plugin by name. @throws HostError its fault, or that it is not there */
export function declarationOf(name: string, catalog: PluginCatalog, source?: string): PluginDeclaration {
  const found = catalog.found.get(name)
  if (found !== undefined) return found.declaration
  const fault = catalog.faulty.find((faulty) => faulty.name === name)
  if (fault !== undefined) throw fault.error
  throw missing(name, source)
}

/**
 * That a plugin which is on is not here, with the package or folder that it was last read from.
 * @param source as `host.plugin` keeps it: `package /srv/stowage/node_modules/@acme/hoists`
 */
export function missing(name: string, source = ''): HostError {
  return new HostError(
    'host.plugin_missing',
    name,
    `The plugin "${name}" is switched on and its code is not here${lastSeen(source)}. Bring it back, or ` +
      `switch it off with "stowage plugin disable ${name}"; ` +
      `"stowage start --without ${name}" does so as it starts.`,
  )
}

function lastSeen(source: string): string {
  const [, origin, path] = /^(house|package|folder) (.+)$/.exec(source) ?? []
  if (path === undefined) return ''
  const [modules, name] = path.split('/node_modules/')
  if (origin !== 'package' || name === undefined) return `: the folder ${path} is gone`
  return `: the package "${name}" is not in ${modules}/node_modules`
}

/** A plugin that is on, and those that are on and that it cannot do without. */
export function withNeeds(name: string, { catalog, enabled }: Omit<Choice, 'core'>): string[] {
  const on = new Set(enabled)
  const out = new Set([name])
  for (const one of out) {
    const needs = Object.keys(catalog.found.get(one)?.declaration.requires?.plugins ?? {})
    for (const need of needs) if (on.has(need)) out.add(need)
  }
  return [...out]
}

/** All plugins among these that cannot do without one of the names, and the names themselves. */
export function withDependents(
  names: readonly string[],
  plugins: readonly Pick<PluginDeclaration, 'name' | 'requires'>[],
): string[] {
  const out = new Set(names)
  for (let size = -1; size !== out.size; ) {
    size = out.size
    for (const { name, requires } of plugins) {
      if (Object.keys(requires?.plugins ?? {}).some((need) => out.has(need))) out.add(name)
    }
  }
  return [...out]
}

/** A need that is installed and off is another matter than one that is not there at all. */
function checkNeedsAreOn(
  plugin: PluginDeclaration,
  chosen: readonly PluginDeclaration[],
  catalog: PluginCatalog,
): void {
  const on = new Set(chosen.map(({ name }) => name))
  const off = Object.keys(plugin.requires?.plugins ?? {}).find(
    (name) => catalog.found.has(name) && !on.has(name),
  )
  if (off === undefined) return
  const needsOf = (name: string) => Object.keys(catalog.found.get(name)?.declaration.requires?.plugins ?? {})
  const circle = circleFrom(plugin.name, needsOf)
  // Each would be told to have the next one switched on first.
  if (circle !== undefined) throw inACircle(circle)
  throw new HostError(
    'host.requires_off',
    plugin.name,
    `The plugin "${plugin.name}" needs "${off}", which is here and switched off; switch "${off}" on first.`,
  )
}
