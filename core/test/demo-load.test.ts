import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { definePlugin } from '@stowage/sdk'
import t from 'tap'
import { systemActor } from '../src/access/system-actor.ts'
import { orderPlugins } from '../src/app.ts'
import { composeServices } from '../src/cli/with-platform.ts'
import type { DemoOptions } from '../src/demo/demo-options.ts'
import { loadDemo } from '../src/demo/load-demo.ts'
import { addPluginDemos } from '../src/demo/plugin-demos.ts'
import { generateYear } from '../src/demo/retail/generate-year.ts'
import { readHistory } from '../src/demo/retail/read-history.ts'
import type { RetailReport } from '../src/demo/retail/retail-report.ts'
import { createTestDatabase, type TestDatabase } from '../src/testing/test-database.ts'

const folder = await mkdtemp(join(tmpdir(), 'stowage-demo-load-'))
t.teardown(() => rm(folder, { recursive: true }))
const file = join(folder, 'year.csv.gz')
await writeFile(file, gzipSync(generateYear({ rows: 2000, seed: 7 })))

function optionsFor({ database }: TestDatabase): DemoOptions {
  const progress = { step: <T>(_title: string, work: (tell: () => void) => Promise<T>) => work(() => {}) }
  return {
    services: composeServices(database, { plugins: orderPlugins({}), epoch: 1 }),
    database,
    actor: systemActor,
    progress,
  }
}

async function loadYear(options: DemoOptions): Promise<RetailReport> {
  return (await loadDemo('retail', { ...options, file })).report as RetailReport
}

/** How much there is of each item by the balances, and by the rows of the file. */
async function compareStock(test: TestDatabase): Promise<{ found: object; expected: object }> {
  const { items, rows } = await readHistory(file)
  const opened = await test.query<{ sku: string; quantity: number }>(
    `select i.sku, l.quantity::float8 as quantity from ledger.movement m
           join ledger.line l on l.movement = m.id
       join ledger.bucket b on b.id = l.to_bucket join items.item i on i.id = b.item
         where m.kind = 'opening'`,
  )
  const expected = Object.fromEntries(items.map(({ sku }) => [sku, 0]))
  for (const { sku, quantity } of opened) expected[sku]! += quantity
  for (let row = 0; row < rows.length; row++) expected[items[rows.item[row]!]!.sku]! += rows.change[row]!
  const balances = await test.query<{ sku: string; on_hand: number }>(
    'select i.sku, b.on_hand::float8 as on_hand from ledger.balance b join items.item i on i.id = b.item',
  )
  return { found: Object.fromEntries(balances.map(({ sku, on_hand }) => [sku, on_hand])), expected }
}

async function countMovements(test: TestDatabase): Promise<number> {
  return (await test.query<{ n: number }>('select count(*)::int as n from ledger.movement'))[0]!.n
}

t.test(
  'a year of trade is taken over: every row is posted with its clock or refused for a reason',
  async (t) => {
    const test = await createTestDatabase(t)
    const options = optionsFor(test)
    const report = await loadYear(options)
    t.match(report, { read: 2000, posted: 1948, refused: 52, opened: 21, items: 21, verified: true })
    t.equal(report.byReason['retail.not_stock'], 44)
    t.equal(await countMovements(test), report.posted + report.opened)
    const { found, expected } = await compareStock(test)
    t.same(found, expected, 'what lies there is what the rows left there')
    const [shape] = await test.query(
      `select min(origin) as origin,
       count(*) filter (where kind = 'opening' and effective_at = '2010-12-01T00:00:00Z')::int as opened,
       count(*) filter (where kind <> 'opening' and source_type <> 'invoice')::int as sourceless,
       count(*) filter (where kind = 'adjustment' and reason is null)::int as reasonless,
       count(distinct effective_at::date)::int > 100 as "isAYear" from ledger.movement`,
    )
    t.match(shape, { origin: 'import', opened: 21, sourceless: 0, reasonless: 0, isAYear: true })
    const [summer] = await test.query<{ at: Date }>(
      "select effective_at as at, note, source_id from ledger.movement where source_id = '999010'",
    )
    t.equal(summer?.at.toISOString(), '2011-10-30T00:30:00.000Z', 'by the clock on the shop’s wall')
    const [late] = await test.query<{ n: number }>(
      'select count(*)::int as n from ledger.line where from_late or to_late',
    )
    t.equal(late?.n, 0, 'history is neither late nor out of its month')
    t.same(await loadYear(options).then(({ posted, refused }) => [posted, refused]), [1948, 52])
    t.equal(await countMovements(test), report.posted + report.opened, 'the same command again adds nothing')
  },
)

t.test('an import that is stopped in the middle goes on from there and doubles nothing', async (t) => {
  const test = await createTestDatabase(t)
  const options = optionsFor(test)
  let asked = 0
  const stopped = loadYear({ ...options, isStopped: () => ++asked > 3 })
  await t.rejects(stopped, { code: 'demo.stopped', message: /goes on from there/ })
  const halfway = await countMovements(test)
  t.ok(halfway > 21 && halfway < 1900, `${halfway} of 1969 movements stand`)
  const report = await loadYear(options)
  t.match(report, { read: 2000, posted: 1948, refused: 52, opened: 21, verified: true })
  t.equal(await countMovements(test), 1969)
  const { found, expected } = await compareStock(test)
  t.same(found, expected)
})

t.test('a wrong file leaves nothing behind', async (t) => {
  const test = await createTestDatabase(t)
  const options = optionsFor(test)
  await t.rejects(loadDemo('retail', { ...options, file: join(folder, 'nothing') }), {
    code: 'retail.file_missing',
    message: /UCI Machine Learning Repository/,
  })
  await t.rejects(loadDemo('retail', options), { code: 'retail.file_missing' })
  await t.rejects(loadDemo('nonsense', options), { code: 'demo.unknown' })
  const [left] = await test.query<{ rows: number }>(
    'select (select count(*)::int from items.item) + (select count(*)::int from locations.site) as rows',
  )
  t.equal(left?.rows, 0)
})

t.test('the demo business trades ninety days up to now, and loading it again adds nothing', async (t) => {
  const test = await createTestDatabase(t)
  const options = optionsFor(test)
  const told: number[] = []
  const shop = definePlugin({
    name: 'shop',
    version: '0.1.0',
    lifecycle: {
      demo: async ({ trx }) => void told.push((await trx('items.item').select('id')).length),
    },
  })
  const adding = { services: options.services, plugins: [shop] }
  await test.database.appAll.transaction((trx) => addPluginDemos({ trx, ...adding }))
  t.same(told, [], 'without a demo business no plugin adds to it')
  let asked = 0
  await t.rejects(loadDemo('warehouse', { ...options, isStopped: () => ++asked > 2 }), {
    code: 'demo.stopped',
  })
  await loadDemo('warehouse', { ...options, plugins: [shop] })
  t.ok(told.length === 1 && told[0]! > 100, 'a plugin adds once all is there')
  const movements = await countMovements(test)
  t.ok(movements > 1500, `${movements} movements`)
  await loadDemo('warehouse', options)
  t.equal(await countMovements(test), movements)
  t.match(await options.services.ledger.verify(), { ok: true, differences: [] })
  const [made] = await test.query<
    Record<string, number>
  >(`select (select count(*)::int from items.item) as items,
    (select count(*)::int from items.item where gtin is not null and owner is not null) as "clientItems",
    (select count(*)::int from items.item where step < 1) as measured,
    (select count(*)::int from locations.site) as sites,
    (select count(*)::int from locations.location where kind = 'bin' and x_m is null) as "placeless",
    (select count(distinct kind)::int from ledger.movement) as kinds,
    (select max(effective_at) > now() - interval '1 hour' from ledger.movement) as "isOfToday"`)
  t.match(made, { sites: 2, placeless: 0, kinds: 5, isOfToday: true })
  t.ok(made!.items! >= 140 && made!.clientItems! > 20 && made!.measured! > 10, JSON.stringify(made))
})
