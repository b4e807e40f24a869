import type { Duplex } from 'node:stream'
import pg from 'pg'

/** How often it looks, and after how many looks without a byte of an owed answer it asks PostgreSQL. */
const LOOK_MS = 1_000
const SILENT_LOOKS = 3
/** So long PostgreSQL may take to say, over a fresh connection, what it is doing. */
const ASK_MS = 10_000

/** What is seen of one connection. */
interface Line {
  /** The process at its other end. */
  pid: number
  bytesRead: number
  silentLooks: number
}

/** What pg keeps of a client, and tells nobody. */
interface ClientState {
  readonly connection: { readonly stream: Duplex & { readonly bytesRead: number } }
  readonly processID: number
  readonly _sentQueryQueue: readonly unknown[]
  readonly _ending: boolean
  _getActiveQuery(): unknown
}

/**
 * Ends connections over which nothing comes any more although an answer is owed: a router that forgot
 * them, a proxy that froze, a network that went. TCP takes up to a quarter of an hour for that, and never
 * notices where what stands between is alive.
 *   1. an answer that is late may be one that takes long, so PostgreSQL is asked over a fresh connection what
 *      the others' processes do; what works is left alone, however long it takes;
 *   2. one that waits for us in its turn will never hear of us: it is ended, so that its locks are free;
 *   3. our end is destroyed with the code `ETIMEDOUT`, which whoever waits for the answer gets.
 * Looks are counted, not seconds: a process that was frozen itself reads what has come before it looks again.
 */
export class LineWatch {
  readonly #config: pg.ClientConfig
  readonly #lines = new Map<pg.ClientBase, Line>()
  #timer: NodeJS.Timeout | undefined
  #isAsking = false

  /** @param config how the connections that are watched log in: a role sees what its own processes do */
  constructor(config: pg.ClientConfig) {
    this.#config = config
  }

  /** Watches one open connection until it ends. */
  async add(client: pg.ClientBase): Promise<void> {
    const line: Line = { pid: stateOf(client).processID, bytesRead: 0, silentLooks: 0 }
    this.#lines.set(client, line)
    client.once('end', () => this.#remove(client))
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref()
    // Where a pooler stands between, what the log-in told is a number of its own.
    const { rows } = await client.query<{ pid: number }>('select pg_catalog.pg_backend_pid() as pid')
    line.pid = rows[0]!.pid
  }

  #remove(client: pg.ClientBase): void {
    this.#lines.delete(client)
    if (this.#lines.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #look(): void {
    const silent = new Map<pg.ClientBase, Line>()
    for (const [client, line] of this.#lines) {
      const { bytesRead } = stateOf(client).connection.stream
      line.silentLooks = isAnswerOwed(client) && bytesRead === line.bytesRead ? line.silentLooks + 1 : 0
      line.bytesRead = bytesRead
      if (line.silentLooks >= SILENT_LOOKS) silent.set(client, line)
    }
    if (silent.size > 0 && !this.#isAsking) void this.#endDead(silent)
  }

  async #endDead(silent: ReadonlyMap<pg.ClientBase, Line>): Promise<void> {
    this.#isAsking = true
    const working = await this.#askWhoWorks([...silent.values()].map(({ pid }) => pid))
    this.#isAsking = false
    for (const [client, line] of silent) {
      // What came while we asked is an answer; what works is asked after again only when it stays silent.
      if (working.has(line.pid) || line.silentLooks === 0) line.silentLooks = 0
      else stateOf(client).connection.stream.destroy(silenceOf(line))
    }
  }

  /** Ends whoever waits for us. @returns those that work; nobody where the database cannot be asked */
  async #askWhoWorks(pids: readonly number[]): Promise<ReadonlySet<number>> {
    const client = new pg.Client({ ...this.#config, connectionTimeoutMillis: ASK_MS, query_timeout: ASK_MS })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ pid: number }>(END_WAITING, [pids])
      return new Set(rows.map(({ pid }) => pid))
    } catch (error) {
      // A refusal, as of one connection too many, is a sign of life; nothing was learnt of the others.
      return new Set(error instanceof pg.DatabaseError ? pids : [])
    } finally {
      stateOf(client).connection.stream.destroy()
    }
  }
}

/** One that was just answered waits for us, too, and rightly. */
const END_WAITING = `
  select pid from pg_catalog.pg_stat_activity
   where pid = any($1) and not (
     wait_event = 'ClientRead' and state_change < clock_timestamp() - interval '2 s'
     and pg_catalog.pg_terminate_backend(pid))`

function isAnswerOwed(client: pg.ClientBase): boolean {
  const { _getActiveQuery, _sentQueryQueue, _ending } = stateOf(client)
  return _ending || _sentQueryQueue.length > 0 || Boolean(_getActiveQuery.call(client))
}

function stateOf(client: pg.ClientBase): ClientState {
  return client as unknown as ClientState
}

function silenceOf({ pid }: Line): Error {
  const words = `the line to PostgreSQL's process ${pid} went silent`
  return Object.assign(new Error(words), { code: 'ETIMEDOUT' })
}
