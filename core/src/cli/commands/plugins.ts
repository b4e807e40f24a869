import type { PluginDeclaration } from '@stowage/sdk'
import { buildGeneration } from '../../app.ts'
import { openDatabase } from '../../database/database.ts'
import type { DatabaseAccess } from '../../database/database-access.ts'
import { asOwner, type PluginSet } from '../../host/plugins/plugin-set.ts'
import { listWiring, type PluginWiring, type RoutesByPlugin } from '../../plugin-host/wiring.ts'
import { type Command, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions, openDeployment } from '../open-deployment.ts'

/** `stowage plugins`: what there is, what is on, and what each adds; of one of them, all by its name. */
export const pluginsCommand: Command = {
  usage: 'plugins [name] [--json]',
  summary: 'Lists the plugins with what each adds to the platform; of one of them, all by its name',
  optionHelp: databaseOptionHelp,
  options: { ...jsonOption, ...databaseOptions },
  maximumWords: 1,
  async run(context) {
    const open = { context, command: 'plugins', mayLackPlugins: true }
    const { access, catalog, set, unloadable, close } = await openDeployment(open)
    try {
      const states = await asOwner(access, async (client) => {
        const { rows } = await client.query<PluginRow>(
          'select name, version, source, is_enabled from host.plugin order by name',
        )
        return rows
      })
      const on = new Set(states.flatMap(({ name, is_enabled }) => (is_enabled ? name : [])))
      const core: readonly PluginDeclaration[] = set.plugins.filter(({ name }) => !catalog.found.has(name))
      const routes = await routesOf(access, set)
      const wirings = listWiring({ core, catalog, on, known: states, routes })
      const [name] = context.words
      const asked = name === undefined ? wirings : [named(name, wirings)]
      const fault = unloadable && { code: unloadable.code, detail: unloadable.message }
      context.report({ epoch: set.epoch, plugins: asked, ...(fault && { unloadable: fault }) })
      if (name === undefined) printTable(context.print, wirings)
      else printOne(context.print, asked[0]!)
      const isSaid = asked.some((wiring) => wiring.fault?.detail === fault?.detail)
      if (fault !== undefined && !isSaid) context.print(fault.detail)
      return 0
    } finally {
      await close()
    }
  },
}

interface PluginRow {
  name: string
  version: string
  source: string
  is_enabled: boolean
}

async function routesOf(access: DatabaseAccess, set: PluginSet): Promise<RoutesByPlugin> {
  const database = openDatabase(access)
  try {
    const { app, routes } = await buildGeneration({ database, set })
    await app.close()
    return routes
  } finally {
    await database.close()
  }
}

function named(name: string, wirings: readonly PluginWiring[]): PluginWiring {
  const wiring = wirings.find((one) => one.name === name)
  if (wiring !== undefined) return wiring
  const there = wirings.map((one) => one.name).join(', ')
  throw new CommandFailure('usage', `There is no plugin "${name}". There are: ${there}.`)
}

/** Everything that one plugin adds, a line for each kind. */
function printOne(line: (text: string) => void, wiring: PluginWiring): void {
  const { name, title, version, origin, state, requires, adds, fault } = wiring
  line(`${name} ${version}: ${title} (${origin}, ${state})`)
  const kinds = Object.entries({ requires, ...adds }).filter(([, names]) => names.length > 0)
  const width = Math.max(0, ...kinds.map(([kind]) => kind.length))
  for (const [kind, names] of kinds) {
    const indent = ' '.repeat(width + 4)
    line(`  ${kind.padEnd(width)}  ${names.join(`\n${indent}`)}`)
  }
  if (fault !== undefined) line(`  ${fault.detail}`)
}

const COLUMNS = ['plugin', 'version', 'from', 'state', 'adds'] as const

function printTable(line: (text: string) => void, wirings: readonly PluginWiring[]): void {
  const rows = wirings.map(({ name, version, origin, state, adds }) => [
    name,
    version,
    origin,
    state,
    Object.entries(adds)
      .flatMap(([what, names]) => (names.length === 0 ? [] : counted(what, names.length)))
      .join(', '),
  ])
  const widths = COLUMNS.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n]!.length)))
  for (const row of [COLUMNS, ...rows]) {
    line(
      row
        .map((cell, n) => cell.padEnd(widths[n]!))
        .join('  ')
        .trimEnd(),
    )
  }
  for (const { name, fault } of wirings) if (fault !== undefined) line(`${name}: ${fault.detail}`)
}

/** `3 tables`, `1 route`. */
function counted(what: string, count: number): string {
  const noun = what === 'on' ? 'events heard' : what
  return `${count} ${count === 1 ? noun.replace(/s( heard)?$/, '$1') : noun}`
}
