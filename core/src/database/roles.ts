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

export interface PrepareOptions {
  /** A URL whose user may make roles, or the one of `stowage_owner` where a DBA has made them. */
  readonly adminUrl: string
  readonly credentials: DatabaseCredentials
  /** Accept a server that may forget acknowledged work (`fsync = off`): tests alone do. */
  readonly isUnsafeServerAllowed?: boolean
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
      for (const statement of roleStatements(access)) await admin.query(statement)
    }
  } finally {
    await admin.end()
  }
  for (const role of LOGIN_ROLES) await checkRole(access, role)
  return access
}

/** The SQL that a database administrator runs where Stowage may not make roles itself. */
export function printRoles(access: DatabaseAccess): string {
  return `${roleStatements(access).join(';\n')};\n`
}

function roleStatements(access: DatabaseAccess): string[] {
  const database = pg.escapeIdentifier(access.database)
  const logins = LOGIN_ROLES.map((role) => roleStatement(`stowage_${role}`, access.credentials, role))
  const runtime = 'stowage_app, stowage_app_all, stowage_hook'
  return [
    ...logins,
    roleStatement('stowage_ledger'),
    'grant stowage_ledger to stowage_owner',
    `revoke all on database ${database} from public`,
    `grant connect, create on database ${database} to stowage_owner`,
    `grant connect on database ${database} to ${runtime}`,
  ]
}

/** Makes a role or, where it stands already, gives it its password again. */
function roleStatement(name: string, credentials?: DatabaseCredentials, login?: LoginRole): string {
  const isLogin = credentials !== undefined && login !== undefined
  const attributes = isLogin
    ? `login password ${pg.escapeLiteral(passwordOf(credentials, login))}`
    : 'nologin'
  return `do $do$ begin
  if exists (select from pg_roles where rolname = '${name}') then alter role ${name} ${attributes};
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
      `The role stowage_${role} cannot log in (${messageOf(error)}); run \`stowage migrate --print-roles\` and ` +
        'have the result run by the database administrator.',
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
