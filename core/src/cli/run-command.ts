import { createInterface } from 'node:readline/promises'
import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { DomainError } from '@stowage/sdk'
import { DatabaseSetUpError } from '../database/set-up-error.ts'
import { coreDeclarations } from '../declarations.ts'
import { DemoError } from '../demo/demo-error.ts'
import { buildErrorRegistry } from '../plugin-host/error-registry.ts'
import { HostError } from '../plugin-host/host-error.ts'
import { readSettings } from '../settings.ts'
import type { Command, CommandContext } from './command.ts'
import { CommandFailure, EXIT_CODES } from './command-failure.ts'
import { commands } from './commands/index.ts'
import { pluginCommands } from './plugin-commands.ts'
import { createProgress, type TextStream } from './progress.ts'
import { readLines } from './read-lines.ts'

/** What the process gives to the command line: the only place where it touches the outside world. */
export interface CommandLine {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable
  readonly stdout: TextStream
  readonly stderr: TextStream
  /** Resolves when the person or the machine wants the program to end. */
  readonly stopRequested: Promise<void>
}

/** Runs one command and answers its exit code. An expected failure is one sentence on standard error. */
export async function runCommand(line: CommandLine): Promise<number> {
  try {
    const { command, rest } = await findCommand(line)
    const { values, positionals } = parse(command, rest)
    const context = contextFor(line, values as CommandContext['options'], positionals)
    return (await command.run(context)) ?? 0
  } catch (error) {
    const failure = asFailure(error)
    if (line.args.includes('--json') && failure !== undefined) {
      line.stdout.write(`${JSON.stringify({ error: { code: failure.kind, detail: failure.message } })}\n`)
    }
    const text = failure?.message ?? (error instanceof Error ? error.stack : String(error))
    line.stderr.write(`stowage: ${text}\n`)
    return failure?.exitCode ?? EXIT_CODES.unexpected
  }
}

/** Our own commands come first; plugins are read for theirs only where none of ours is called so. */
async function findCommand({ args, env }: CommandLine): Promise<Found> {
  if (args.includes('--help')) return { command: commands.get('help')!, rest: [] }
  const found = among(commands, args)
  if (found !== undefined) return found
  const [first = 'help', second = ''] = args
  const ofPlugins = await pluginCommands(readSettings(env))
  const theirs = among(ofPlugins, args)
  if (theirs !== undefined) return theirs
  const names = [...commands.keys(), ...ofPlugins.keys()]
  const asked = names.some((name) => name.startsWith(`${first} `)) ? `${first} ${second}`.trim() : first
  throw new CommandFailure('usage', `There is no command "${asked}". There are: ${names.join(', ')}.`)
}

interface Found {
  readonly command: Command
  readonly rest: string[]
}

/** `user create` is one command of two words. */
function among(known: ReadonlyMap<string, Command>, args: readonly string[]): Found | undefined {
  const [first = 'help', second = ''] = args
  const pair = known.get(`${first} ${second}`)
  if (pair !== undefined) return { command: pair, rest: args.slice(2) }
  const command = known.get(first)
  return command === undefined ? undefined : { command, rest: args.slice(1) }
}

function parse(command: Command, args: string[]) {
  try {
    const parsed = parseArgs({ args, options: command.options, allowPositionals: true, strict: true })
    const surplus = parsed.positionals[command.maximumWords]
    if (surplus === undefined) return parsed
    throw new CommandFailure('usage', `"${surplus}" is too much. It is: stowage ${command.usage}`)
  } catch (error) {
    if (error instanceof CommandFailure) throw error
    const why = (error as Error).message.split(/\. (?:To|Did)/)[0]
    throw new CommandFailure('usage', `${why}. It is: stowage ${command.usage}`)
  }
}

function contextFor(line: CommandLine, options: CommandContext['options'], words: string[]): CommandContext {
  const isJson = options.json === true
  const { stopRequested } = line
  return {
    settings: readSettings(line.env),
    options,
    words,
    progress: createProgress(line.stderr),
    stopRequested,
    isJson,
    isTerminal: line.stdout.isTTY === true,
    print: (text) => {
      if (!isJson) line.stdout.write(`${text}\n`)
    },
    report: (result) => {
      if (isJson) line.stdout.write(`${JSON.stringify(result)}\n`)
    },
    lines() {
      void stopRequested.then(() => line.stdin.destroy())
      return readLines(line.stdin)
    },
    async readLine() {
      const reader = createInterface({ input: line.stdin })
      for await (const text of reader) {
        reader.close()
        return text
      }
      throw new CommandFailure('input', 'Standard input is empty; the password is expected there.')
    },
  }
}

/** The sentence of a failure that was to be expected, or `undefined` for a bug, whose stack is wanted. */
function asFailure(error: unknown): CommandFailure | undefined {
  if (error instanceof CommandFailure) return error
  if (error instanceof DatabaseSetUpError) {
    const isDown = error.code === 'database.unreachable' || error.code.startsWith('database.embedded')
    return new CommandFailure(isDown ? 'databaseDown' : 'databaseUnfit', error.message)
  }
  if (error instanceof HostError) return new CommandFailure('plugin', error.message)
  if (error instanceof DemoError) return new CommandFailure('input', error.message)
  if (error instanceof DomainError) {
    const sentence = buildErrorRegistry(coreDeclarations).sentence(error.code, error.facts)
    return new CommandFailure('refused', sentence)
  }
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') {
    return new CommandFailure('databaseDown', `The database went away (${(error as Error).message}).`)
  }
  return undefined
}
