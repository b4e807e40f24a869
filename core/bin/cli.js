/**
 * The command line under Node 24: hands the arguments and the environment on, which nothing below reads
 * itself.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Stripping types and compiling is half of a start; Node keeps the result where it may write.
enableCompileCache(join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node-compile'))
const { runCommand } = await import('../src/cli/run-command.ts')
const { stopRequest } = await import('../src/cli/stop-request.ts')

// Whoever reads us has read enough: `stowage … | head`.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await runCommand({
  args: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stopRequested: stopRequest(),
})
