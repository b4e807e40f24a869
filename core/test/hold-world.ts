import pg from 'pg'
import type { LedgerWorld } from './ledger-world.ts'

export const NOTHING = { items: [], locations: [], lots: [], handlingUnits: [], serials: [], owners: [] }

/** Sends a wish as an administrator. */
export function send(
  world: LedgerWorld,
  method: 'POST' | 'PATCH',
  url: string,
  payload: object,
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
): Promise<any> {
  return world.administrator.send({ method, url: `/api/v1${url}`, payload })
}

export function place(world: LedgerWorld, payload: object) {
  return send(world, 'POST', '/ledger/holds', payload)
}

/** A connection of the posting role, as a node has it. */
export async function connect(
  t: { teardown(end: () => unknown): void },
  world: LedgerWorld,
): Promise<pg.Client> {
  const { host, port, database, credentials } = world.access
  const client = new pg.Client({
    host,
    port,
    database,
    user: 'stowage_hook',
    password: credentials.hookPassword,
  })
  await client.connect()
  t.teardown(() => client.end())
  return client
}
