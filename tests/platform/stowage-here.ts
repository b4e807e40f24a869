import { Readable, Writable } from 'node:stream'
import { runCommand } from '../../core/src/cli/run-command.ts'
import type { Ending, NodeCommand } from './node-process.ts'

const NEVER = new Promise<void>(() => {})

/**
 * Runs a command of `stowage` to its end in the test's own process, which has loaded the platform already: a
 * process of its own takes more than a second of a core. Whoever tries how a command ends takes
 * `runStowage()`.
 */
export async function runStowageHere({
  args,
  env,
  input = '',
}: Omit<NodeCommand, 'cwd'>): Promise<Ending & { readonly code: number }> {
  const said = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof said) =>
    new Writable({
      write(chunk, _encoding, done) {
        said[name] += chunk
        done()
      },
    })
  const stdin = Readable.from([Buffer.from(input)])
  const streams = { stdin, stdout: stream('stdout'), stderr: stream('stderr') }
  const code = await runCommand({ args, env, ...streams, stopRequested: NEVER })
  return { code, ...said }
}
