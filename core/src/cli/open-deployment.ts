import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { orderPlugins } from '../app.ts'
import { accessFromUrl, type DatabaseAccess } from '../database/database-access.ts'
import { type MigrateReport, migrate } from '../database/migrate.ts'
import { prepareDatabase } from '../database/roles.ts'
import { coreDeclarations } from '../declarations.ts'
import { adminUrlOf, openEmbeddedPostgres } from '../embedded-postgres/embedded-postgres.ts'
import { homeHolder, isHolder, lockHome } from '../home/home-lock.ts'
import { readSecrets } from '../home/home-secrets.ts'
import { leaveOut } from '../host/plugins/leave-out.ts'
import { asOwner, keepFound, type PluginSet, readEnabled, readPluginSet } from '../host/plugins/plugin-set.ts'
import { discoverPlugins, type PluginCatalog } from '../plugin-host/discover.ts'
import { HostError } from '../plugin-host/host-error.ts'
import type { Settings } from '../settings.ts'
import type { CommandContext } from './command.ts'
import { CommandFailure } from './command-failure.ts'
import { inspectDatabase } from './inspect-database.ts'

/** What a command that opens the database takes. */
export const databaseOptions = {
  'accept-data-loss': { type: 'boolean' },
  'reset-roles': { type: 'boolean' },
} as const

/** The meaning of `databaseOptions`, for the help. */
export const databaseOptionHelp = {
  '--accept-data-loss': 'Uses a server with fsync off, which may forget what it acknowledged',
  '--reset-roles': "Gives the server's stowage_ roles and the database the secrets of this home",
} as const

/** A migrated database, and whatever must be closed after it. */
export interface Deployment {
  readonly access: DatabaseAccess
  /** Every plugin that there is. */
  readonly catalog: PluginCatalog
  /** Core and the plugins that are switched on, in order of their needs, with the number of this set. */
  readonly set: PluginSet
  /** Why a plugin that is on cannot be loaded; the set is core's own then. */
  readonly unloadable: HostError | undefined
  /** The plugins that were on and were left out of this start. */
  readonly leftOut: readonly string[]
  /** What was to be left out and is no plugin. */
  readonly unknown: readonly string[]
  readonly isEmbedded: boolean
  readonly migrated: MigrateReport
  /** Rejects when the embedded server cannot be kept up. */
  readonly failed: Promise<never>
  /** Tells other commands where this one listens. */
  announce(url: string): Promise<void>
  close(): Promise<void>
}

/** How a command opens its deployment. */
export interface OpenOptions {
  readonly context: CommandContext
  /** The command's name, which another one gets to read when it has to wait. */
  readonly command: string
  /** Whether it goes on with core alone where a plugin that is on cannot be loaded. */
  readonly mayLackPlugins?: boolean
  /** Runs once nobody else works on this home, and before anything is made. */
  readonly beforeAnything?: () => Promise<void>
  /** Told of what happens to the database later on. */
  readonly onEvent?: (sentence: string) => void
}

const ROOT = new URL('../../../', import.meta.url)
const NEVER = new Promise<never>(() => {})

/**
 * Opens the database of this home or of DATABASE_URL, makes its roles and runs its migrations. While a server
 * runs on this home, its embedded database is used as it stands.
 * @throws CommandFailure when another command works on the embedded database
 */
export async function openDeployment(options: OpenOptions): Promise<Deployment> {
  const { settings } = options.context
  return settings.DATABASE_URL === undefined ? openEmbedded(options) : openOwn(options, settings.DATABASE_URL)
}

async function openOwn(options: OpenOptions, url: string): Promise<Deployment> {
  const { context, beforeAnything } = options
  await beforeAnything?.()
  const { credentials } = await readSecrets(context.settings)
  await inspectDatabase({ url, credentials, mayTakeOver: context.options['reset-roles'] === true })
  const ready = await makeReady({ ...options, url, credentials })
  return { ...ready, isEmbedded: false, failed: NEVER, announce: async () => {}, close: async () => {} }
}

async function openEmbedded(options: OpenOptions): Promise<Deployment> {
  const { context, command, onEvent, beforeAnything } = options
  const home = context.settings.STOWAGE_HOME
  const lock = await lockHome(home, command)
  if (isHolder(lock)) return joinRunning(options, lock)
  try {
    await beforeAnything?.()
    const secrets = await readSecrets(context.settings)
    const server = await context.progress.step('Starting PostgreSQL', () =>
      openEmbeddedPostgres({ home, secrets, ...(onEvent && { onRestart: onEvent }) }),
    )
    const close = async () => {
      await server.stop()
      await lock.release()
    }
    try {
      const ready = await makeReady({
        ...options,
        url: server.adminUrl,
        credentials: secrets.credentials,
      })
      return { ...ready, isEmbedded: true, failed: server.failed, announce: lock.announce, close }
    } catch (error) {
      await server.stop()
      throw error
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Another process holds the home. A server's database may be used beside it; a second server may not be. */
async function joinRunning(options: OpenOptions, first: { pid: number }): Promise<Deployment> {
  const { command } = options
  const { settings } = options.context
  const holder = (await homeHolder(settings.STOWAGE_HOME)) ?? { ...first, command: 'another command' }
  const where = 'url' in holder && holder.url ? ` at ${holder.url}` : ''
  if (command === 'start' || holder.command !== 'start') {
    throw new CommandFailure(
      'running',
      `"stowage ${holder.command}" already works on ${settings.STOWAGE_HOME}${where} (process ` +
        `${holder.pid}); wait for it, end it, or set another STOWAGE_HOME.`,
    )
  }
  const { embedded, credentials } = await readSecrets(settings)
  if (embedded === undefined || !where) {
    throw new CommandFailure(
      'running',
      `The server (process ${holder.pid}) is still starting; try again in a moment.`,
    )
  }
  const access = accessFromUrl(adminUrlOf(embedded), credentials)
  const migrated = { applied: [], total: 0 }
  const catalog = await discoverFor(settings)
  await keepFound(access, catalog)
  return {
    access,
    catalog,
    ...(await readSet(access, catalog, options)),
    leftOut: [],
    unknown: [],
    isEmbedded: true,
    migrated,
    failed: NEVER,
    announce: async () => {},
    close: async () => {},
  }
}

interface Ready extends OpenOptions {
  readonly url: string
  readonly credentials: DatabaseAccess['credentials']
}

/**
 * Core's tables come first, because they know which plugins are on; then the tables of those that are.
 */
async function makeReady({ url, credentials, ...options }: Ready) {
  const { context } = options
  return context.progress.step('Preparing the database', async (tell) => {
    const isUnsafeServerAllowed = context.options['accept-data-loss'] === true
    const isResetting = context.options['reset-roles'] === true
    const access = await prepareDatabase({
      adminUrl: url,
      credentials,
      isUnsafeServerAllowed,
      isResettingPasswords: isResetting,
    })
    const catalog = await discoverFor(context.settings)
    const core = await migrate({
      access,
      plugins: orderPlugins({}),
      onProgress: tell,
      isResettingWriterKey: isResetting,
    })
    await keepFound(access, catalog)
    const without = { names: wordsOf(context.options.without), core: coreDeclarations }
    const { leftOut, unknown } = await leaveOut(access, catalog, without)
    const { set, unloadable } = await readSet(access, catalog, options)
    const rest = await migrate({ access, plugins: set.plugins, onProgress: tell })
    const migrated = { applied: [...core.applied, ...rest.applied], total: rest.total }
    return { access, catalog, set, unloadable, leftOut, unknown, migrated }
  })
}

/** The set that is on. @throws HostError where some of it cannot be loaded, and the command needs it */
async function readSet(
  access: DatabaseAccess,
  catalog: PluginCatalog,
  { mayLackPlugins = false }: OpenOptions,
): Promise<Pick<Deployment, 'set' | 'unloadable'>> {
  try {
    const set = await readPluginSet({ access, core: coreDeclarations, catalog })
    return { set, unloadable: undefined }
  } catch (error) {
    if (!mayLackPlugins || !(error instanceof HostError)) throw error
    const { epoch } = await asOwner(access, readEnabled)
    return { set: { epoch, plugins: orderPlugins({}) }, unloadable: error }
  }
}

/**
 * All plugins that this machine has: the house's, packages that are installed beside the platform or in the
 * folder of the command, and those of the setting.
 */
export function discoverFor({ STOWAGE_PLUGINS }: Settings): Promise<PluginCatalog> {
  return discoverPlugins({
    houseFolder: fileURLToPath(new URL('plugins/', ROOT)),
    modulesFolders: [...new Set([modulesOf(fileURLToPath(ROOT)), modulesOf(process.cwd())])],
    given: wordsOf(STOWAGE_PLUGINS),
  })
}

function modulesOf(folder: string): string {
  return join(resolve(folder), 'node_modules')
}

/** The words of an option or setting that has commas between them. */
export function wordsOf(text: string | boolean | undefined): string[] {
  if (typeof text !== 'string') return []
  return text.split(',').flatMap((word) => word.trim() || [])
}
