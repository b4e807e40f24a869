import type { PluginDeclaration } from '@stowage/sdk'
import { readMigrations } from '../database/migrate.ts'
import { coreDeclarations } from '../declarations.ts'
import type { PluginCatalog } from '../plugin-host/discover.ts'
import { PLATFORM_VERSION, sortDeclarations } from '../plugin-host/sort-declarations.ts'
import { type Manifest, unfit } from './manifest.ts'

/** Whether this program can restore a backup, and with what. */
export interface Fit {
  /** All whose tables are restored, in the order of their needs. */
  readonly plugins: readonly PluginDeclaration[]
  /** The migrations that had run, as `plugin/id`. */
  readonly migrations: ReadonlySet<string>
}

/** What a backup is held against. */
export interface FitOptions {
  readonly manifest: Manifest
  readonly catalog: PluginCatalog
  /** Plugins that are to be left out, with all that they kept. */
  readonly without: readonly string[]
}

/**
 * Finds out, before anything is touched, whether this program knows all that made the tables of a backup.
 * @throws CommandFailure that names the plugins which are not here, or what a newer version made
 */
export async function checkFit({ manifest, catalog, without }: FitOptions): Promise<Fit> {
  const core = new Map(coreDeclarations.map((declaration) => [declaration.name, declaration]))
  const left = new Set(without)
  const kept = manifest.migrations.filter(({ plugin }) => !left.has(plugin))
  const on = manifest.plugins.flatMap(({ name, isOn }) => (isOn && !left.has(name) ? name : []))
  const needed = [...new Set([...kept.map(({ plugin }) => plugin), ...on])]
  const missing = needed.filter((name) => !core.has(name) && !catalog.found.has(name))
  if (missing.length > 0) throw missingPlugins(missing, manifest, catalog)
  const plugins = needed.map((name) => core.get(name) ?? catalog.found.get(name)!.declaration)
  for (const plugin of plugins) await checkMigrations(plugin, manifest)
  // A plugin that is off may need one that is not here: its tables stand by themselves.
  const names = new Set(needed)
  const alone = plugins.map((plugin) => withNeedsAmong(plugin, names))
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  return {
    plugins: sortDeclarations([...coreDeclarations.filter(({ name }) => !names.has(name)), ...alone]).map(
      (plugin) => byName.get(plugin.name) ?? plugin,
    ),
    migrations: new Set(kept.map(({ plugin, id }) => `${plugin}/${id}`)),
  }
}

function withNeedsAmong(plugin: PluginDeclaration, names: ReadonlySet<string>): PluginDeclaration {
  const needs = Object.entries(plugin.requires?.plugins ?? {}).filter(([name]) => names.has(name))
  return {
    ...plugin,
    requires: { ...plugin.requires, plugins: Object.fromEntries(needs) },
  } as PluginDeclaration
}

function missingPlugins(missing: readonly string[], manifest: Manifest, catalog: PluginCatalog) {
  const named = missing.map((name) => {
    const version = manifest.plugins.find((plugin) => plugin.name === name)?.version
    const fault = catalog.faulty.find((faulty) => faulty.name === name)?.error.message
    return `${name}${version === undefined ? '' : ` ${version}`}${fault === undefined ? '' : ` (${fault})`}`
  })
  return unfit(
    `This backup holds what is kept by plugins that are not here: ${named.join(', ')}. ` +
      `Install them, or leave what they kept out of the restore ` +
      `with --without ${missing.join(',')}; nothing was touched.`,
  )
}

async function checkMigrations(plugin: PluginDeclaration, manifest: Manifest): Promise<void> {
  const known = new Map((await readMigrations(plugin)).map(({ id, checksum }) => [id, checksum]))
  const version = manifest.plugins.find(({ name }) => name === plugin.name)?.version ?? manifest.stowage
  for (const { plugin: name, id, sha256 } of manifest.migrations) {
    if (name !== plugin.name || known.get(id) === sha256) continue
    const why = known.has(id) ? 'is another one here' : 'is not known here'
    throw unfit(
      `This backup was made by a newer or another version: its migration ${name}/${id} ${why}. ` +
        `It was Stowage ${manifest.stowage} with ${name} ${version}, this is ${PLATFORM_VERSION}; ` +
        'restore it with that version, or a later one.',
    )
  }
}
