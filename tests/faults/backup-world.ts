import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { newId } from '../../core/src/database/ids.ts'
import { sealKeyOf } from '../../core/src/home/seal-key.ts'
import { sealNext } from '../../core/src/ledger/sequence/sealing.ts'
import { keepPublicKey, sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import { formOf } from '../../core/test/import-desk.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'
import inventory from '../../plugins/inventory/index.ts'
import type { Ending } from '../platform/node-process.ts'
import { runStowageHere } from '../platform/stowage-here.ts'

/** A business with one of each that a backup must bring back, and commands that work on its database. */
export interface BackupWorld extends LedgerWorld {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** Runs a command on this business, or on another database. */
  command(args: readonly string[], more?: Readonly<Record<string, string>>): Promise<Ending>
  /** Makes a backup, and gives its folder. */
  backUp(more?: readonly string[]): Promise<string>
  /** The settings of a database of its own with nothing in it, and of a home of its own. */
  emptyTarget(): Promise<{ readonly env: Record<string, string>; readonly adminUrl: string }>
}

/** Builds it over HTTP, as users would; its record is sealed. */
export async function startBackupWorld(t: Test): Promise<BackupWorld> {
  const world = await startLedgerWorld(t, [inventory])
  await furnish(world)
  const folder = await mkdtemp(join(tmpdir(), 'stowage-backup-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const { ownerPassword, appPassword, appAllPassword, hookPassword, writerKey } = world.access.credentials
  const env = {
    DATABASE_URL: world.adminUrl,
    STOWAGE_HOME: join(world.filesFolder, '..'),
    STOWAGE_OWNER_PASSWORD: ownerPassword,
    STOWAGE_APP_PASSWORD: appPassword,
    STOWAGE_APP_ALL_PASSWORD: appAllPassword,
    STOWAGE_HOOK_PASSWORD: hookPassword,
    STOWAGE_WRITER_KEY: writerKey,
  }
  const command: BackupWorld['command'] = (args, more = {}) =>
    runStowageHere({ args, env: { ...env, ...more } })
  return {
    ...world,
    folder,
    env,
    command,
    async backUp(more = []) {
      const room = join(folder, newId())
      const { code, stderr } = await command(['backup', room, ...more])
      if (code !== 0) throw new Error(stderr)
      return join(room, (await readdir(room))[0]!)
    },
    async emptyTarget() {
      const name = `target_${randomBytes(6).toString('hex')}`
      const server = new pg.Client({ connectionString: world.adminUrl })
      await server.connect()
      await server.query(`create database ${name}`)
      t.teardown(async () => {
        await server.query(`drop database ${name} with (force)`)
        await server.end()
      })
      const adminUrl = world.adminUrl.replace(/[^/]+$/, name)
      return { adminUrl, env: { DATABASE_URL: adminUrl, STOWAGE_HOME: join(folder, name) } }
    },
  }
}

async function furnish(world: LedgerWorld): Promise<void> {
  const { administrator, a, b, c, site, apple, database, query } = world
  const create = async (url: string, payload: object) => {
    const { status, body, text } = await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (status >= 300) throw new Error(`${url}: ${status} ${text}`)
    return body
  }
  const milk = await create('/items', {
    sku: 'MILK',
    name: 'Milk "half\\N" \\.',
    hasLots: true,
    gtin: '4006381333931',
  })
  const drill = await create('/items', { sku: 'DRILL', name: 'Drill', serials: 'always' })
  const lot = await create('/items/lots', { item: milk.id, name: 'B77', expiresOn: '2030-01-01' })
  const unit = await create('/locations/handling-units', { code: 'P-17', location: a })
  const from = { location: SUPPLIER }
  const on = { location: a, handlingUnit: unit.id }
  await world.move({
    kind: 'receipt',
    lines: [
      { item: milk.id, lot: lot.id, quantity: 20, from, to: { location: b } },
      { item: drill.id, quantity: 2, from, to: on, serials: ['D-1', 'D-2'] },
      { item: apple, quantity: 500, from, to: { location: b } },
    ],
  })
  for (let quantity = 1; quantity <= 20; quantity++) await world.move({ quantity, from: b, to: c })
  const demand = { kind: 'order', id: newId() }
  await create('/ledger/allocations', {
    mode: 'all',
    allocations: [{ act: 'allocate', demand, item: drill.id, quantity: 1 }],
  })
  await create('/inventory/reorder-points', { item: apple, site, minimum: 7 })
  await create('/access/users', { email: 'ada@example.com', name: 'Ada', password: 'correct horse battery' })
  for (const name of ['delivery note.txt', 'photo.txt']) {
    const { status, text } = await administrator.send({
      method: 'POST',
      url: '/api/v1/host/files',
      ...formOf(`The content of ${name}\n`, name),
    })
    if (status !== 201) throw new Error(text)
  }
  await sequence(database)
  const key = sealKeyOf(generateKeyPairSync('ed25519').privateKey)
  await keepPublicKey({ database, key })
  await sealNext(database, key, true)
  await query("select ledger.ensure_partitions('2026-01-01', '2026-03-01')")
}
