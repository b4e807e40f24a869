import pg from 'pg'

const WORD = 'stowage.session'

/**
 * Whether a connection to this address is a session of PostgreSQL's own, as long as it lasts. Behind a
 * pooler that hands sessions on after each transaction, a lock that one node holds is held by all, notices
 * go to nobody, and a migration's lock is never let go of: that is found out before anything is locked or
 * changed.
 * @returns what becomes of sessions there; undefined where all is well, or where nobody gets in, for which
 *   others have the better sentence
 */
export async function whyNoOwnSessions(url: string): Promise<string | undefined> {
  const sessions = ['one', 'other'].map((word) => ({ word, client: connectionTo(url, word) }))
  try {
    for (const { client } of sessions) await client.connect()
    const seen: Seen[] = []
    // In turn, and twice: a pooler gives what one has just let go of to the other.
    for (const { word, client } of [...sessions, ...sessions]) seen.push({ word, ...(await look(client)) })
    return whyNotOwn(seen)
  } catch (error) {
    const { message } = error as Error
    return /startup parameter/.test(message) ? `it takes no settings of a session (${message})` : undefined
  } finally {
    for (const { client } of sessions) await client.end().catch(() => {})
  }
}

/** What one session was told when it was asked who it is. */
export interface Seen {
  readonly word: string
  readonly pid: number
  readonly said: string | null
}

/** Two sessions have two servers, each one and the same, and keep what they said of themselves. */
export function whyNotOwn(seen: readonly Seen[]): string | undefined {
  const pairs = new Set(seen.map(({ word, pid }) => `${word} ${pid}`))
  const servers = new Set(seen.map(({ pid }) => pid))
  const words = new Set(seen.map(({ word }) => word))
  if (pairs.size > words.size || servers.size < words.size) {
    return 'it hands sessions on after each transaction'
  }
  return seen.every(({ word, said }) => word === said) ? undefined : 'it drops the settings of a session'
}

function connectionTo(url: string, word: string): pg.Client {
  const options = `-c ${WORD}=${word}`
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, options })
  client.on('error', () => {})
  return client
}

async function look(client: pg.Client): Promise<Omit<Seen, 'word'>> {
  const { rows } = await client.query(
    `select pg_backend_pid() as pid, current_setting('${WORD}', true) as said`,
  )
  return rows[0]
}
