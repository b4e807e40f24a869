import { existsSync, statSync } from 'node:fs'
import { readdir, readFile, realpath } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isNameOfCore, type PluginDeclaration } from '@stowage/sdk'
import { HostError } from './host-error.ts'
import { shareOwnPackages } from './own-packages.ts'
import { readProgram } from './read-program.ts'
import { validateDeclaration } from './validate-declaration.ts'
import { asCodeOf } from './whose-code.ts'

/** Where a plugin comes from: this repository, a package that was installed, or a folder of a setting. */
export type PluginOrigin = 'house' | 'package' | 'folder' | 'gone'

/** A plugin whose declaration was read and is in order. */
export interface FoundPlugin {
  readonly declaration: PluginDeclaration
  readonly origin: PluginOrigin
  /** The folder that it was read from; empty for one that was handed over in the process. */
  readonly path: string
  /** Of one that serves: why what stands in its file by now could not be read. */
  readonly fault?: HostError
}

/** A plugin that cannot be used, under the name that it most likely has. */
export interface FaultyPlugin {
  readonly name: string
  readonly origin: PluginOrigin
  readonly path: string
  readonly error: HostError
}

/** The whole set of plugins that this machine has; which of them are on is the database's business. */
export interface PluginCatalog {
  readonly found: ReadonlyMap<string, FoundPlugin>
  readonly faulty: readonly FaultyPlugin[]
}

/** Where plugins are looked for. */
export interface DiscoverOptions {
  readonly houseFolder?: string
  /** The `node_modules` that packages are installed in, the first one first. */
  readonly modulesFolders?: readonly string[]
  /** Folders, each a plugin or full of them, and names of installed packages. */
  readonly given?: readonly string[]
}

/** What declares a program in another language, or in this one, that takes part over HTTP alone. */
const PROGRAM_FILE = 'stowage.plugin.json'

interface Place {
  readonly name: string
  readonly origin: PluginOrigin
  readonly path: string
  readonly entry: string
}

/** When a file was first imported, because Node gives the same module again however it was changed. */
const firstSeen = new Map<string, number>()

/**
 * Looks for plugins and reads their declarations. One that cannot be read is told of and stops nobody: only
 * who wants it switched on minds.
 * @throws HostError `host.plugin_not_found` for a folder or package of the setting that is not there
 */
export async function discoverPlugins(options: DiscoverOptions): Promise<PluginCatalog> {
  shareOwnPackages()
  const { houseFolder, modulesFolders = [], given = [] } = options
  const packages = await Promise.all(modulesFolders.map(packagePlaces))
  const places = [
    ...(await housePlaces(houseFolder)),
    ...packages.flat(),
    ...(await givenPlaces(given, modulesFolders)),
  ]
  const known = new Map<string, Place>()
  for (const place of places) {
    const real = await realpath(place.path)
    if (!known.has(real)) known.set(real, { ...place, path: real, entry: join(real, place.entry) })
  }
  const found = new Map<string, FoundPlugin>()
  const faulty: FaultyPlugin[] = []
  for (const place of known.values()) {
    const { origin, path } = place
    try {
      const declaration = await readDeclaration(place)
      if (isNameOfCore(declaration.name)) throw nameOfCore(declaration.name, path)
      const twin = found.get(declaration.name)
      if (twin !== undefined) throw nameTaken(declaration.name, twin.path, path)
      found.set(declaration.name, { declaration, origin, path })
    } catch (error) {
      const fault = error instanceof HostError ? error : unreadable(place, error)
      const name = fault.plugin.startsWith('(') ? place.name : fault.plugin
      faulty.push({ name, origin, path, error: fault })
    }
  }
  return { found, faulty }
}

async function housePlaces(folder: string | undefined): Promise<Place[]> {
  if (folder === undefined || !existsSync(folder)) return []
  return childrenWithEntry(folder, 'house')
}

async function childrenWithEntry(folder: string, origin: PluginOrigin): Promise<Place[]> {
  const names = (await readdir(folder)).sort()
  const places = await Promise.all(names.map((name) => placeOf(join(folder, name), origin)))
  return places.flatMap((place) => place ?? [])
}

/**
 * A folder is a plugin by the member `stowage` of its package.json, by the file that a program of its own
 * has, or by an index file; such a program may have an index file that is not for us to run.
 */
async function placeOf(path: string, origin: PluginOrigin): Promise<Place | undefined> {
  const name = basename(path)
  const manifest = await readManifest(path)
  if (manifest !== undefined) return { name, origin, path, entry: manifest }
  const entry = [PROGRAM_FILE, 'index.ts', 'index.js'].find((file) => existsSync(join(path, file)))
  return entry === undefined ? undefined : { name, origin, path, entry }
}

async function packagePlaces(folder: string): Promise<Place[]> {
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'))
  const scoped = names.filter((name) => name.startsWith('@'))
  const inner = await Promise.all(
    scoped.map(async (scope) => (await readdir(join(folder, scope))).map((name) => join(scope, name))),
  )
  const all = [...names.filter((name) => !name.startsWith('@')), ...inner.flat()].sort()
  const places = await Promise.all(
    all.map(async (name): Promise<Place[]> => {
      const path = join(folder, name)
      const entry = await readManifest(path)
      return entry === undefined ? [] : [{ name: basename(name), origin: 'package', path, entry }]
    }),
  )
  return places.flat()
}

/** The entry that a package.json names: `"stowage": { "plugin": "./index.js" }`. */
async function readManifest(path: string): Promise<string | undefined> {
  const text = await readFile(join(path, 'package.json'), 'utf8').catch(() => '')
  if (!text.includes('"stowage"')) return undefined
  try {
    const entry = (JSON.parse(text) as { stowage?: { plugin?: unknown } }).stowage?.plugin
    return typeof entry === 'string' ? entry : undefined
  } catch {
    return undefined
  }
}

async function givenPlaces(given: readonly string[], modulesFolders: readonly string[]): Promise<Place[]> {
  const places: Place[] = []
  for (const word of given) {
    const folder = resolve(word)
    const installed = modulesFolders.map((modules) => join(modules, word)).find((path) => existsSync(path))
    if (existsSync(folder) && statSync(folder).isDirectory()) {
      const itself = await placeOf(folder, 'folder')
      places.push(...(itself === undefined ? await childrenWithEntry(folder, 'folder') : [itself]))
    } else if (installed !== undefined) {
      const itself = await placeOf(installed, 'package')
      if (itself !== undefined) places.push(itself)
    } else {
      throw new HostError(
        'host.plugin_not_found',
        word,
        `STOWAGE_PLUGINS names "${word}", and there is neither a folder nor an installed package of that ` +
          'name; mend the path, install the package, or take the word out.',
      )
    }
  }
  return places
}

async function readDeclaration({ name, entry }: Place): Promise<PluginDeclaration> {
  if (entry.endsWith('.json')) return await readProgram(name, entry)
  const module = await importFresh(name, entry)
  if (typeof module.default !== 'object' || module.default === null) {
    const what = { undefined: 'no default export', object: 'null as its default export' }
    const has = what[typeof module.default as keyof typeof what] ?? `a ${typeof module.default} there`
    const sentence = `${entry} has ${has}; write "export default definePlugin({ … })" there.`
    throw new HostError('host.plugin_unreadable', name, sentence)
  }
  return validateDeclaration(module.default)
}

async function importFresh(name: string, entry: string): Promise<{ default?: unknown }> {
  try {
    const changed = statSync(entry).mtimeMs
    const first = firstSeen.get(entry) ?? changed
    firstSeen.set(entry, first)
    const address = pathToFileURL(entry).href
    const site = { plugin: name, version: '', hook: 'import' }
    return await asCodeOf(site, () => import(first === changed ? address : `${address}?changed=${changed}`))
  } catch (cause) {
    throw unreadable({ name, entry }, cause)
  }
}

function unreadable({ name, entry }: Pick<Place, 'name' | 'entry'>, cause: unknown): HostError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const way = 'Mend the file, or take the plugin out.'
  const sentence = `The plugin in ${entry} could not be read: ${reason}. ${way}`
  return Object.assign(new HostError('host.plugin_unreadable', name, sentence), { cause })
}

function nameTaken(name: string, first: string, second: string): HostError {
  const sentence = `Two plugins are called "${name}": ${first} and ${second}; take one of them away.`
  return new HostError('host.name_taken', name, sentence)
}

function nameOfCore(name: string, path: string): HostError {
  const sentence = `The plugin in ${path} is called "${name}", as a part of core is; choose another name.`
  return new HostError('host.name_taken', name, sentence)
}
