import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import t from 'tap'
import { systemActor } from '../../core/src/access/system-actor.ts'
import { orderPlugins } from '../../core/src/app.ts'
import { migrate } from '../../core/src/database/migrate.ts'
import { prepareDatabase } from '../../core/src/database/roles.ts'
import { createTestDatabase } from '../../core/src/testing/test-database.ts'
import { compose } from '../bench/compose.ts'

/**
 * A database as version 0.1.0 left it: two thousand rows of retail trade, 2010 to 2011, taken over with their
 * own clock. Written by that version, and dumped.
 */
const dump = new URL('./first-thread.sql.gz', import.meta.url)

t.test('a record of the first version is brought up to date, and every figure stands', async (t) => {
  const kit = await createTestDatabase(t)
  const name = `${kit.access.database}_old`
  const server = new pg.Client({ connectionString: kit.adminUrl })
  await server.connect()
  await server.query(`create database ${name}`)
  t.teardown(async () => {
    await server.query(`drop database ${name} with (force)`)
    await server.end()
  })
  const adminUrl = kit.adminUrl.replace(/[^/]+$/, name)
  const old = new pg.Client({ connectionString: adminUrl })
  await old.connect()
  await old.query(gunzipSync(await readFile(dump)).toString())
  // The key stayed in the home of whoever wrote it.
  await old.query('delete from core.writer_key')
  const figures = async () => {
    const { rows } = await old.query(
      `select (select count(*)::int from ledger.movement) as movements,
              (select count(*)::int from ledger.line) as lines,
              (select sum(on_hand)::text from ledger.balance) as on_hand,
              (select max(at)::text from ledger.line) as last`,
    )
    return rows[0]
  }
  const before = await figures()
  t.match(before, { movements: Number, lines: Number }, 'the year is there')
  t.ok(before.lines > 1_900)

  const access = await prepareDatabase({
    adminUrl,
    credentials: kit.access.credentials,
    isUnsafeServerAllowed: true,
  })
  const ran = await migrate({ access, plugins: orderPlugins({}) })
  t.ok(ran.applied.length > 5, 'migrations ran')
  t.same(await figures(), before, 'nothing of it was changed')

  const { services, database } = compose(access)
  t.teardown(() => database.close())
  const { rows } = await old.query(
    `select b.item, b.location from ledger.balance b where b.on_hand >= 5 order by b.bucket limit 1`,
  )
  const { item, location } = rows[0]
  const { outcomes } = await services.ledger.post({
    actor: systemActor,
    mode: 'all',
    movements: [
      {
        kind: 'issue',
        lines: [
          { item, quantity: 1, from: { location }, to: { location: '00000000-0000-7000-8000-000000000012' } },
        ],
      },
    ],
    allocations: [
      {
        act: 'allocate',
        demand: { kind: 'order', id: '019a0000-0000-7000-8000-000000000001' },
        item,
        quantity: 2,
      },
    ],
  })
  t.match(outcomes, [{ status: 'posted' }, { status: 'posted', allocations: [{ quantity: 2 }] }])
  const report = await services.ledger.verify()
  t.same(report.differences, [])
  await old.end()
})
