import type { ParseArgsConfig } from 'node:util'

/** What a command of a plugin may use: its words and the streams, and nothing else of the machine. */
export interface PluginCommandContext {
  /** The options given, by name. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  /** The words given after the command's name. */
  readonly words: readonly string[]
  /** Whether `--json` was given. */
  readonly isJson: boolean
  /** Writes a line for people to standard output; nothing when `--json` is given. */
  print(line: string): void
  /** Writes one line of JSON, when `--json` is given. */
  report(result: object): void
  /** Standard input line by line, as it comes, empty lines as well; it ends with the input. */
  lines(): AsyncIterable<string>
}

/**
 * A command of `stowage` that a plugin brings. It works without a database and a server, whether the plugin
 * is on or not: what needs either is asked of the API.
 * @since 0.1.0
 * @example
 * commands: {
 *   quotes: {
 *     usage: 'quotes [--json]',
 *     summary: 'Counts the words of each line',
 *     run: async ({ lines, print }) => {
 *       for await (const line of lines()) print(`${line.split(' ').length}`)
 *     },
 *   },
 * }
 */
export interface PluginCommand {
  /** As it is typed. */
  readonly usage: string
  readonly summary: string
  /** Each option with its meaning, for the help. */
  readonly optionHelp?: Readonly<Record<string, string>>
  /** What it takes beside `--json`. */
  readonly options?: NonNullable<ParseArgsConfig['options']>
  /** How many words may follow the name; none unless told. */
  readonly maximumWords?: number
  /** Ends with the exit code where it is not 0. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most commands have nothing to answer
  run(context: PluginCommandContext): Promise<number | void>
}
