import { systemActor } from '../../access/system-actor.ts'
import { buildGeneration } from '../../app.ts'
import type { Database } from '../../database/database.ts'
import { newId } from '../../database/ids.ts'
import { coreDeclarations } from '../../declarations.ts'
import { readSecretKey } from '../../home/secret-key.ts'
import { beginChange } from '../../host/plugins/change-plugins.ts'
import type { PluginSet } from '../../host/plugins/plugin-set.ts'
import { checkEventsOf } from '../../host/programs/events-at-sites.ts'
import { makeCredentials, type ShownCredentials } from '../../host/programs/program-credentials.ts'
import { createSecretBox } from '../../host/secrets/secret-box.ts'
import { createLog } from '../../http/request-log.ts'
import type { ChangeOrder } from '../../plugin-host/plugin-runtime.ts'
import { programOf } from '../../plugin-host/program.ts'
import { type Command, type CommandContext, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { type Platform, withPlatform } from '../with-platform.ts'

/** `stowage plugin enable`: switches a plugin on, on all servers that run. */
export const enablePlugin: Command = {
  ...commandOf('enable', 'Switches a plugin on, also while servers run'),
  usage: 'plugin enable <name> [--owners <name,name>] [--sites <code,code>] [--json]',
  optionHelp: {
    '--owners': 'Of a program with stowage.plugin.json: for whose stock its key counts; all unless said',
    '--sites': 'The same for sites, by their codes',
    ...databaseOptionHelp,
  },
  options: {
    ...jsonOption,
    ...databaseOptions,
    owners: { type: 'string' },
    sites: { type: 'string' },
  },
}

/** `stowage plugin disable`: switches a plugin off; its data stays. */
export const disablePlugin: Command = {
  ...commandOf('disable', 'Switches a plugin off, also while servers run; its data stays'),
  usage: 'plugin disable <name> [--release | --unasked] [--json]',
  optionHelp: {
    '--release': 'Lets it first let go of what stands in the way',
    '--unasked': 'Does not ask it whether anything stands in the way: for one that fails when it is asked',
    ...databaseOptionHelp,
  },
  options: {
    ...jsonOption,
    ...databaseOptions,
    release: { type: 'boolean' },
    unasked: { type: 'boolean' },
  },
}

function commandOf(action: ChangeOrder['action'], summary: string): Command {
  return {
    usage: `plugin ${action} <name> [--json]`,
    summary,
    optionHelp: databaseOptionHelp,
    options: { ...jsonOption, ...databaseOptions },
    maximumWords: 1,
    async run(context) {
      const order: ChangeOrder = {
        id: newId(),
        plugin: nameIn(context),
        action,
        author: { actor: systemActor },
        isReleasing: context.options.release === true,
        isUnasked: context.options.unasked === true,
      }
      const work = { context, command: `plugin ${action}`, mayLackPlugins: true }
      const { credentials, unloadable } = await withPlatform(work, async (platform) => {
        const made = action === 'enable' ? await credentialsFor(order.plugin, platform, context) : undefined
        await carryOut({ ...order, ...(made && { credentials: made.kept }) }, platform, context)
        return { credentials: made?.shown, unloadable: platform.deployment.unloadable }
      })
      const past = { enable: 'on', disable: 'off' }[action]
      context.print(`${order.plugin} is ${past}.`)
      if (unloadable?.plugin === order.plugin) context.print(`It was asked nothing: ${unloadable.message}`)
      if (credentials !== undefined) printCredentials(context, credentials)
      context.report({ plugin: order.plugin, state: past, ...(credentials && { credentials }) })
      return 0
    },
  }
}

/** The plugin that the command's first word names. @throws CommandFailure */
export function nameIn({ words }: CommandContext): string {
  const [name] = words
  if (name !== undefined) return name
  throw new CommandFailure('usage', 'Which plugin? `npx stowage plugins` lists them.')
}

/** What a program is to take part by; nothing for a plugin that runs within the server. */
async function credentialsFor(
  name: string,
  { database, deployment }: Platform,
  { settings, options }: CommandContext,
) {
  const plugin = deployment.catalog.found.get(name)?.declaration
  const isProgram = plugin !== undefined && programOf(plugin) !== undefined
  if (isProgram) {
    const owners = await numbersNamed(database, options.owners, ownersByName)
    const sites = await numbersNamed(database, options.sites, sitesByCode)
    const scope = { ...(owners && { owners }), ...(sites && { sites }) }
    checkEventsOf(plugin, { owners: null, sites: null, ...scope })
    return makeCredentials(createSecretBox(await readSecretKey(settings)), name, scope)
  }
  const bound = ['owners', 'sites'].find((option) => options[option] !== undefined)
  if (bound !== undefined)
    throw new CommandFailure('usage', `"${name}" is no program of its own; leave --${bound} out.`)
  return undefined
}

const ownersByName = { table: 'access.owner', column: 'name', noun: 'owner' }
const sitesByCode = { table: 'locations.site', column: 'code', noun: 'site' }

/** The numbers of what was named; nothing where nothing was. @throws CommandFailure */
async function numbersNamed(
  { appAll }: Database,
  named: unknown,
  { table, column, noun }: typeof ownersByName,
): Promise<number[] | undefined> {
  if (typeof named !== 'string') return undefined
  const names = named.split(',').map((name) => name.trim())
  const rows: { no: number; name: string }[] = await appAll(table)
    .whereIn(column, names)
    .select('no', { name: column })
  const stranger = names.find((name) => !rows.some((row) => row.name === name))
  if (stranger === undefined) return rows.map(({ no }) => no)
  throw new CommandFailure('usage', `There is no ${noun} "${stranger}".`)
}

/** Says what a program is given to take part by. */
export function printCredentials({ print }: CommandContext, { key, signingSecret }: ShownCredentials): void {
  print(`\n  Its key:             ${key}`)
  print(`  Its signing secret:  ${signingSecret}`)
  print('  They are shown this once; `npx stowage plugin key <name>` makes others.')
}

async function carryOut(order: ChangeOrder, { database, deployment }: Platform, context: CommandContext) {
  const { catalog } = deployment
  await context.progress.step(`Switching ${order.plugin}`, async (tell) => {
    const { ended } = await beginChange(
      {
        database,
        catalog,
        core: coreDeclarations,
        log: createLog({ level: 'silent' }),
        servicesOf: (set) => servicesOf(database, set),
      },
      order,
    )
    const timer = setInterval(
      () =>
        void readChange(database, order.id).then(
          ({ step }) => tell(step),
          () => {},
        ),
      500,
    )
    await ended.finally(() => clearInterval(timer))
  })
  const { state, error } = await readChange(database, order.id)
  if (state !== 'done') throw new CommandFailure('plugin', error ?? 'It did not end.')
}

async function readChange(database: Database, id: string) {
  return database.appAll('host.plugin_change').where({ id }).first('state', 'step', 'error')
}

/** The whole set is composed once, as a server would, so that what does not fit is found before it counts. */
async function servicesOf(database: Database, set: PluginSet) {
  const { app, services } = await buildGeneration({ database, set })
  await app.close()
  return services
}
