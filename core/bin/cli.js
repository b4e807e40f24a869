/** The command line under Node 24: hands the arguments and the environment on, which nothing below reads itself. */
import { runCommand } from '../src/cli/run-command.ts'

process.exitCode = await runCommand({
  args: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
})
