import { newPassword } from '../../access/secret.ts'
import { systemActor } from '../../access/system-actor.ts'
import { createUser } from '../../access/users/user.service.ts'
import { buildPermissionRegistry } from '../../plugin-host/permission-registry.ts'
import { type Command, type CommandContext, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'

/** `stowage user create`: a person who can log in, made by whoever administers this machine. */
export const createUserCommand: Command = {
  usage: 'user create --email <address> [--name <name>] [--permissions <list>] [--password-stdin] [--json]',
  summary: 'Makes a user; without --permissions an administrator',
  optionHelp: {
    '--permissions': 'Permission names with commas between; * is all of them',
    '--password-stdin': 'Reads the password from standard input; else one is made and printed',
    ...databaseOptionHelp,
  },
  options: {
    ...jsonOption,
    ...databaseOptions,
    email: { type: 'string' },
    name: { type: 'string' },
    permissions: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  maximumWords: 0,
  async run(context) {
    const email = requiredEmail(context)
    const { password, isMade } = await chosenPassword(context)
    const name = String(context.options.name ?? email.split('@')[0])
    const permissions = String(context.options.permissions ?? '*').split(',')
    const user = await withPlatform({ context, command: 'user create' }, ({ database, deployment }) => {
      const known = buildPermissionRegistry(deployment.set.plugins)
      return database.transaction(systemActor, (trx) =>
        createUser(trx, { actor: systemActor }, { wish: { email, name, password, permissions }, known }),
      )
    })
    context.print(`${user.email} can log in${isMade ? ` with the password ${password}` : ''}.`)
    context.report({ id: user.id, email: user.email, permissions, ...(isMade && { password }) })
    return 0
  },
}

/** The `--email` of a command that cannot do without. @throws CommandFailure */
export function requiredEmail({ options }: CommandContext): string {
  if (typeof options.email === 'string') return options.email
  throw new CommandFailure('usage', 'Which user? Give --email <address>.')
}

/** The password given on standard input, or a new one, which the caller prints. */
export async function chosenPassword(
  context: CommandContext,
): Promise<{ password: string; isMade: boolean }> {
  if (context.options['password-stdin'] !== true) return { password: newPassword(), isMade: true }
  return { password: await context.readLine(), isMade: false }
}
