import { systemActor } from '../../access/system-actor.ts'
import { changeUser, getUser } from '../../access/users/user.service.ts'
import type { Database } from '../../database/database.ts'
import { type Command, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'
import { chosenPassword, requiredEmail } from './user-create.ts'

/** `stowage user reset`: a new password for somebody who lost his, and the account in use again. */
export const resetPassword: Command = {
  usage: 'user reset --email <address> [--password-stdin] [--json]',
  summary: 'Gives a user a new password and ends his sessions',
  optionHelp: {
    '--password-stdin': 'Reads the password from standard input; else one is made and printed',
    ...databaseOptionHelp,
  },
  options: {
    ...jsonOption,
    ...databaseOptions,
    email: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  maximumWords: 0,
  async run(context) {
    const email = requiredEmail(context).trim().toLowerCase()
    const { password, isMade } = await chosenPassword(context)
    await withPlatform({ context, command: 'user reset' }, ({ database }) => reset(database, email, password))
    context.print(
      `${email} can log in${isMade ? ` with the password ${password}` : ' with the new password'}.`,
    )
    context.report({ email, ...(isMade && { password }) })
    return 0
  },
}

async function reset(database: Database, email: string, password: string): Promise<void> {
  await database.transaction(systemActor, async (trx) => {
    const account = await trx('access.account').where({ email }).first('id')
    if (account === undefined) throw new CommandFailure('input', `Nobody logs in with ${email}.`)
    const { id, version } = await getUser(trx, account.id)
    const patch = { password, isActive: true }
    await changeUser(trx, { actor: systemActor }, { id, version, patch, known: new Map() })
  })
}
