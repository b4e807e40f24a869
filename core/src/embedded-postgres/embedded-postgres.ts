import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseSetUpError } from '../database/set-up-error.ts'
import { changeSecrets, type EmbeddedPlace, type HomeSecrets, newSecret } from '../home/home-secrets.ts'
import { OPEN_ROOM } from './binaries.ts'
import { freePort, isPortFree } from './free-port.ts'
import { SUPERUSER, startPostgres } from './postgres-server.ts'
import { runningServer } from './running-server.ts'
import { isReachableByAll, serverAccount } from './system-account.ts'

const DATABASE = 'stowage'
const RESTARTS = 5
const RESTARTS_WITHIN_MS = 60_000
/** The pauses grow from a tenth of a second to half a minute: a full disk may have room again by then. */
const FIRST_PAUSE_MS = 100
const PAUSE_GROWTH = 4

/** The database server that a node keeps for itself. */
export interface EmbeddedPostgres {
  /** The superuser's URL of our database. */
  readonly adminUrl: string
  /** Rejects when the server ended by itself so often that starting it again is of no use. */
  readonly failed: Promise<never>
  stop(): Promise<void>
}

/** How the embedded server is opened. */
export interface EmbeddedOptions {
  readonly home: string
  readonly secrets: HomeSecrets
  /** Told when the server ended by itself and is started again. */
  readonly onRestart?: (sentence: string) => void
}

/**
 * Starts the embedded server of a home, making it first where there is none, and starts it again when it is
 * killed. Only who holds the home's lock may call this.
 */
export async function openEmbeddedPostgres({
  home,
  secrets,
  onRestart,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = await placeOf(home, secrets)
  const logFile = join(home, 'postgres.log')
  const start = () => startPostgres({ ...place, logFile })
  let starting = start()
  await starting
  await makeDatabase(place)

  let isStopping = false
  const watch = async (): Promise<never> => {
    const deaths: number[] = []
    for (;;) {
      // One that does not even start, such as on a full disk, counts as one that ended.
      await starting.then(({ ended }) => ended).catch(() => {})
      if (isStopping) return new Promise<never>(() => {})
      deaths.push(Date.now())
      const recent = deaths.filter((at) => at > Date.now() - RESTARTS_WITHIN_MS)
      if (recent.length > RESTARTS)
        throw new Error(`The embedded PostgreSQL ended ${recent.length} times; see ${logFile}`)
      onRestart?.('The embedded PostgreSQL ended by itself; starting it again.')
      await pause(FIRST_PAUSE_MS * PAUSE_GROWTH ** (recent.length - 1))
      if (!isStopping) starting = start()
    }
  }
  const failed = watch()
  failed.catch(() => {})
  return {
    adminUrl: adminUrlOf(place),
    failed,
    async stop() {
      isStopping = true
      // It may be on its way up again just now.
      const server = await starting.catch(() => undefined)
      await server?.stop()
    },
  }
}

/** The superuser's URL of a home's embedded database, whoever runs it. */
export function adminUrlOf(place: EmbeddedPlace, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${place.password}@127.0.0.1:${place.port}/${database}`
}

/**
 * Where the server is, decided once: in the home, or, where root's home is closed to the account that
 * PostgreSQL must run as, in a folder of its own under /var/lib.
 */
async function placeOf(home: string, secrets: HomeSecrets): Promise<EmbeddedPlace> {
  const kept = secrets.embedded
  if (kept !== undefined && (await isUsable(kept))) return kept
  const place = {
    data: kept?.data ?? (await newData(home)),
    password: kept?.password ?? newSecret(),
    port: await freePort(),
  }
  await changeSecrets(home, { embedded: place })
  return place
}

/** @throws DatabaseSetUpError when data stands there whose password is lost */
async function newData(home: string): Promise<string> {
  const inHome = join(resolve(home), 'postgres')
  const isReachable = (await serverAccount()) === undefined || (await isReachableByAll(inHome))
  if (!isReachable) return join(OPEN_ROOM, randomBytes(6).toString('hex'))
  if (!existsSync(join(inHome, 'PG_VERSION'))) return inHome
  throw new DatabaseSetUpError(
    'database.embedded_password_lost',
    `${inHome} holds data, but ${join(home, 'database.json')} with its password is gone; put that back, ` +
      'or move the data away to begin anew.',
  )
}

/** Its port is free, or held by our own server, which a killed node left behind. */
async function isUsable({ data, port }: EmbeddedPlace): Promise<boolean> {
  return (await isPortFree(port)) || (await runningServer(data))?.port === port
}

async function makeDatabase(place: EmbeddedPlace): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrlOf(place, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}
