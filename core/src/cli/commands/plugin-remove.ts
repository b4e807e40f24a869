import { systemActor } from '../../access/system-actor.ts'
import { coreDeclarations } from '../../declarations.ts'
import { removePlugin } from '../../host/plugins/remove-plugin.ts'
import { removedFolderOf } from '../../server.ts'
import { type Command, jsonOption } from '../command.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'
import { nameIn } from './plugin-switch.ts'

/** `stowage plugin remove`: forgets a plugin that is off, after an export of all that it kept. */
export const forgetPlugin: Command = {
  usage: 'plugin remove <name> [--json]',
  summary: 'Removes a plugin that is off, with all its data, which it exports first',
  optionHelp: databaseOptionHelp,
  options: { ...jsonOption, ...databaseOptions },
  maximumWords: 1,
  async run(context) {
    const plugin = nameIn(context)
    const removedFolder = removedFolderOf(context.settings.STOWAGE_HOME)
    const author = { actor: systemActor, reason: 'stowage plugin remove' }
    const { folder, tables } = await withPlatform(
      { context, command: 'plugin remove', mayLackPlugins: true },
      ({ database }) => removePlugin(database, { plugin, author, core: coreDeclarations, removedFolder }),
    )
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    context.print(`${plugin} is removed. What it kept (${rows} rows) stands in ${folder}.`)
    context.report({ plugin, state: 'removed', folder, tables })
    return 0
  },
}
