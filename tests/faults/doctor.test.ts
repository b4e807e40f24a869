import { once } from 'node:events'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { lookAtDatabase } from '../../core/src/doctor/look-at-database.ts'
import { lookAtNode } from '../../core/src/doctor/look-at-machine.ts'
import { lookAtRecord } from '../../core/src/doctor/look-at-record.ts'
import { lookAtSecrets } from '../../core/src/doctor/look-at-secrets.ts'
import { freePort } from '../../core/src/embedded-postgres/free-port.ts'
import { readSettings } from '../../core/src/settings.ts'
import { makeNodeHome } from '../platform/node-database.ts'
import { runStowage } from '../platform/node-process.ts'

t.test('the doctor names each fault that is really made, and what mends it', async (t) => {
  const { env, query, access, adminUrl } = await makeNodeHome(t)
  const home = env.STOWAGE_HOME!
  await mkdir(home, { recursive: true })
  const ask = async (more: Readonly<Record<string, string>> = {}) => {
    const { code, stdout, stderr } = await runStowage({
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
  const row = `core.migration (plugin, id, breaking, checksum) values ('ledger', '9000_come_later', false, '')`
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
    `insert into host.plugin (name, version, source, is_enabled, state) values ('gone', '1.0.0', 'house', true, 'on')`,
    /The plugin gone is on and its code is not here/,
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
