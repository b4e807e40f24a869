import pg from 'pg'
import {
  accessFromUrl,
  connectionOf,
  type DatabaseAccess,
  type DatabaseCredentials,
  type LoginRole,
  passwordOf,
} from './database-access.ts'
import { DatabaseSetUpError } from './set-up-error.ts'

const LOGIN_ROLES: readonly LoginRole[] = ['owner', 'app', 'app_all', 'hook']
const MINIMUM_VERSION = 150_000
/** One key for all who prepare or migrate a cluster's databases, so that two nodes never do it at once. */
const PREPARE_LOCK = 7_261_001

/** A server that is to be made ready, and with which secrets. */
export interface PrepareOptions {
  /** A URL whose user may make roles, or the one of `stowage_owner` where a DBA has made them. */
  readonly adminUrl: string
  readonly credentials: DatabaseCredentials
  /** Accept a server that may forget acknowledged work (`fsync = off`): tests alone do. */
  readonly isUnsafeServerAllowed?: boolean
  /**
   * Give roles that stand already the passwords of these credentials. Only where no other deployment on the
   * same server uses them: it would be locked out.
   */
  readonly isResettingPasswords?: boolean
}

/**
 * Makes the server ready for migrations: checks version and safety, makes the roles where the URL's user may,
 * and proves that each can log in and none is a superuser or bypasses row-level security.
 * @throws DatabaseSetUpError with a code and one sentence
 */
export async function prepareDatabase(options: PrepareOptions): Promise<DatabaseAccess> {
  const access = accessFromUrl(options.adminUrl, options.credentials)
  const admin = new pg.Client({ connectionString: options.adminUrl, connectionTimeoutMillis: 10_000 })
  await connect(admin, access)
  try {
    await checkServer(admin, options.isUnsafeServerAllowed === true)
    if (await mayMakeRoles(admin)) {
      await admin.query('select pg_advisory_lock($1)', [PREPARE_LOCK])
      for (const statement of roleStatements(access, options.isResettingPasswords === true))
        await admin.query(statement)
    }
  } finally {
    await admin.end()
  }
  for (const role of LOGIN_ROLES) await checkRole(access, role)
  return access
}

/** The SQL that a database administrator runs where Stowage may not make roles itself. */
export function printRoles(access: DatabaseAccess): string {
  return `${roleStatements(access, false).join(';\n')};\n`
}

function roleStatements(access: DatabaseAccess, isResetting: boolean): string[] {
  const database = pg.escapeIdentifier(access.database)
  const logins = LOGIN_ROLES.map((role) => {
    const password = pg.escapeLiteral(passwordOf(access.credentials, role))
    return roleStatement(`stowage_${role}`, `login password ${password}`, isResetting)
  })
  const runtime = 'stowage_app, stowage_app_all, stowage_hook'
  return [
    ...logins,
    roleStatement('stowage_ledger', 'nologin', false),
    'grant stowage_ledger to stowage_owner',
    `revoke all on database ${database} from public`,
    `grant connect, create on database ${database} to stowage_owner`,
    `grant connect on database ${database} to ${runtime}`,
  ]
}

/** Makes a role that is not there; gives one that is its password again only when asked to. */
function roleStatement(name: string, attributes: string, isResetting: boolean): string {
  const otherwise = isResetting ? `alter role ${name} ${attributes};` : 'null;'
  return `do $do$ begin
  if exists (select from pg_roles where rolname = '${name}') then ${otherwise}
  else create role ${name} ${attributes} nosuperuser nocreatedb nocreaterole noreplication nobypassrls; end if;
end $do$`
}

async function connect(client: pg.Client, access: DatabaseAccess): Promise<void> {
  try {
    await client.connect()
  } catch (error) {
    const place = `${access.host}:${access.port}/${access.database}`
    throw new DatabaseSetUpError(
      'database.unreachable',
      `PostgreSQL at ${place} cannot be reached (${messageOf(error)}); start it, or mend DATABASE_URL.`,
    )
  }
}

async function checkServer(admin: pg.Client, isUnsafeAllowed: boolean): Promise<void> {
  const { rows } = await admin.query(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
            current_setting('fsync') as fsync, current_setting('full_page_writes') as pages`,
  )
  const server = rows[0]
  if (server.version < MINIMUM_VERSION) {
    throw new DatabaseSetUpError(
      'database.too_old',
      `PostgreSQL ${server.name} is too old; Stowage needs 15 or newer.`,
    )
  }
  if (!isUnsafeAllowed && (server.fsync === 'off' || server.pages === 'off')) {
    throw new DatabaseSetUpError(
      'database.unsafe',
      'This PostgreSQL runs with fsync or full_page_writes off and may forget acknowledged movements; ' +
        'turn them on.',
    )
  }
}

async function mayMakeRoles(admin: pg.Client): Promise<boolean> {
  const { rows } = await admin.query(
    'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
  )
  return rows[0].may === true
}

async function checkRole(access: DatabaseAccess, role: LoginRole): Promise<void> {
  const client = new pg.Client(connectionOf(access, role))
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseSetUpError(
      'database.role_cannot_log_in',
      `The role stowage_${role} cannot log in (${messageOf(error)}); give its password by environment, have the ` +
        'SQL of `stowage migrate --print-roles` run, or run `stowage migrate --reset-roles`.',
    )
  }
  try {
    const { rows } = await client.query(
      'select rolsuper or rolbypassrls as is_too_strong from pg_roles where rolname = session_user',
    )
    if (rows[0].is_too_strong === true) {
      throw new DatabaseSetUpError(
        'database.role_too_strong',
        `The role stowage_${role} is a superuser or bypasses row-level security; take that right away.`,
      )
    }
  } finally {
    await client.end()
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return messageOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
