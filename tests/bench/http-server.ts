import { buildApp } from '../../core/src/app.ts'
import { openDatabase } from '../../core/src/database/database.ts'
import type { DatabaseAccess } from '../../core/src/database/database-access.ts'

// A node as `start` composes it, without screens: answers its address, and ends when its parent lets go of
// it.
process.once('message', async (orders) => {
  const { access } = orders as { access: DatabaseAccess }
  const database = openDatabase(access)
  const app = await buildApp({ database })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  process.send!(url)
  process.once('disconnect', async () => {
    await app.close()
    await database.close()
  })
})
