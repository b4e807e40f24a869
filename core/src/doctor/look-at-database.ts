import pg from 'pg'
import { connectionOf, type DatabaseAccess, type LoginRole } from '../database/database-access.ts'
import { whyNoOwnSessions } from '../database/own-sessions.ts'
import { type Finding, fault, hint } from './finding.ts'

const MINIMUM_VERSION = 150_000
const ROLES: readonly LoginRole[] = ['owner', 'app', 'app_all', 'hook']
/** What happened is told up to two minutes ahead; leases of nodes hold for ten seconds. */
const CLOCK_HINT_MS = 2_000
const CLOCK_FAULT_MS = 10_000

/** What stands between a program and its database. */
export interface DatabaseLook {
  readonly adminUrl: string
  readonly access: DatabaseAccess
  /** This machine's clock. */
  readonly now: () => number
}

/** Whether the database can be reached, and is one that Stowage works with. */
export async function lookAtDatabase({ adminUrl, access, now }: DatabaseLook): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    return [unreachable(error as NodeJS.ErrnoException, access)]
  }
  try {
    const findings = [...(await lookAtServer(client)), ...(await lookAtClock(client, now))]
    const why = await whyNoOwnSessions(adminUrl)
    if (why !== undefined) {
      const sentence = `A pooler stands between Stowage and PostgreSQL, and ${why}.`
      return [...findings, fault('database', sentence, 'Set DATABASE_URL to PostgreSQL itself.')]
    }
    const stranger = await lookForStrangers(client)
    if (stranger !== undefined) return [...findings, stranger]
    return [...findings, ...(await lookAtRoles(client, access))]
  } finally {
    await client.end()
  }
}

function unreachable(error: NodeJS.ErrnoException, { host, port, database }: DatabaseAccess): Finding {
  const place = `${host}:${port}`
  const said = (sentence: string, mend: string) => fault('database', sentence, mend)
  switch (error.code) {
    case 'ECONNREFUSED':
      return said(`No PostgreSQL answers at ${place}.`, 'Start it, or mend host and port in DATABASE_URL.')
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return said(
        `There is no machine called ${host}.`,
        'Mend the host in DATABASE_URL, or the name service.',
      )
    case '28P01':
    case '28000':
      return said(
        `PostgreSQL at ${place} does not let this user in (${error.message}).`,
        'Mend user and password in DATABASE_URL, or pg_hba.conf of the server.',
      )
    case '3D000':
      return said(
        `PostgreSQL at ${place} has no database ${database}.`,
        `Make it (createdb ${database}), or mend the name in DATABASE_URL.`,
      )
    default:
      return said(
        `PostgreSQL at ${place} cannot be reached (${error.message || error.code}).`,
        'Start it, see that the network lets it through, or mend DATABASE_URL.',
      )
  }
}

async function lookAtServer(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ version: number; name: string; fsync: string; pages: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
            current_setting('fsync') as fsync, current_setting('full_page_writes') as pages`,
  )
  const { version, name, fsync, pages } = rows[0]!
  const findings: Finding[] = []
  if (version < MINIMUM_VERSION) {
    findings.push(fault('database', `PostgreSQL ${name} is too old.`, 'Take one of version 15 or newer.'))
  }
  if (fsync === 'off' || pages === 'off') {
    const sentence =
      'This PostgreSQL runs with fsync or full_page_writes off and may forget what it acknowledged.'
    findings.push(fault('database', sentence, 'Set both to on in postgresql.conf, and restart it.'))
  }
  return findings
}

async function lookAtClock(client: pg.Client, now: () => number): Promise<Finding[]> {
  const before = now()
  const { rows } = await client.query<{ ms: string }>(
    'select extract(epoch from clock_timestamp()) * 1000 as ms',
  )
  const offMs = Math.round(Number(rows[0]!.ms) - (before + now()) / 2)
  if (Math.abs(offMs) < CLOCK_HINT_MS) return []
  const seconds = Math.abs(offMs / 1000).toFixed(1)
  const where = offMs > 0 ? 'behind' : 'ahead of'
  const sentence = `The clock of this machine is ${seconds} s ${where} the database's.`
  const severity = Math.abs(offMs) >= CLOCK_FAULT_MS ? fault : hint
  return [severity('clock', sentence, 'Have both keep time by NTP: timedatectl set-ntp true, or chronyd.')]
}

async function lookForStrangers(client: pg.Client): Promise<Finding | undefined> {
  const { rows } = await client.query<{ stranger: string }>(`
    select format('%I.%I', schemaname, tablename) as stranger from pg_tables
    where to_regclass('core.migration') is null and tablename not in ('spatial_ref_sys', 'restore')
      and schemaname not in ('pg_catalog', 'information_schema') order by 1 limit 1`)
  if (rows[0] === undefined) return undefined
  return fault(
    'database',
    `This database holds another program's tables (${rows[0].stranger}).`,
    'Give Stowage a database of its own, and set DATABASE_URL to it.',
  )
}

async function lookAtRoles(client: pg.Client, access: DatabaseAccess): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; is_too_strong: boolean }>(
    `select rolname as name, rolsuper or rolbypassrls as is_too_strong
       from pg_roles where rolname like 'stowage\\_%'`,
  )
  const there = new Map(rows.map(({ name, is_too_strong }) => [name, is_too_strong]))
  const findings: Finding[] = []
  for (const role of ROLES) {
    const name = `stowage_${role}`
    if (!there.has(name)) {
      const mend = 'npx stowage migrate makes it, or prints the SQL for whoever may: --print-roles.'
      findings.push(fault('roles', `The role ${name} is not there.`, mend))
      continue
    }
    if (there.get(name) === true) {
      const sentence = `The role ${name} is a superuser or bypasses row-level security.`
      findings.push(fault('roles', sentence, `alter role ${name} nosuperuser nobypassrls;`))
    }
    const why = await whyNoLogIn(access, role)
    if (why === undefined) continue
    const mend =
      `Give its password by STOWAGE_${role.toUpperCase()}_PASSWORD, put database.json of the home back, ` +
      'or set new ones with npx stowage migrate --reset-roles.'
    findings.push(fault('roles', `The role ${name} cannot log in (${why}).`, mend))
  }
  return findings
}

async function whyNoLogIn(access: DatabaseAccess, role: LoginRole): Promise<string | undefined> {
  const client = new pg.Client(connectionOf(access, role))
  client.on('error', () => {})
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return (error as Error).message
  } finally {
    await client.end().catch(() => {})
  }
}
