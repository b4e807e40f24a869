import { spawn } from 'node:child_process'
import { copyFile, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import t from 'tap'
import { orderPlugins } from '../../core/src/app.ts'
import { type Manifest, readManifest, writeManifest } from '../../core/src/backup/manifest.ts'
import { migrate, readMigrations } from '../../core/src/database/migrate.ts'
import inventory from '../../plugins/inventory/index.ts'
import { type BackupWorld, startBackupWorld } from './backup-world.ts'

const CLI = fileURLToPath(new URL('../../core/bin/cli.js', import.meta.url))
const PATIENCE_MS = 60_000
/** What a restore changes on purpose: transactions are counted anew, and the next backup is noted. */
const CHANGED = ['ledger.sequencer', 'host.outbox_sequencer', 'host.plugin', 'host.backup', 'host.outbox']

t.test('a whole business comes back as it was: every row, file and figure, and the same head', async (t) => {
  const world = await startBackupWorld(t)
  const folder = await world.backUp()
  const before = await readManifest(folder)
  t.match(before.ledger, { movements: 21, positions: 21, sealedPosition: 21, head: /^stowage-head-1:21:/ })
  t.equal(before.files.count, 2)
  t.equal((await stat(folder)).mode & 0o077, 0, 'nobody else may read it')
  t.equal((await stat(join(folder, 'database', 'items.item.copy.gz'))).mode & 0o077, 0)

  const target = await world.emptyTarget()
  const done = await world.command(['restore', folder, '--accept-data-loss', '--json'], target.env)
  t.equal(done.code, 0, done.stderr + done.stdout)
  t.match(JSON.parse(done.stdout), {
    head: before.ledger.head,
    proof: { ok: true, positions: 21 },
    missingFiles: [],
  })

  const again = await world.command(['backup', join(world.folder, 'again')], target.env)
  t.equal(again.code, 0, again.stderr)
  const after = await readManifest(
    join(world.folder, 'again', (await readdir(join(world.folder, 'again')))[0]!),
  )
  t.same(contentsOf(after), contentsOf(before), 'each table has the same bytes')
  t.same(after.partitions, before.partitions)
  t.same(after.sequences, before.sequences)
  t.same([after.files, after.ledger.head], [before.files, before.ledger.head])
  t.ok(before.partitions.some(({ name }) => name === 'line_2026_02'))

  const here = await figuresOf(world.adminUrl)
  t.same(await figuresOf(target.adminUrl), here, 'triggers, foreign keys, policies and rights stand as well')
})

t.test('a backup that was cut or altered is refused, and nothing is touched', async (t) => {
  const world = await startBackupWorld(t)
  const folder = await world.backUp()
  const target = await world.emptyTarget()
  const line = join(folder, 'database', 'ledger.line.copy.gz')
  const [room] = (await readdir(join(folder, 'files'))) as [string]
  const content = join(folder, 'files', room, (await readdir(join(folder, 'files', room)))[0]!)
  const flip = async (path: string) => {
    const bytes = await readFile(path)
    bytes[bytes.length - 3]! ^= 1
    await writeFile(path, bytes)
  }
  const faults: [string, () => Promise<void>, RegExp][] = [
    [line, () => flip(line), /ledger\.line\.copy\.gz of .* is missing, cut or altered/],
    [
      line,
      async () => truncate(line, (await stat(line)).size - 1),
      /ledger\.line\.copy\.gz of .* cut or altered/,
    ],
    [line, () => rm(line), /ledger\.line\.copy\.gz is missing/],
    [content, () => flip(content), /files\/.* is missing, cut or altered/],
    [content, () => rm(content), /files\/.* is missing, cut or altered/],
    [
      join(folder, 'files.sha256'),
      () => truncate(join(folder, 'files.sha256'), 10),
      /files\.sha256 .* altered/,
    ],
    [join(folder, 'manifest.json'), () => flip(join(folder, 'manifest.json')), /manifest .* is not the one/],
    [join(folder, 'manifest.json'), () => rm(join(folder, 'manifest.json')), /is no backup/],
  ]
  for (const [path, spoil, sentence] of faults) {
    await copyFile(path, `${path}.whole`)
    await spoil()
    const { code, stderr } = await world.command(['restore', folder, '--accept-data-loss'], target.env)
    t.match(stderr, sentence)
    t.equal(code, 9)
    await rm(path, { force: true })
    await copyFile(`${path}.whole`, path)
    await rm(`${path}.whole`)
  }
  t.same(await schemasOf(target.adminUrl), [], 'the database is as empty as before')
  const { code, stdout } = await world.command(['restore', folder, '--check'], target.env)
  t.equal(code, 0)
  t.match(stdout, /is whole/)
})

t.test('a backup goes into an empty database alone, of a version that knows all in it', async (t) => {
  const world = await startBackupWorld(t)
  const folder = await world.backUp()
  const used = await world.command(['restore', folder, '--accept-data-loss'])
  t.equal(used.code, 11)
  t.match(used.stderr, /This database is in use \(there are rows in .*\), and a restore writes over nothing/)

  const manifest = await readManifest(folder)
  const target = await world.emptyTarget()
  const restore = (more: readonly string[] = []) =>
    world.command(['restore', folder, '--accept-data-loss', ...more], target.env)
  await rewrite(folder, {
    ...manifest,
    migrations: [
      ...manifest.migrations,
      { ...manifest.migrations[0]!, plugin: 'ledger', id: '9000_come_later' },
    ],
  })
  t.match((await restore()).stderr, /newer .* migration ledger\/9000_come_later is not known here/)

  const elsewhere = (name: string) => (name === 'inventory' ? 'cold-chain' : name)
  await rewrite(folder, {
    ...manifest,
    migrations: manifest.migrations.map((one) => ({ ...one, plugin: elsewhere(one.plugin) })),
    tables: manifest.tables.map((one) => ({ ...one, schema: elsewhere(one.schema) })),
  })
  const database = join(folder, 'database')
  for (const name of await readdir(database)) {
    if (name.startsWith('inventory.'))
      await copyFile(join(database, name), join(database, name.replace('inventory', 'cold-chain')))
  }
  const missing = await restore()
  t.match(missing.stderr, /plugins that are not here: cold-chain\. Install them, or .* --without cold-chain/)
  t.equal(missing.code, 9)
  t.same(await schemasOf(target.adminUrl), [])
  const without = await restore(['--without', 'cold-chain'])
  t.equal(without.code, 0, without.stderr)
  t.match(without.stdout, /Left out: cold-chain/)
})

t.test('a backup of an older version is restored, and then brought up to date', async (t) => {
  const world = await startBackupWorld(t)
  const old = await world.emptyTarget()
  const known = await Promise.all(
    orderPlugins({ plugins: [inventory] }).map(async (plugin) =>
      (await readMigrations(plugin)).map(({ id }) => `${plugin.name}/${id}`),
    ),
  )
  const newest = ['host/0043_note_backups', 'inventory/0003_propose_quantities']
  const access = { ...world.access, database: new URL(old.adminUrl).pathname.slice(1) }
  const only = new Set(known.flat().filter((id) => !newest.includes(id)))
  await asAdministrator(old.adminUrl, (client) =>
    client.query(`grant connect, create on database ${access.database} to stowage_owner`),
  )
  await migrate({ access, plugins: orderPlugins({ plugins: [inventory] }), only })
  await asAdministrator(old.adminUrl, (client) =>
    client.query(
      `insert into items.item (id, owner, sku, name, base_unit)
       values (gen_random_uuid(), 1, 'OLD', 'Old', 'each')`,
    ),
  )
  const made = await world.command(['backup', join(world.folder, 'old')], old.env)
  t.equal(made.code, 0, made.stderr)
  const folder = join(world.folder, 'old', (await readdir(join(world.folder, 'old')))[0]!)
  const target = await world.emptyTarget()
  const done = await world.command(['restore', folder, '--accept-data-loss'], target.env)
  t.equal(done.code, 0, done.stderr)
  t.match(done.stdout, /2 newer migrations ran/)
  await asAdministrator(target.adminUrl, async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from items.item where sku = 'OLD') as items,
              to_regclass('host.backup') is not null as is_new`,
    )
    t.same(rows, [{ items: 1, is_new: true }])
  })
})

t.test('a backup that is killed or stopped leaves none that looks like one', async (t) => {
  const world = await startBackupWorld(t)
  const room = join(world.folder, 'cut')
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    await asAdministrator(world.adminUrl, async (client) => {
      await client.query('begin; lock table ledger.line in access exclusive mode')
      const cut = spawnCommand(world, ['backup', room])
      await until(async () => isWaiting(world, 'stowage backup'))
      t.match(await readdir(room), [/^stowage-.*\.unfinished-\d+$/])
      cut.process.kill(signal)
      t.equal(await cut.ended, signal === 'SIGKILL' ? null : 9)
      await client.query('rollback')
    })
  }
  const [left, ...others] = await readdir(room)
  t.same(others, [], 'the one that was stopped took its own away, and the one that was killed before')
  t.equal(left, undefined)
  t.equal((await world.command(['backup', room])).code, 0)
  t.match(await readdir(room), [/^stowage-[^.]+$/])
})

t.test(
  'a restore that is killed leaves a database that nobody takes for whole, and runs again',
  async (t) => {
    const world = await startBackupWorld(t)
    const folder = await world.backUp()
    const target = await world.emptyTarget()
    const args = ['restore', folder, '--accept-data-loss']
    await asAdministrator(target.adminUrl, async (client) => {
      const cut = spawnCommand(world, args, target.env)
      await until(async () => {
        const { rows } = await client.query(
          `select exists (select from pg_policy where polname = 'queue'
                           and polrelid = to_regclass('graphile_worker._private_jobs')) as is_there`,
        )
        return rows[0].is_there
      })
      await client.query('begin; lock table graphile_worker._private_jobs in access exclusive mode')
      await until(async () => isWaiting(world, 'stowage restore'))
      cut.process.kill('SIGKILL')
      t.equal(await cut.ended, null)
      await client.query('rollback')
    })
    const start = await world.command(['migrate', '--accept-data-loss'], target.env)
    t.equal(start.code, 6)
    t.match(start.stderr, /A restore into this database was cut.*run `stowage restore` again/)
    const done = await world.command(args, target.env)
    t.equal(done.code, 0, done.stderr)
    t.match(done.stdout, /No difference/)
  },
)

/** Each table with its rows and what they are, packed alike. */
function contentsOf({ tables }: Manifest) {
  return tables
    .filter(({ schema, name }) => !CHANGED.includes(`${schema}.${name}`))
    .map(({ schema, name, rows, sha256 }) => `${schema}.${name} ${rows} ${sha256}`)
}

/** What stands around the rows. */
async function figuresOf(url: string) {
  return asAdministrator(url, async (client) => {
    const { rows } = await client.query(`
      select (select json_agg(format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                              order by conrelid::regclass::text, conname)
                from pg_constraint where contype = 'f' and conparentid = 0) as keys,
             (select json_agg(format('%s %s %s', tgrelid::regclass, tgname, tgenabled)
                              order by tgrelid::regclass::text, tgname)
                from pg_trigger where not tgisinternal) as triggers,
             (select json_agg(format('%s %s', polrelid::regclass, polname)
                              order by polrelid::regclass::text, polname)
                from pg_policy) as policies,
             (select json_agg(format('%s %s', oid::regclass, (select array_agg(a::text order by a::text)
                                                                 from unnest(relacl) a))
                              order by oid::regclass::text)
                from pg_class where relkind in ('r', 'p', 'v') and relacl is not null
                 and relnamespace::regnamespace::text !~ '^(pg_|information_schema|core)') as rights`)
    return rows[0]
  })
}

async function schemasOf(url: string): Promise<string[]> {
  return asAdministrator(url, async (client) => {
    const { rows } = await client.query(
      `select nspname from pg_namespace
        where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`,
    )
    return rows.map(({ nspname }) => nspname)
  })
}

async function asAdministrator<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'test kit' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function rewrite(folder: string, manifest: Manifest): Promise<void> {
  for (const name of ['manifest.json', 'manifest.sha256']) await rm(join(folder, name))
  await writeManifest(folder, manifest)
}

function spawnCommand(
  world: BackupWorld,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
) {
  const child = spawn(process.execPath, ['--conditions=stowage-source', CLI, ...args], {
    env: { PATH: process.env.PATH, ...world.env, ...more },
    stdio: 'ignore',
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { process: child, ended }
}

async function isWaiting({ query }: BackupWorld, name: string): Promise<boolean> {
  const rows = await query(
    `select from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`,
    [name],
  )
  return rows.length > 0
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await isSo()); await pause(50)) {
    if (Date.now() > end) throw new Error('it never came')
  }
}
