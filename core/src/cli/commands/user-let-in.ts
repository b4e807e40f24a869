import { systemActor } from '../../access/system-actor.ts'
import { recordChange } from '../../audit/record-change.ts'
import type { Database } from '../../database/database.ts'
import { type Command, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'
import { requiredEmail } from './user-create.ts'

const MINUTES = 60

/**
 * `stowage user let-in`: the way out for who lost what his log-ins ask for beside the password, or whose
 * plugin
 * does not run. His next log-in takes the password alone.
 */
export const letIn: Command = {
  usage: 'user let-in --email <address> [--json]',
  summary: 'Lets a user in once by his password alone, within the hour',
  optionHelp: { ...databaseOptionHelp },
  options: { ...jsonOption, ...databaseOptions, email: { type: 'string' } },
  maximumWords: 0,
  async run(context) {
    const email = requiredEmail(context).trim().toLowerCase()
    const until = await withPlatform({ context, command: 'user let-in' }, ({ database }) =>
      letInOnce(database, email),
    )
    context.print(`${email} can log in once by the password alone, until ${until.toISOString()}.`)
    context.report({ email, until: until.toISOString() })
    return 0
  },
}

async function letInOnce(database: Database, email: string): Promise<Date> {
  return database.transaction(systemActor, async (trx) => {
    const { rows } = await trx.raw<{ rows: { id: string; until: Date }[] }>(
      `update access.account set let_in_until = now() + make_interval(mins => ?)
        where email = ? and is_active returning id, let_in_until as until`,
      [MINUTES, email],
    )
    const [row] = rows
    if (row === undefined) throw new CommandFailure('input', `Nobody logs in with ${email}.`)
    const { id, until } = row
    const change = { entity: 'access.account', id, action: 'let_in', after: { until } }
    await recordChange(trx, { actor: systemActor, ...change })
    return new Date(until)
  })
}
