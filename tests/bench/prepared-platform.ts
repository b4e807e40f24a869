import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { createApiKey } from '../../core/src/access/api-keys/api-key.service.ts'
import { systemActor } from '../../core/src/access/system-actor.ts'
import { orderPlugins } from '../../core/src/app.ts'
import type { DatabaseAccess, DatabaseCredentials } from '../../core/src/database/database-access.ts'
import { migrate } from '../../core/src/database/migrate.ts'
import { prepareDatabase } from '../../core/src/database/roles.ts'
import type { BenchServer } from './bench-server.ts'
import { type Composition, compose } from './compose.ts'
import { hookPlugin } from './hook-plugin.ts'
import { type World, worldSize } from './world.ts'

/** One set of passwords for the whole server: its roles belong to the cluster. */
export function benchCredentials(): DatabaseCredentials {
  const secret = (): string => randomBytes(18).toString('base64url')
  return {
    ownerPassword: secret(),
    appPassword: secret(),
    appAllPassword: secret(),
    hookPassword: secret(),
    writerKey: secret(),
  }
}

/** Makes a database with roles and migrations, the bench's plugin included. */
export async function prepareDatabaseFor(
  server: BenchServer,
  name: string,
  credentials: DatabaseCredentials,
): Promise<DatabaseAccess> {
  const access = await prepareDatabase({ adminUrl: await server.createDatabase(name), credentials })
  await migrate({ access, plugins: orderPlugins({ plugins: [hookPlugin] }) })
  return access
}

/** A database in which every item of the world lies in every bin, and a key that may do everything. */
export interface Platform {
  readonly access: DatabaseAccess
  readonly world: World
  readonly apiKey: string
}

export async function preparePlatform(
  server: BenchServer,
  credentials: DatabaseCredentials,
): Promise<Platform> {
  const access = await prepareDatabaseFor(server, 'platform', credentials)
  const bins = await makeBins(server.urlOf('platform'))
  const composition = compose(access)
  try {
    const items = await makeItems(composition)
    await openStock(composition, { items, bins })
    const { token } = await composition.database.transaction(systemActor, (trx) =>
      createApiKey(
        trx,
        { actor: systemActor },
        { wish: { name: 'Benchmark', permissions: ['*'] }, known: new Map([['*', true]]) },
      ),
    )
    return { access, world: { items, bins }, apiKey: token }
  } finally {
    await composition.database.close()
    await vacuum(server.urlOf('platform'))
  }
}

/** By SQL, because how a building is laid out is not what is measured here. */
export async function makeBins(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    insert into locations.site (id, company, code, name, time_zone)
      values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'BENCH', 'Bench', 'UTC');
    insert into locations.location (id, site, kind, code, path)
      select gen_random_uuid(), no, 'site', code, code from locations.site where code = 'BENCH';`)
  const { rows } = await client.query<{ id: string }>(
    `insert into locations.location (id, site, parent, kind, code, path)
     select gen_random_uuid(), r.site, r.id, 'bin', 'B' || n, r.code || '/B' || n
       from locations.location r, generate_series(1, $1::int) n where r.code = 'BENCH' returning id`,
    [worldSize.bins],
  )
  await client.end()
  return rows.map(({ id }) => id)
}

async function makeItems({ services, database }: Composition): Promise<string[]> {
  const wishes = Array.from({ length: worldSize.items }, (_, n) => ({
    sku: `BENCH-${n}`,
    name: `Bench item ${n}`,
  }))
  const made = await database.transaction(systemActor, (trx) =>
    services.items.createMany(trx, { actor: systemActor }, wishes),
  )
  return made.map(({ item }) => item.id)
}

async function openStock({ services }: Composition, { items, bins }: World): Promise<void> {
  const opening = { location: '00000000-0000-7000-8000-000000000014' }
  for (const item of items) {
    const movements = [
      {
        kind: 'opening',
        lines: bins.map((location) => ({
          item,
          quantity: worldSize.onHand,
          from: opening,
          to: { location },
        })),
      },
    ]
    const { outcomes } = await services.ledger.post({ actor: systemActor, mode: 'all', movements })
    if (outcomes[0]!.status !== 'posted')
      throw new Error(`no stock to begin with: ${JSON.stringify(outcomes[0])}`)
  }
}

async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
