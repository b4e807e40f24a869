/*
 * What the doctor looks at, each room only where the ones before let him in:
 *   1. the machine: Node, port, home, disk, keys, address;
 *   2. the database: that it answers, its version and safety, its clock, its roles;
 *   3. the record: migrations, plugins, partitions, seals, secrets;
 *   4. the work that runs by itself: jobs, subscribers, mail, invariants, servers, backups.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandContext } from '../cli/command.ts'
import { CommandFailure } from '../cli/command-failure.ts'
import { discoverFor } from '../cli/open-deployment.ts'
import { openStanding, type Standing } from '../cli/open-standing.ts'
import { DatabaseSetUpError } from '../database/set-up-error.ts'
import { coreDeclarations } from '../declarations.ts'
import { readPluginSet } from '../host/plugins/plugin-set.ts'
import { type Finding, fault, hint } from './finding.ts'
import { lookAtDatabase } from './look-at-database.ts'
import { lookAtMachine } from './look-at-machine.ts'
import { lookAtRecord } from './look-at-record.ts'
import { lookAtSecrets } from './look-at-secrets.ts'
import { lookAtWork } from './look-at-work.ts'

/** Looks at everything, and mends nothing. */
export async function examine(context: CommandContext): Promise<Finding[]> {
  const { settings } = context
  const machine = await lookAtMachine(settings)
  if (machine.some(({ check, severity }) => check === 'home' && severity === 'fault')) return machine
  if (settings.DATABASE_URL === undefined && !existsSync(join(settings.STOWAGE_HOME, 'database.json'))) {
    const sentence = `There is no database in ${settings.STOWAGE_HOME} yet.`
    return [
      ...machine,
      hint('database', sentence, 'npx stowage start makes it, or set DATABASE_URL or STOWAGE_HOME.'),
    ]
  }
  const standing = await openOrSay(context)
  if (!('access' in standing)) return [...machine, standing]
  try {
    return [...machine, ...(await lookInside(context, standing))]
  } finally {
    await standing.close()
  }
}

async function lookInside({ settings }: CommandContext, standing: Standing): Promise<Finding[]> {
  const { access, adminUrl } = standing
  const database = await lookAtDatabase({ adminUrl, access, now: Date.now })
  if (database.some(({ check, severity }) => severity === 'fault' && check !== 'clock')) return database
  const catalog = await discoverFor(settings)
  const record = await lookAtRecord({ access, catalog })
  const isShut = record.some(({ check }) => ['restore', 'migrations', 'plugins'].includes(check))
  if (isShut) return [...database, ...record]
  const secrets = await lookAtSecrets(settings, access)
  const set = await readPluginSet({ access, core: coreDeclarations, catalog }).catch((error: Error) =>
    fault('plugins', error.message, 'Mend it, or start once with npx stowage start --without <plugin>.'),
  )
  if (!('plugins' in set)) return [...database, ...record, ...secrets, set]
  return [...database, ...record, ...secrets, ...(await lookAtWork({ access, set }))]
}

/** @returns why it cannot be opened, where that is so */
async function openOrSay(context: CommandContext): Promise<Standing | Finding> {
  try {
    return await openStanding({ context, command: 'doctor', mayMake: false, mayJoin: true })
  } catch (error) {
    if (error instanceof CommandFailure && error.kind === 'running') {
      return fault('running', error.message, 'Wait for that command, or end it by its process id.')
    }
    if (error instanceof CommandFailure || error instanceof DatabaseSetUpError) {
      const mend = `Read the end of ${join(context.settings.STOWAGE_HOME, 'postgres.log')}.`
      return fault('database', error.message, mend)
    }
    throw error
  }
}
