import type { PluginDeclaration } from '@stowage/sdk'
import { buildGeneration } from '../../app.ts'
import { openDatabase } from '../../database/database.ts'
import type { DatabaseAccess } from '../../database/database-access.ts'
import { asOwner, type PluginSet } from '../../host/plugins/plugin-set.ts'
import { listWiring, type PluginWiring, type RoutesByPlugin } from '../../plugin-host/wiring.ts'
import { type Command, jsonOption } from '../command.ts'
import { databaseOptionHelp, databaseOptions, openDeployment } from '../open-deployment.ts'

/** `stowage plugins`: what there is, what is on, and what each adds. */
export const pluginsCommand: Command = {
  usage: 'plugins [--json]',
  summary: 'Lists the plugins with what each adds to the platform',
  optionHelp: databaseOptionHelp,
  options: { ...jsonOption, ...databaseOptions },
  maximumWords: 0,
  async run(context) {
    const { access, catalog, set, close } = await openDeployment({ context, command: 'plugins' })
    try {
      const states = await asOwner(access, async (client) => {
        const { rows } = await client.query<{ name: string; version: string; state: string; source: string }>(
          'select name, version, state, source from host.plugin order by name',
        )
        return rows
      })
      const on = new Set(set.plugins.map(({ name }) => name))
      const core: readonly PluginDeclaration[] = set.plugins.filter(({ name }) => !catalog.found.has(name))
      const routes = await routesOf(access, set)
      const wirings = listWiring({ core, catalog, on, known: states, routes })
      context.report({ epoch: set.epoch, plugins: wirings })
      print(context.print, wirings)
      return 0
    } finally {
      await close()
    }
  },
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

const COLUMNS = ['plugin', 'version', 'from', 'state', 'adds'] as const

function print(line: (text: string) => void, wirings: readonly PluginWiring[]): void {
  const rows = wirings.map(({ name, version, origin, state, adds }) => [
    name,
    version,
    origin,
    state,
    Object.entries(adds)
      .flatMap(([what, names]) => (names.length === 0 ? [] : `${names.length} ${what}`))
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
