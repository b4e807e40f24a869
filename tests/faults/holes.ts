import type { TestDatabase } from '../../core/src/testing/test-database.ts'

/**
 * What the table of the plugin `moved` has otherwise than the ledger. In one statement, while postings go on:
 * each of them is seen whole or not at all.
 */
export async function holesIn(home: Pick<TestDatabase, 'query'>): Promise<object[]> {
  return home.query(
    `select * from (
       select 'a line that it did not write down' as fault, l.movement, l.at from ledger.line l
        where (select is_enabled from host.plugin where name = 'moved')
          and not exists (select from moved.moved m where m.movement = l.movement and m.n = l.n - 1)
       union all
       select 'a quantity that is another', l.movement, l.at from ledger.line l
         join moved.moved m on m.movement = l.movement and m.n = l.n - 1 where m.quantity <> l.quantity
       union all
       select 'a line that it wrote down after it had gone', l.movement, l.at from ledger.line l
         join moved.moved m on m.movement = l.movement and m.n = l.n - 1
        where not m.is_backfilled and not (select is_enabled from host.plugin where name = 'moved')
          and l.at > (select changed_at from host.plugin_set)) f
      order by at limit 5`,
  )
}
