import t from 'tap'
import { createTestDatabase } from './create-test-database.ts'

t.test('a clone of the template has the house, its owner and the statuses', async (t) => {
  const { database, query } = await createTestDatabase(t)
  const owners = await database.transaction({ owners: 'all' }, (trx) => trx('access.owner').select('name'))
  t.equal(owners.length, 1)
  t.equal((await query('select id from access.company')).length, 1)
})
