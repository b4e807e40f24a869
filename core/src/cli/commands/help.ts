import { descriptionOf, Settings } from '../../settings.ts'
import type { Command } from '../command.ts'
import { EXIT_CODES } from '../command-failure.ts'
import { pluginCommands } from '../plugin-commands.ts'
import { commands } from './index.ts'

/** `stowage help`: the commands, the settings, the exit codes. */
export const help: Command = {
  usage: 'help',
  summary: 'Shows this',
  options: {},
  maximumWords: 1,
  async run({ print, settings }) {
    const ofPlugins = await pluginCommands(settings)
    print('Stowage, inventory and warehouse management\n\nCommands')
    for (const { usage, summary, optionHelp = {} } of [...commands.values(), ...ofPlugins.values()]) {
      print(`  stowage ${usage}\n      ${summary}`)
      for (const [option, meaning] of Object.entries(optionHelp))
        print(`      ${option.padEnd(20)} ${meaning}`)
    }
    print('  npm test [-- <file> …]\n      Runs the tests\n\nSettings, from the environment')
    for (const [name, schema] of Object.entries(Settings.properties)) {
      const standard = 'default' in schema ? ` (${String(schema.default)})` : ''
      print(`  ${name.padEnd(26)} ${descriptionOf(schema)}${standard}`)
    }
    const codes = Object.entries(EXIT_CODES).map(([kind, code]) => `${code} ${kind}`)
    print(`\nExit codes: 0 done, ${codes.join(', ')}`)
    return 0
  },
}
