import pg from 'pg'
import { createApiKey } from '../../../core/src/access/api-keys/api-key.service.ts'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import type { DatabaseAccess } from '../../../core/src/database/database-access.ts'
import { compose } from '../compose.ts'
import { dropIndexes } from '../growth/month-partitions.ts'
import { makeBins, prepareDatabaseFor } from '../prepared-platform.ts'
import type { HostBench } from './host-bench.ts'

/** The database of the world. */
export const DATABASE = 'clients'
const CLIENTS = 20
const PLACES_OF_ITEM = 5
const MATERIALS = 'Oak,Steel,Brass,Cotton,Linen,Copper,Glass,Rubber,Paper,Nylon'
const THINGS = 'hinge,bolt,table,lamp,jacket,bottle,filter,valve,hose,bracket'

/** A client of a warehouse for many, and somebody of its staff. */
export interface ScopedWorld {
  readonly access: DatabaseAccess
  /** The client whose stock is asked for. */
  readonly client: { readonly owner: string; readonly apiKey: string; readonly items: readonly string[] }
  /** Sees all owners. */
  readonly staffKey: string
  readonly itemsOfClient: number
}

/** How it is made. */
type Making = Pick<HostBench, 'server' | 'credentials' | 'options'>

/**
 * Twenty clients, each with as many items, mixed among each other as they came in over the years, and
 * stock of some of them in five bins each.
 */
export async function buildScopedWorld({ server, credentials, options }: Making): Promise<ScopedWorld> {
  const { say, isQuick } = options
  const access = await prepareDatabaseFor(server, DATABASE, credentials)
  const url = server.urlOf(DATABASE)
  const itemsOfClient = isQuick ? 2_000 : 50_000
  const bins = await makeBins(url)
  const sql = new pg.Client({ connectionString: url })
  await sql.connect()
  try {
    const owners = await makeClients(sql)
    say(`making ${itemsOfClient * CLIENTS} items of ${CLIENTS} clients`)
    await makeItems(sql, itemsOfClient)
    say('putting stock of them into bins')
    const stocked = await openStock({ sql, access, owners, bins })
    await sql.query('vacuum analyze')
    const client = owners[CLIENTS >> 1]!
    return {
      access,
      client: {
        owner: client.id,
        apiKey: await makeKey(access, [client.id]),
        items: stocked.get(client.id)!,
      },
      staffKey: await makeKey(access, null),
      itemsOfClient,
    }
  } finally {
    await sql.end()
  }
}

interface Client {
  readonly id: string
  readonly no: number
}

async function makeClients(sql: pg.Client): Promise<Client[]> {
  const { rows } = await sql.query<Client>(
    `insert into access.owner (id, kind, name)
       select uuidv7(), 'client', 'Client ' || n from generate_series(1, $1::int) n returning id, no`,
    [CLIENTS],
  )
  return rows
}

/** By SQL: how fast items are made is not what is measured here. */
async function makeItems(sql: pg.Client, itemsOfClient: number): Promise<void> {
  const makeIndexes = await dropIndexes(sql, 'items.item', true)
  await sql.query(
    `insert into items.item (id, owner, sku, name, base_unit, category)
     select uuidv7(), o.no, 'SKU-' || lpad((n * 7919 % 1000003)::text, 7, '0'),
            m.words[1 + n % 10] || ' ' || t.words[1 + n / 10 % 10] || ' ' || lpad(n::text, 6, '0'), 'each',
            t.words[1 + n / 10 % 10]
       from generate_series(1, $1::int) n
       cross join (select no from access.owner where kind = 'client' order by no) o
       cross join (select string_to_array($2, ',') as words) m
       cross join (select string_to_array($3, ',') as words) t`,
    [itemsOfClient, MATERIALS, THINGS],
  )
  for (const statement of makeIndexes) await sql.query(statement)
}

interface Opening {
  readonly sql: pg.Client
  readonly access: DatabaseAccess
  readonly owners: readonly Client[]
  readonly bins: readonly string[]
}

/** @returns the items of each client that have stock */
async function openStock({ sql, access, owners, bins }: Opening): Promise<Map<string, string[]>> {
  const opening = { location: '00000000-0000-7000-8000-000000000014' }
  const { services, database } = compose(access)
  const stocked = new Map<string, string[]>()
  try {
    for (const { id: owner, no } of owners) {
      const { rows } = await sql.query<{ id: string }>(
        'select id from items.item where owner = $1 order by sku limit 1000',
        [no],
      )
      const items = rows.map(({ id }) => id)
      const movements = items.map((item, n) => ({
        kind: 'opening',
        owner,
        lines: Array.from({ length: PLACES_OF_ITEM }, (_, place) => ({
          item,
          quantity: 100,
          from: opening,
          to: { location: bins[(n + place * 17) % bins.length]! },
        })),
      }))
      const { outcomes } = await services.ledger.post({ actor: systemActor, mode: 'all', movements })
      if (outcomes[0]!.status !== 'posted') throw new Error(`no stock: ${JSON.stringify(outcomes[0])}`)
      stocked.set(owner, items)
    }
  } finally {
    await database.close()
  }
  return stocked
}

async function makeKey(access: DatabaseAccess, owners: readonly string[] | null): Promise<string> {
  const { database } = compose(access)
  try {
    const { token } = await database.transaction(systemActor, (trx) =>
      createApiKey(
        trx,
        { actor: systemActor },
        { wish: { name: 'Reader', permissions: ['*'], owners }, known: new Map([['*', true]]) },
      ),
    )
    return token
  } finally {
    await database.close()
  }
}
