import t from 'tap'
import { coreDeclarations } from '../../core/src/declarations.ts'
import { verifyLedger } from '../../core/src/ledger/verify/verify-ledger.ts'
import { createTestDatabase, type TestDatabase } from '../../core/src/testing/test-database.ts'
import { buildLedger } from '../bench/growth/build-ledger.ts'

t.test('what the benchmark grows could have been posted: verify finds it clean', async (t) => {
  const test = await createTestDatabase(t)
  const { plan } = await buildLedger({ url: test.adminUrl, lines: 20_000 })
  const report = await verifyLedger(test.database, coreDeclarations)
  t.same(report.differences, [])
  t.match(report, { ok: true, lines: 20_000, balances: plan.balances })
  const [found] = await test.query(`
    select count(*) filter (where from_late or to_late) as late,
            count(distinct date_trunc('month', at)) as months
      from ledger.line`)
  const late = Number(found!.late)
  t.ok(late > 200 && late < 2_000, `${late} lines are late`)
  t.equal(Number(found!.months), 12)
  const indexes = await indexesByMonth(test)
  const unlike = indexes.filter(({ indexes: has }) => has !== indexes.at(-1)!.indexes)
  t.same(unlike, [], 'every month has the indexes that a new month gets')
  t.equal(indexes.length, 14)

  await test.query('update ledger.line set to_after = to_after + 1 where id = 15000 and to_after is not null')
  await test.query('update ledger.line set from_after = from_after + 1 where id = 15000 and to_after is null')
  const spoiled = await verifyLedger(test.database, coreDeclarations)
  t.match(spoiled, { ok: false }, 'a single figure changed is found')
})

/** What indexes each month of lines has, and whether they belong to the indexes of the whole table. */
function indexesByMonth(test: TestDatabase): Promise<{ month: string; indexes: string }[]> {
  return test.query(`
    select i.indrelid::regclass::text as month,
           string_agg(h.inhparent::regclass || ' ' || i.indisprimary || ' ' || i.indisvalid, ', '
             order by h.inhparent::regclass::text) as indexes
      from pg_index i join pg_inherits t on t.inhrelid = i.indrelid and t.inhparent = 'ledger.line'::regclass
      left join pg_inherits h on h.inhrelid = i.indexrelid
     group by 1 order by 1`)
}
