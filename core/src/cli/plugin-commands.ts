import type { PluginCommand } from '@stowage/sdk'
import type { Settings } from '../settings.ts'
import { type Command, jsonOption } from './command.ts'
import { discoverFor } from './open-deployment.ts'

/**
 * The commands of all plugins that this machine has, on or off: which are on stands in a database, and these
 * work without one.
 */
export async function pluginCommands(settings: Settings): Promise<ReadonlyMap<string, Command>> {
  const { found } = await discoverFor(settings)
  const declared = [...found.values()].flatMap(({ declaration }) =>
    Object.entries(declaration.commands ?? {}),
  )
  return new Map(declared.map(([name, command]) => [name, asCommand(command)]))
}

/** It gets its words and the streams, and neither settings nor what stops the process. */
function asCommand({ options = {}, maximumWords = 0, run, ...told }: PluginCommand): Command {
  return {
    ...told,
    options: { ...options, ...jsonOption },
    maximumWords,
    async run({ options: given, words, isJson, print, report, lines, stopRequested }) {
      const ended = run({ options: given, words, isJson, print, report, lines })
      return (await Promise.race([ended, stopRequested])) ?? 0
    },
  }
}
