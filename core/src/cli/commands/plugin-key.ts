import { systemActor } from '../../access/system-actor.ts'
import { readSecretKey } from '../../home/secret-key.ts'
import { keepCredentials, makeCredentials } from '../../host/programs/program-credentials.ts'
import { createSecretBox } from '../../host/secrets/secret-box.ts'
import { programOf } from '../../plugin-host/program.ts'
import { type Command, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'
import { nameIn, printCredentials } from './plugin-switch.ts'

/** `stowage plugin key`: another key for a program that takes part from outside. */
export const makePluginKey: Command = {
  usage: 'plugin key <name> [--json]',
  summary: 'Makes another key for a program with stowage.plugin.json; the one before ends an hour later',
  optionHelp: databaseOptionHelp,
  options: { ...jsonOption, ...databaseOptions },
  maximumWords: 1,
  async run(context) {
    const name = nameIn(context)
    const author = { actor: systemActor, reason: 'stowage plugin key' }
    const { kept, shown } = makeCredentials(createSecretBox(await readSecretKey(context.settings)), name)
    await withPlatform({ context, command: 'plugin key' }, async ({ database, deployment }) => {
      const plugin = deployment.set.plugins.find((one) => one.name === name)
      if (plugin === undefined || programOf(plugin) === undefined) {
        throw new CommandFailure(
          'usage',
          `"${name}" is no program that is switched on; \`npx stowage plugins\` lists them.`,
        )
      }
      await database.appAll.transaction((trx) => keepCredentials(trx, author, { plugin, kept }))
    })
    printCredentials(context, shown)
    context.report({ plugin: name, credentials: shown })
    return 0
  },
}
