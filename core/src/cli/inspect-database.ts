import pg from 'pg'
import { accessFromUrl, connectionOf, type DatabaseCredentials } from '../database/database-access.ts'
import { whyNoOwnSessions } from '../database/own-sessions.ts'
import { CommandFailure } from './command-failure.ts'

const WRONG_PASSWORD = '28P01'

/** What is looked at before anything on somebody's server is changed. */
export interface Inspection {
  readonly url: string
  readonly credentials: DatabaseCredentials
  /** The caller wants the roles' passwords to be changed to ours. */
  readonly mayTakeOver: boolean
}

/**
 * Looks at a server that is not ours alone, and changes nothing: is the database another program's, and do
 * the roles (which all databases of a server have in common) belong to another Stowage, whose passwords we
 * would break? What cannot be seen is left to those who come after: they have the better sentence.
 * @throws CommandFailure
 */
export async function inspectDatabase({ url, credentials, mayTakeOver }: Inspection): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch {
    return
  }
  try {
    const why = await whyNoOwnSessions(url)
    if (why !== undefined) {
      throw new CommandFailure(
        'databaseUnfit',
        `A pooler stands between Stowage and PostgreSQL, and ${why}. Give the address of PostgreSQL ` +
          'itself: Stowage pools by itself, and listens, locks and prepares statements by the session.',
      )
    }
    const stranger = await strangerIn(client)
    if (stranger !== undefined) {
      const database = accessFromUrl(url, credentials).database
      throw new CommandFailure(
        'databaseUnfit',
        `The database ${database} holds another program's tables (${stranger}); ` +
          'give Stowage a database of its own.',
      )
    }
    const { rowCount } = await client.query("select from pg_roles where rolname = 'stowage_owner'")
    if (rowCount === 1 && !mayTakeOver) await checkPassword(url, credentials)
  } finally {
    await client.end()
  }
}

async function strangerIn(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query(`
    select format('%I.%I', schemaname, tablename) as stranger from pg_tables
    where to_regclass('core.migration') is null and tablename not in ('spatial_ref_sys', 'restore')
      and schemaname not in ('pg_catalog', 'information_schema') order by 1 limit 1`)
  return rows[0]?.stranger
}

async function checkPassword(url: string, credentials: DatabaseCredentials): Promise<void> {
  const client = new pg.Client(connectionOf(accessFromUrl(url, credentials), 'owner'))
  try {
    await client.connect()
  } catch (error) {
    if ((error as { code?: string }).code !== WRONG_PASSWORD) return
    throw new CommandFailure(
      'databaseUnfit',
      'This server has the role stowage_owner with another password: another Stowage uses it, or ' +
        'STOWAGE_HOME was lost. Give the passwords by STOWAGE_OWNER_PASSWORD and its like, ' +
        'or set new ones with --reset-roles.',
    )
  } finally {
    await client.end().catch(() => {})
  }
}
