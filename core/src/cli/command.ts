import type { ParseArgsConfig } from 'node:util'
import type { Settings } from '../settings.ts'
import type { Progress } from './progress.ts'

/** The option that every reporting command has: its result as one JSON document on standard output. */
export const jsonOption = { json: { type: 'boolean' } } as const

/** What a command may use. Nothing below the command line reads the environment or the streams itself. */
export interface CommandContext {
  readonly settings: Settings
  /** The options given, by name. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  /** The words given after the command's name. */
  readonly words: readonly string[]
  readonly progress: Progress
  /** Resolves when the person or the machine wants the program to end. */
  readonly stopRequested: Promise<void>
  readonly isJson: boolean
  readonly isTerminal: boolean
  /** Writes a line for people to standard output; nothing when `--json` is given. */
  print(line: string): void
  /** Writes the result for scripts, when `--json` is given. */
  report(result: object): void
  /** Standard input line by line, as it comes. */
  lines(): AsyncIterable<string>
  /** The first line of standard input. */
  readLine(): Promise<string>
}

/** One command of `stowage`. */
export interface Command {
  /** As it is typed: `user create --email <address>`. */
  readonly usage: string
  readonly summary: string
  /** Each option with its meaning, for the help. */
  readonly optionHelp?: Readonly<Record<string, string>>
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** How many words may follow the name. */
  readonly maximumWords: number
  /** Ends with the exit code where it is not 0. @throws CommandFailure */
  run(context: CommandContext): Promise<number | undefined>
}
