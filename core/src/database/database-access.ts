import { randomBytes } from 'node:crypto'
import type { ClientConfig } from 'pg'

/** The log-ins of one deployment. `stowage_ledger`, which owns the ledger's functions, cannot log in. */
export type LoginRole = 'owner' | 'app' | 'app_all' | 'hook'

/**
 * The secrets of the database: a password for each log-in, and the writer's key, which the ledger's functions
 * ask for so that no SQL of a hook can call them.
 */
export interface DatabaseCredentials {
  readonly ownerPassword: string
  readonly appPassword: string
  readonly appAllPassword: string
  readonly hookPassword: string
  readonly writerKey: string
}

/** Where the database is and how each role logs in. */
export interface DatabaseAccess {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly ssl: boolean
  readonly credentials: DatabaseCredentials
}

/** Makes fresh secrets: 192 random bits each. */
export function newCredentials(): DatabaseCredentials {
  const secret = () => randomBytes(24).toString('base64url')
  return {
    ownerPassword: secret(),
    appPassword: secret(),
    appAllPassword: secret(),
    hookPassword: secret(),
    writerKey: secret(),
  }
}

/** Reads host, port, database and TLS from a `postgres://` URL. */
export function accessFromUrl(url: string, credentials: DatabaseCredentials): DatabaseAccess {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const mode = searchParams.get('sslmode')
  return {
    host: decodeURIComponent(hostname) || '127.0.0.1',
    port: port === '' ? 5432 : Number(port),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: mode !== null && mode !== 'disable',
    credentials,
  }
}

/**
 * The connection settings of one role. Statements end by themselves, and no lock is waited for longer than 5
 * s.
 */
export function connectionOf(access: DatabaseAccess, role: LoginRole): ClientConfig {
  return {
    host: access.host,
    port: access.port,
    database: access.database,
    user: `stowage_${role}`,
    password: passwordOf(access.credentials, role),
    ssl: access.ssl ? { rejectUnauthorized: true } : false,
    application_name: `stowage ${role}`,
    connectionTimeoutMillis: 10_000,
    // A line that a router forgot while nothing was said is known to be dead half a minute later.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
}

/** The password of one role. */
export function passwordOf(credentials: DatabaseCredentials, role: LoginRole): string {
  switch (role) {
    case 'owner':
      return credentials.ownerPassword
    case 'app':
      return credentials.appPassword
    case 'app_all':
      return credentials.appAllPassword
    case 'hook':
      return credentials.hookPassword
  }
}
