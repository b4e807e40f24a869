import t from 'tap'
import { startPlatform } from '../../core/src/testing/start-platform.ts'
import { createTestDatabase } from '../../core/src/testing/test-database.ts'

t.test('every test stands on a clone of its own, which holds the house and nothing else', async (t) => {
  const first = await createTestDatabase(t)
  const second = await createTestDatabase(t)
  await first.query("update access.owner set name = 'Changed'")
  const owners = await second.database.transaction({ owners: 'all' }, (trx) =>
    trx('access.owner').select('name'),
  )
  t.equal(owners.length, 1)
  t.not(owners[0]?.name, 'Changed')
})

t.test('the test kit logs an administrator in, and a stranger stays outside', async (t) => {
  const { administrator, stranger } = await startPlatform(t)
  t.equal((await administrator.send({ url: '/api/v1/access/session' })).status, 200)
  t.equal((await stranger.send({ url: '/api/v1/access/users' })).status, 401)
})
