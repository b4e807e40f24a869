import { once } from 'node:events'
import { readdir, readFile, stat } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { makeHome, runStowage, startNode } from '../../tests/platform/node-process.ts'
import { runStowageHere } from '../../tests/platform/stowage-here.ts'
import { runningServer } from '../src/embedded-postgres/running-server.ts'
import { readSettings } from '../src/settings.ts'
import { createTestDatabase } from '../src/testing/test-database.ts'
import { readTemplate } from '../src/testing/test-server.ts'

t.test('settings', async (t) => {
  t.test('have defaults, and an empty value counts as not given', async (t) => {
    const settings = readSettings({ PORT: '', PATH: '/bin' })
    t.equal(settings.PORT, 3000)
    t.equal(settings.HOST, '127.0.0.1')
    t.equal(settings.DATABASE_URL, undefined)
  })
  t.test('that are misspelt are named, not ignored', async (t) => {
    t.equal(
      whyNot({ STOWAGE_HOEM: '/x' }),
      'There is no setting STOWAGE_HOEM; `stowage help` lists them all.',
    )
  })
  t.test('that are out of range are named with their value, secrets without', async (t) => {
    t.match(whyNot({ PORT: '70000' }), 'PORT "70000" must be <= 65535')
    t.match(whyNot({ PORT: 'http' }), 'PORT "http" must be integer')
    t.match(whyNot({ STOWAGE_LOG_LEVEL: 'loud' }), /"loud" is not allowed.*warn/)
    t.match(whyNot({ DATABASE_URL: 'mysql://who:hush@x' }), /^The setting DATABASE_URL must match/)
    t.notMatch(whyNot({ DATABASE_URL: 'mysql://who:hush@x', STOWAGE_WRITER_KEY: 'hush' }), 'hush')
  })
})

t.test('a command that is mistyped is answered with a sentence and 2', async (t) => {
  const wrong = [
    'strat',
    'user',
    'user craete',
    'start --prot=1',
    'verify all',
    'user create',
    'demo',
    'demo retial',
    'import items',
  ]
  for (const words of wrong) {
    const { code, stdout, stderr } = await runStowageHere({ args: words.split(' '), env: {} })
    t.equal(code, 2, words)
    t.match(stderr, /^stowage: .+\n$/)
    t.equal(stdout, '')
  }
})

t.test('the help names every command, setting and exit code', async (t) => {
  const { code, stdout } = await runStowageHere({ args: ['help'], env: {} })
  t.equal(code, 0)
  for (const word of ['start', 'migrate', 'verify', 'demo', 'user create', 'STOWAGE_HOME', '7 running'])
    t.match(stdout, word)
})

t.test('with --json a failure is a document, too', async (t) => {
  const { code, stdout } = await runStowageHere({ args: ['verify', '--json'], env: { STOWAGE_PROT: '1' } })
  t.equal(code, 3)
  t.match(JSON.parse(stdout), { error: { code: 'settings' } })
})

t.test('a port in use is one sentence, and nothing is made', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => other.close())
  const home = await makeHome(t)
  const PORT = String((other.address() as AddressInfo).port)
  const { code, stderr } = await runStowage({ args: ['start'], env: { PORT, STOWAGE_HOME: home } })
  t.equal(code, 4)
  t.equal(stderr, `stowage: Another program listens on 127.0.0.1:${PORT}; end it, or set PORT.\n`)
  t.same(await readdir(home), [])
})

t.test('a database that cannot serve', async (t) => {
  const { serverUrl } = readTemplate()
  const home = await makeHome(t)
  const migrateOn = (DATABASE_URL: string, ...more: string[]) =>
    runStowageHere({ args: ['migrate', ...more], env: { DATABASE_URL, STOWAGE_HOME: home } })

  t.test('because it is down is one sentence and 5', async (t) => {
    const { code, stderr } = await migrateOn('postgres://nobody@127.0.0.1:1/none')
    t.equal(code, 5)
    t.match(stderr, /^stowage: PostgreSQL at 127.0.0.1:1\/none cannot be reached/)
  })
  t.test('because it may forget what it acknowledged is refused, unless that is accepted', async (t) => {
    const { adminUrl, query } = await createTestDatabase(t)
    const refused = await migrateOn(adminUrl, '--reset-roles')
    t.match(refused.stderr, /fsync/)
    t.equal(refused.code, 6)
    t.equal((await query('select from core.migration')).length > 0, true)
  })
  t.test('because it is another program’s is refused, and left as it was', async (t) => {
    const name = `stranger_${process.pid}`
    const admin = new pg.Client({ connectionString: `${serverUrl}/postgres` })
    await admin.connect()
    await admin.query(`create database ${name}`)
    const stranger = new pg.Client({ connectionString: `${serverUrl}/${name}` })
    await stranger.connect()
    await stranger.query('create table invoice (id int)')
    const { code, stderr } = await migrateOn(`${serverUrl}/${name}`, '--accept-data-loss')
    t.equal(code, 6)
    t.match(stderr, /another program's tables \(public.invoice\)/)
    const { rows } = await stranger.query(
      "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
    )
    t.same(rows, [{ nspname: 'public' }])
    await stranger.end()
    await admin.query(`drop database ${name}`)
    await admin.end()
  })
})

t.test('the roles’ SQL can be had before anything is connected', async (t) => {
  const STOWAGE_HOME = await makeHome(t)
  const env = { STOWAGE_HOME, DATABASE_URL: 'postgres://dba@127.0.0.1:1/stock' }
  const { code, stdout } = await runStowageHere({ args: ['migrate', '--print-roles'], env })
  t.equal(code, 0)
  for (const role of ['owner', 'app', 'app_all', 'hook', 'ledger']) t.match(stdout, `stowage_${role}`)
})

t.test('a node of its own', async (t) => {
  const STOWAGE_HOME = await makeHome(t)
  const env = { STOWAGE_HOME, PORT: '0', STOWAGE_LOG_LEVEL: 'warn' }
  const first = await startNode(t, env)

  t.test('serves with its own PostgreSQL, and its secrets are for its owner alone', async (t) => {
    const answer = await fetch(`${first.url}/health/ready`)
    t.equal(answer.status, 200)
    const { mode } = await stat(join(STOWAGE_HOME, 'database.json'))
    t.equal(mode & 0o077, 0)
    t.match(first.logIn, { email: 'admin@stowage.local', password: /^\S{15,}$/ })
    const { embedded } = JSON.parse(await readFile(join(STOWAGE_HOME, 'database.json'), 'utf8'))
    const url = `postgres://stowage_admin:wrong@127.0.0.1:${embedded.port}/stowage`
    await t.rejects(new pg.Client({ connectionString: url }).connect(), { code: '28P01' })
  })
  t.test('refuses a second one on the same data, and lets commands use its database', async (t) => {
    const second = await runStowage({ args: ['start'], env })
    t.equal(second.code, 7)
    t.match(second.stderr, `process ${first.process.pid}`)
    const create = {
      args: ['user', 'create', '--email', 'ann@example.com', '--password-stdin', '--json'],
      env,
    }
    const made = await runStowage({ ...create, input: 'correct horse battery staple\n' })
    t.equal(made.code, 0, made.stderr)
    t.notMatch(made.stdout, 'horse')
    const again = await runStowageHere({ ...create, input: 'correct horse battery staple\n' })
    t.equal(again.code, 11)
    const letIn = (email: string) =>
      runStowageHere({ args: ['user', 'let-in', '--email', email, '--json'], env })
    t.match(JSON.parse((await letIn('Ann@example.com')).stdout), { email: 'ann@example.com', until: /Z$/ })
    t.match(JSON.parse((await letIn('nobody@example.com')).stdout), { error: { code: 'input' } })
    const proof = await runStowageHere({ args: ['verify', '--json'], env })
    t.match(JSON.parse(proof.stdout), { ok: true })
  })
  t.test(
    'brings in a file beside its server: tried, with each bad row named, and then in earnest',
    async (t) => {
      const file = join(
        t.testdir({ 'articles.csv': 'Art;Libellé;EAN\nCLI-1;Écrou;4006381333931\nCLI-2;;\n' }),
        'articles.csv',
      )
      const bringIn = (...more: string[]) => runStowageHere({ args: ['import', ...more, '--json'], env })
      const tried = await bringIn('items', file, '--map', 'sku=Art', '--dry-run')
      t.equal(tried.code, 11, tried.stderr)
      t.match(JSON.parse(tried.stdout), {
        kind: 'items',
        isDryRun: true,
        state: 'checked',
        created: 1,
        refused: 1,
        rows: [{ number: 3, problems: [{ code: 'items.import_name_missing', column: 'name' }] }],
      })
      const done = await bringIn('items', file, '--map', 'sku=1,name=2')
      t.match(JSON.parse(done.stdout), { state: 'done', created: 1, refused: 1 })
      const again = await bringIn('items', file, '--map', 'sku=Art')
      t.match(
        JSON.parse(again.stdout),
        { created: 0, unchanged: 1, refused: 1 },
        'what went in is known again',
      )
      const lost = await bringIn('items', join(STOWAGE_HOME, 'none.csv'))
      t.match([lost.code, JSON.parse(lost.stdout)], [9, { error: { code: 'input' } }])
      t.equal((await bringIn('items', file, '--map', 'sku=Code')).code, 9)
      t.equal((await bringIn('paintings', file)).code, 11)
    },
  )
  t.test('ends in good order on SIGTERM, and takes its PostgreSQL along', async (t) => {
    first.process.kill('SIGTERM')
    t.equal((await first.ended).code, 0)
    t.equal(await runningServer(join(STOWAGE_HOME, 'postgres')), undefined)
    t.strictSame((await readdir(STOWAGE_HOME)).sort(), [
      'database.json',
      'files',
      'postgres',
      'postgres.log',
      'seal-key.pem',
      'secret-key',
    ])
  })
  t.test('starts again where it was', async (t) => {
    const second = await startNode(t, env)
    t.equal(second.logIn, undefined, 'nobody is made twice')
    second.process.kill('SIGTERM')
    await second.ended
  })
})

/** The sentence with which an environment is refused. */
function whyNot(env: Record<string, string>): string {
  try {
    return `it was accepted: ${JSON.stringify(readSettings(env))}`
  } catch (error) {
    return (error as Error).message
  }
}

t.test(
  'what runs with another role’s rights looks along a path of its own, and no role reaches beyond itself',
  async (t) => {
    const { query } = await createTestDatabase(t)
    const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')`
    const lent = await query<{ name: string; is_pinned: boolean }>(
      `select p.oid::regprocedure::text as name,
            exists (select from unnest(p.proconfig) c where c like 'search_path=%') as is_pinned
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${ours}`,
    )
    t.ok(lent.length > 20, `${lent.length} functions`)
    t.strictSame(
      lent.filter((one) => !one.is_pinned).map(({ name }) => name),
      [],
      'none is led astray',
    )
    const lentToAll = await query<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and ${ours} and p.prorettype <> 'trigger'::regtype
          and has_function_privilege('public', p.oid, 'execute')`,
    )
    t.strictSame(lentToAll, [], 'none is lent to whoever has a log-in')
    const views = await query(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions, '{}') &&
        array['security_invoker=true', 'security_invoker=on'])`,
    )
    t.strictSame(views, [], 'a view shows what its reader may see')
    const open = await query(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and c.relkind in ('r', 'p') and not c.relispartition and not c.relrowsecurity
        and exists (select from aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
                     where r.rolname = 'stowage_app')`,
    )
    t.strictSame(open, [], 'no table is read without a policy')
    const powers = await query(
      `select r.rolname as role, m.roleid::regrole::text as "memberOf"
       from pg_roles r left join pg_auth_members m on m.member = r.oid
      where r.rolname in ('stowage_app', 'stowage_app_all', 'stowage_hook')
        and (m.roleid is not null or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
             or has_schema_privilege(r.oid, 'public', 'create'))`,
    )
    t.strictSame(powers, [], 'who serves requests becomes nobody else, and makes nothing')
  },
)
