import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { runningServer } from '../../core/src/embedded-postgres/running-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** How a command ended, and what it said. */
export interface Ending {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A node that serves. */
export interface RunningNode {
  readonly url: string
  readonly process: ChildProcess
  /** The first administrator, where this start made one. */
  readonly logIn: { readonly email: string; readonly password: string } | undefined
  readonly ended: Promise<Ending>
}

/** The words and settings of one command. */
export interface NodeCommand {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly input?: string
  /** The folder that it is called in. */
  readonly cwd?: string
}

/**
 * Makes a home for a node. When the test ends, whatever PostgreSQL is left there is stopped, and it is
 * removed.
 */
export async function makeHome(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-home-'))
  const home = join(folder, 'home')
  t.teardown(async () => {
    for (const data of [join(home, 'postgres')]) {
      const left = await runningServer(data)
      if (left !== undefined) process.kill(left.pid, 'SIGQUIT')
      for (let tries = 0; tries < 200 && (await runningServer(data)) !== undefined; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    await rm(folder, { recursive: true, force: true })
  })
  await chmod(folder, 0o755)
  return home
}

/** Runs a command of `stowage` to its end. */
export async function runStowage(command: NodeCommand): Promise<Ending> {
  return endingOf(spawnStowage(command))
}

/**
 * Starts a node and waits until it listens.
 * @throws with all that it said, when it ends instead
 */
export async function startNode(
  t: Test,
  env: Readonly<Record<string, string>>,
  more: readonly string[] = [],
  cwd = tmpdir(),
): Promise<RunningNode> {
  const child = spawnStowage({ args: ['start', '--json', '--no-demo', ...more], env, cwd })
  const ended = endingOf(child)
  t.teardown(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  })
  const lines = createInterface({ input: child.stdout! })
  const first = new Promise<string>((resolve) => lines.once('line', resolve))
  const answer = await Promise.race([first, ended])
  if (typeof answer !== 'string') throw new Error(`the node ended with ${answer.code}: ${answer.stderr}`)
  const { url, logIn, error } = JSON.parse(answer)
  if (error !== undefined) throw new Error(`the node did not start: ${error.detail}`)
  return { url, process: child, logIn, ended }
}

/** Starts a command: only what a bare machine has, and the settings given. */
export function spawnStowage({ args, env, input = '', cwd = tmpdir() }: NodeCommand): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--conditions=stowage-source', join(root, 'core/bin/cli.js'), ...args],
    {
      cwd,
      env: { PATH: process.env.PATH, ...env },
    },
  )
  child.stdin!.end(input)
  return child
}

async function endingOf(child: ChildProcess): Promise<Ending> {
  let stdout = ''
  let stderr = ''
  child.stdout!.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr!.on('data', (chunk) => {
    stderr += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, stdout, stderr }
}
