import { accessFromUrl } from '../../database/database-access.ts'
import { printRoles } from '../../database/roles.ts'
import { readSecrets } from '../../home/home-secrets.ts'
import { type Command, type CommandContext, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions, openDeployment } from '../open-deployment.ts'

/** `stowage migrate`: brings the database to this version's shape, and starts nothing. */
export const migrateCommand: Command = {
  usage: 'migrate [--print-roles] [--json]',
  summary: 'Makes roles and tables, and ends',
  optionHelp: {
    '--print-roles': 'Prints the SQL that a database administrator runs where Stowage may not make roles',
    ...databaseOptionHelp,
  },
  options: { ...jsonOption, ...databaseOptions, 'print-roles': { type: 'boolean' } },
  maximumWords: 0,
  async run(context) {
    if (context.options['print-roles'] === true) return printTheRoles(context)
    const deployment = await openDeployment({ context, command: 'migrate' })
    await deployment.close()
    const { applied, total } = deployment.migrated
    for (const { plugin, id, ms } of applied) context.print(`${plugin} ${id} (${ms} ms)`)
    context.print(
      applied.length === 0
        ? `All ${total} migrations had run.`
        : `${applied.length} of ${total} migrations ran.`,
    )
    context.report({ applied, total })
    return 0
  },
}

async function printTheRoles({ settings, print, report }: CommandContext): Promise<number> {
  if (settings.DATABASE_URL === undefined) {
    throw new CommandFailure('usage', 'Set DATABASE_URL; the embedded database makes its roles by itself.')
  }
  const { credentials } = await readSecrets(settings)
  const sql = printRoles(accessFromUrl(settings.DATABASE_URL, credentials))
  print(sql.trimEnd())
  report({ sql })
  return 0
}
