import { once } from 'node:events'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { lookAtDatabase } from '../../core/src/doctor/look-at-database.ts'
import { lookAtMachine, lookAtNode } from '../../core/src/doctor/look-at-machine.ts'
import { lookAtRecord } from '../../core/src/doctor/look-at-record.ts'
import { lookAtSecrets } from '../../core/src/doctor/look-at-secrets.ts'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { isHolder, lockHome } from '../../core/src/home/home-lock.ts'
import { readSettings } from '../../core/src/settings.ts'
import { makeNodeHome, type NodeDatabase } from '../platform/node-database.ts'
import { mountSmallDisk, NO_DISK } from '../platform/small-disk.ts'
import { runStowageHere } from '../platform/stowage-here.ts'

t.test('the doctor names each fault that is really made, and what mends it', async (t) => {
  const { env, query, access, adminUrl } = await makeNodeHome(t)
  const home = env.STOWAGE_HOME!
  await mkdir(home, { recursive: true })
  const ask = async (more: Readonly<Record<string, string>> = {}) => {
    const { code, stdout, stderr } = await runStowageHere({
      args: ['doctor', '--json'],
      env: { ...env, ...more },
    })
    if (stdout === '') throw new Error(stderr)
    return {
      code,
      findings: JSON.parse(stdout).findings as { check: string; sentence: string; mend: string }[],
    }
  }
  const finds = async (check: string, sentence: RegExp, more: Readonly<Record<string, string>> = {}) => {
    const { code, findings } = await ask(more)
    const found = findings.filter((one) => one.check === check && sentence.test(one.sentence))
    t.equal(found.length, 1, `${check} ${sentence}: ${JSON.stringify(findings)}`)
    t.ok(found[0]!.mend.length > 10)
    t.equal(code, 12)
  }
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  t.teardown(() => busy.close())
  const PORT = String((busy.address() as AddressInfo).port)
  const closed = `postgres://somebody@127.0.0.1:${await freePort()}/stock`
  await finds('port', /Another program listens/, { PORT, DATABASE_URL: closed })
  await finds('database', /No PostgreSQL answers/, { DATABASE_URL: closed })
  await finds('database', /has no database nowhere/, { DATABASE_URL: adminUrl.replace(/[^/]+$/, 'nowhere') })
  await writeFile(join(home, 'a-file'), '')
  await finds('home', /is no folder/, { STOWAGE_HOME: join(home, 'a-file', 'home') })
  // The test server is quick and forgetful, which is a fault of its own that hides what comes after it.
  await finds('database', /fsync or full_page_writes off/)

  await writeFile(join(home, 'secret-key'), 'x', { mode: 0o600 })
  await chmod(join(home, 'secret-key'), 0o644)
  await finds('keys', /Others on this machine may read .*secret-key \(644\)/)
  await query(`alter role stowage_hook bypassrls`)
  await finds('roles', /stowage_hook is a superuser or bypasses/)
  await query(`alter role stowage_hook nobypassrls`)

  const ahead = await lookAtDatabase({ adminUrl, access, now: () => Date.now() + 60_000 })
  t.match(ahead.find(({ check }) => check === 'clock')?.sentence, /is \d+\.\d s ahead of the database/)
  t.match(lookAtNode('20.1.0'), [{ check: 'node', severity: 'fault' }])
  t.same(lookAtNode('24.0.0'), [])
})

t.test('the doctor finds what does not fit in the record', async (t) => {
  const { query, access } = await makeNodeHome(t)
  const catalog = { found: new Map(), faulty: [] }
  const finds = async (made: string, sentence: RegExp, unmade: string) => {
    await query(made)
    const findings = await lookAtRecord({ access, catalog })
    t.equal(
      findings.filter((one) => sentence.test(one.sentence)).length,
      1,
      `${sentence}: ${JSON.stringify(findings)}`,
    )
    await query(unmade)
  }
  t.same(await lookAtRecord({ access, catalog }), [], 'a database that is well')
  const row =
    "core.migration (plugin, id, breaking, checksum) values ('ledger', '9000_come_later', false, '')"
  const of = (id: string) => `where plugin = 'ledger' and id = '${id}'`
  await finds(
    `insert into ${row}`,
    /newer than this program: ledger\/9000/,
    `delete from core.migration ${of('9000_come_later')}`,
  )
  await finds(
    `update core.migration set checksum = 'x' || checksum ${of('0001_create_record')}`,
    /ledger\/0001_create_record was changed/,
    `update core.migration set checksum = substr(checksum, 2) ${of('0001_create_record')}`,
  )
  await finds(
    `update core.migration set id = 'aside' ${of('0002_create_functions')}`,
    /1 migrations have not run \(ledger\/0002/,
    `update core.migration set id = '0002_create_functions' ${of('aside')}`,
  )
  await finds('create table core.restore (backup text)', /A restore .* was cut/, 'drop table core.restore')
  await finds(
    `insert into host.plugin (name, version, source, is_enabled, state)
       values ('gone', '1.0.0', 'package /srv/stock/node_modules/@acme/gone', true, 'on')`,
    /"gone" is .* not here: the package "@acme\/gone" is not in \/srv\/stock\/node_modules/,
    `delete from host.plugin where name = 'gone'`,
  )
  await finds(
    `update core.writer_key set hash = sha256(hash)`,
    /writer's key of this home is not the one/,
    `update core.writer_key set hash = sha256('${access.credentials.writerKey}'::bytea)`,
  )
  const month = `to_char(now() at time zone 'UTC', 'YYYY_MM')`
  await finds(
    `do $$ begin execute 'alter table ledger.line_' || ${month} || ' rename to aside'; end $$`,
    /no room for movements of .*: nothing can be posted/,
    `do $$ begin execute 'alter table ledger.aside rename to line_' || ${month}; end $$`,
  )
  await query(`insert into host.setting_value (id, plugin, scope, place, said, secrets)
    values (gen_random_uuid(), 'host', 'organisation', '00000000-0000-0000-0000-000000000000', '{}',
            '{"smtpUrl": "v1.0badc0de.a.b.c"}')`)
  const lost = await lookAtSecrets(readSettings({ STOWAGE_HOME: '/nowhere' }), access)
  t.match(lost, [
    {
      check: 'secret-key',
      sentence: /Secrets of host were sealed with the key 0badc0de, and this home has none/,
    },
  ])
})

t.test('what runs full, waits or is open to others is told, beside each other', async (t) => {
  const home = await makeNodeHome(t)
  const { query, env } = home
  await pretend(home, { fsync: 'on', full_page_writes: 'on' })
  await query(`insert into ledger.position (position, movement, at)
    values (1, gen_random_uuid(), now() - interval '2 hours')`)
  await query('update ledger.sequencer set last_position = 1')
  for (const job of ['dead', 'late']) {
    await query(
      `with queued as (
         select id from graphile_worker.add_job('host', '{}', run_at => now() - interval '1 hour',
                                                max_attempts => 3))
       insert into host.job (queue_id, plugin, name) select id, 'bakery', 'bakery.' || $1 from queued`,
      [job],
    )
  }
  await query(`update graphile_worker._private_jobs set attempts = 3
    where id = (select queue_id from host.job where name = 'bakery.dead')`)
  const { of } = await examined({ ...env, HOST: '0.0.0.0' })
  t.match(of('seal'), [/1 movements wait for their seal, the oldest for 120 minutes/])
  t.match(of('host.jobs'), [/1 jobs are dead, bakery\.dead among them/, /1 jobs .* bakery\.late among them/])
  t.match(of('address'), [/listens on 0\.0\.0\.0 and speaks http/])
})

t.test('a disk that is full, or nearly, is told', { skip: NO_DISK }, async (t) => {
  const look = async (megabytes: number) =>
    lookAtMachine(readSettings({ STOWAGE_HOME: await mountSmallDisk(t, megabytes), PORT: '0' }))
  t.match(await look(100), [{ check: 'disk', severity: 'fault', sentence: /is full: \d+ MB are left/ }])
  t.match(await look(1024), [{ check: 'disk', severity: 'hint', sentence: /nearly full/ }])
})

t.test(
  'a PostgreSQL that is too old, and passwords that are wrong, are told by the place to mend',
  async (t) => {
    const home = await makeNodeHome(t)
    const { query, access, adminUrl } = home
    const look = (given = adminUrl, passwords = {}) =>
      lookAtDatabase({
        adminUrl: given,
        access: { ...access, credentials: { ...access.credentials, ...passwords } },
        now: Date.now,
      })
    await pretend(home, { server_version_num: '140009', server_version: '14.9' })
    t.match(await look(), [{ check: 'database', severity: 'fault', sentence: /PostgreSQL 14\.9 is too old/ }])
    await pretend(home, { fsync: 'on', full_page_writes: 'on' })
    t.same(await look(), [], 'a database that is well')

    const askNoMore = await askForPasswords(home)
    if (askNoMore === undefined) return void t.comment('passwords: the server is on another machine')
    await query("create role doctors_friend superuser login password 'right'")
    const as = (password: string) =>
      look(adminUrl.replace(/^postgres:\/\/[^@]*@/, `postgres://doctors_friend:${password}@`))
    const isLetIn = (found: Awaited<ReturnType<typeof look>>) =>
      !found.some(({ sentence }) => sentence.includes('does not let'))
    try {
      // The server reads its rules anew a moment later.
      for (let tries = 0; tries < 200 && isLetIn(await as('wrong')); tries += 1) await pause(50)
      t.match(await as('wrong'), [
        { check: 'database', severity: 'fault', sentence: /does not let this user in/, mend: /DATABASE_URL/ },
      ])
      t.match(await look(adminUrl, { hookPassword: 'a wrong one' }), [
        { check: 'roles', severity: 'fault', sentence: /stowage_hook cannot log in/, mend: /HOOK_PASSWORD/ },
      ])
    } finally {
      await askNoMore()
      await query('drop role doctors_friend')
    }
  },
)

t.test('a command that works on this home is named', async (t) => {
  const { env } = await makeNodeHome(t)
  const { DATABASE_URL: _, ...own } = env
  const lock = await lockHome(own.STOWAGE_HOME!, 'restore')
  if (isHolder(lock)) throw new Error('somebody else is there')
  t.teardown(() => lock.release())
  await writeFile(join(own.STOWAGE_HOME!, 'database.json'), '{}', { mode: 0o600 })
  const { code, of } = await examined(own)
  t.match(of('running'), [/stowage restore.*process \d+/])
  t.equal(code, 12)
})

/** What the command finds, by what it looked at. */
async function examined(env: Readonly<Record<string, string>>) {
  const { code, stdout } = await runStowageHere({ args: ['doctor', '--json'], env })
  const { findings } = JSON.parse(stdout) as { findings: { check: string; sentence: string }[] }
  const of = (check: string) => findings.flatMap((one) => (one.check === check ? [one.sentence] : []))
  return { code, of }
}

/** Has the server say something else of itself to its superuser in this database. */
async function pretend(
  { query, access }: NodeDatabase,
  said: Readonly<Record<string, string>>,
): Promise<void> {
  const [whom] = await query<{ name: string }>('select current_user as name')
  const cases = Object.entries(said).map(([name, value]) => `when '${name}' then '${value}'`)
  await query('create schema if not exists pretended')
  await query(`create or replace function pretended.current_setting(name text) returns text
    language sql stable as $$
    select case name ${cases.join(' ')} else pg_catalog.current_setting(name) end $$`)
  await query(
    `alter role ${whom!.name} in database ${access.database} set search_path = pretended, pg_catalog`,
  )
}

/** Has the server want passwords for this one database. @returns ends it; nothing where it is not ours */
async function askForPasswords({
  query,
  access,
}: NodeDatabase): Promise<(() => Promise<unknown>) | undefined> {
  const [own] = await query<{ name: string; file: string }>(
    `select current_user as name, current_setting('hba_file') as file`,
  )
  const rules = await readFile(own!.file, 'utf8').catch(() => undefined)
  if (rules === undefined) return undefined
  const write = async (text: string) => {
    await writeFile(own!.file, text)
    await query('select pg_reload_conf()')
  }
  const { database } = access
  await write(`host ${database} ${own!.name} all trust\nhost ${database} all all scram-sha-256\n${rules}`)
  return () => write(rules)
}
