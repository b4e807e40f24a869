import t, { type Test } from 'tap'
import { type Database, openDatabase } from '../../core/src/database/database.ts'
import { createTestDatabase, type TestDatabase } from '../../core/src/testing/test-database.ts'
import { CUTS, type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts'

const SILENT = CUTS[3]
/** Three looks of a second each, and the question; a loaded machine gets more. */
const TOLD_MS = 15_000
const STAFF = { owners: 'all', sites: 'all' } as const

t.test('nobody waits for a line to PostgreSQL over which nothing comes any more', async (t) => {
  const { database, proxy, test } = await makeWorld(t)
  await test.query('create table public.shelf as select 1 as n')
  await test.query('grant select, update on public.shelf to stowage_hook, stowage_app_all')

  await t.test('a posting that was silenced is told, and its locks are free', async (t) => {
    const struck = proxy.strike(SILENT)
    const began = Date.now()
    const lost = database.posting.use(async (client) => {
      const waits = [client.query('begin'), client.query('update public.shelf set n = 2')]
      await Promise.all(waits)
    })
    await t.rejects(lost, { code: 'ETIMEDOUT', message: /went silent/ })
    await struck
    t.ok(Date.now() - began < TOLD_MS, `told after ${Date.now() - began} ms`)
    const free = database.posting.use((client) => client.query('select from public.shelf for update nowait'))
    await t.resolves(free, 'the process at the other end was ended')
  })

  await t.test('so is a transaction of a request', async (t) => {
    await database.appAll.raw('select 1')
    const struck = proxy.strike(SILENT, 'BEGIN;')
    await t.rejects(
      database.transaction(STAFF, (trx) => trx.raw('select 1')),
      { code: 'ETIMEDOUT' },
    )
    await struck
    const { rows } = await database.transaction(STAFF, (trx) => trx.raw('select n from public.shelf'))
    t.strictSame(rows, [{ n: 1 }], 'the pool has thrown it away and goes on')
  })
})

t.test('a statement that takes long is let finish, however silent it is', async (t) => {
  const { database } = await makeWorld(t)
  const long = 'select pg_catalog.pg_sleep(8) is null as slept'
  const [posting, request] = await Promise.all([
    database.posting.use((client) => client.query(long)),
    database.appAll.raw(long),
  ])
  t.equal(posting.rowCount, 1)
  t.equal(request.rowCount, 1)
})

t.test('a database that nobody can reach is waited for by nobody', async (t) => {
  const { database, proxy } = await makeWorld(t)
  await database.appAll.raw('select 1')
  const waiting = database.appAll.raw('select pg_catalog.pg_sleep(25)')
  proxy.freeze()
  await t.rejects(waiting, { code: 'ETIMEDOUT' })
})

/** A node's pools, whose line to a database of their own can be cut. */
async function makeWorld(t: Test): Promise<{ test: TestDatabase; database: Database; proxy: CuttingProxy }> {
  const test = await createTestDatabase(t)
  const proxy = await startCuttingProxy(t, test.adminUrl)
  const database = openDatabase({ ...test.access, port: proxy.port })
  test.beforeClose(() => database.close())
  return { test, database, proxy }
}
