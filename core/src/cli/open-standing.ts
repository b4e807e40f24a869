import { accessFromUrl, type DatabaseAccess } from '../database/database-access.ts'
import { adminUrlOf, openEmbeddedPostgres } from '../embedded-postgres/embedded-postgres.ts'
import { homeHolder, isHolder, lockHome } from '../home/home-lock.ts'
import { type HomeSecrets, readSecrets } from '../home/home-secrets.ts'
import type { CommandContext } from './command.ts'
import { CommandFailure } from './command-failure.ts'

/** A database as it stands: nothing was migrated, and no role was made. */
export interface Standing {
  readonly access: DatabaseAccess
  /** The URL of whoever may make roles: DATABASE_URL, or the embedded server's superuser. */
  readonly adminUrl: string
  readonly secrets: HomeSecrets
  /** A server works on it meanwhile, as far as this home knows. */
  readonly isServed: boolean
  close(): Promise<void>
}

/** Who opens it, and for what. */
export interface StandingOptions {
  readonly context: CommandContext
  readonly command: string
  /** Make the embedded database where there is none; else that is a failure. */
  readonly mayMake: boolean
  /** Go in beside a server that runs on this home; else that is a failure. */
  readonly mayJoin: boolean
}

/**
 * Opens the database of this home or of DATABASE_URL for whoever must not change its shape.
 * @throws CommandFailure
 */
export async function openStanding(options: StandingOptions): Promise<Standing> {
  const { settings } = options.context
  if (settings.DATABASE_URL === undefined) return openEmbedded(options)
  const secrets = await readSecrets(settings)
  const adminUrl = settings.DATABASE_URL
  const access = accessFromUrl(adminUrl, secrets.credentials)
  return { access, adminUrl, secrets, isServed: false, close: async () => {} }
}

async function openEmbedded({ context, command, mayMake, mayJoin }: StandingOptions): Promise<Standing> {
  const home = context.settings.STOWAGE_HOME
  const lock = await lockHome(home, command)
  if (isHolder(lock)) return join(context, { mayJoin, pid: lock.pid })
  try {
    const secrets = await readSecrets(context.settings)
    if (secrets.embedded === undefined && !mayMake) {
      throw new CommandFailure(
        'input',
        `There is no database in ${home} yet; set STOWAGE_HOME or DATABASE_URL to where it is.`,
      )
    }
    const server = await context.progress.step('Starting PostgreSQL', () =>
      openEmbeddedPostgres({ home, secrets }),
    )
    const close = async () => {
      await server.stop()
      await lock.release()
    }
    const access = accessFromUrl(server.adminUrl, secrets.credentials)
    return { access, adminUrl: server.adminUrl, secrets, isServed: false, close }
  } catch (error) {
    await lock.release()
    throw error
  }
}

interface Joining {
  readonly mayJoin: boolean
  readonly pid: number
}

async function join({ settings }: CommandContext, { mayJoin, pid }: Joining): Promise<Standing> {
  const home = settings.STOWAGE_HOME
  const holder = await homeHolder(home)
  const secrets = await readSecrets(settings)
  if (!mayJoin || holder?.url === undefined || secrets.embedded === undefined) {
    const what = holder?.command ?? 'another command'
    throw new CommandFailure(
      'running',
      `"stowage ${what}" works on ${home} (process ${pid}); ` +
        'wait for it, end it, or set another STOWAGE_HOME.',
    )
  }
  const adminUrl = adminUrlOf(secrets.embedded)
  const access = accessFromUrl(adminUrl, secrets.credentials)
  return { access, adminUrl, secrets, isServed: true, close: async () => {} }
}
