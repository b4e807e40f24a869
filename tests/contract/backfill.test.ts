import { definePlugin } from '@stowage/sdk'
import t from 'tap'
import type { Database } from '../../core/src/database/database.ts'
import { backfillRest } from '../../core/src/host/plugins/backfill.ts'
import { sequence } from '../../core/src/ledger/sequence/sequencer.ts'
import { type LedgerWorld, SUPPLIER, startLedgerWorld } from '../../core/test/ledger-world.ts'

/** Everything gets its place; transactions of the server's other databases may hold that up for a moment. */
async function placeAll({ database, query }: LedgerWorld): Promise<void> {
  const unplaced = 'select id from ledger.movement where id not in (select movement from ledger.position)'
  while ((await query(unplaced)).length > 0) await sequence(database)
}

t.test('what gets its position between two looks of a backfill is not passed over', async (t) => {
  const world = await startLedgerWorld(t)
  const posted: string[] = []
  for (const quantity of [1, 2, 3]) {
    posted.push(await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a, quantity }))
  }
  for (const looks of [0, 1, 2]) {
    const seen = new Set<string>()
    const plugin = definePlugin({
      name: 'keeper',
      version: '1.0.0',
      ledger: {
        project: {
          run: async () => {},
          async backfill(movements) {
            for (const { id } of movements) seen.add(id)
          },
        },
      },
    })
    await world.query('truncate ledger.position')
    await world.query(
      'update ledger.sequencer set last_position = 0, from_tx = default, until_tx = null, next_tx = null',
    )
    let asked = 0
    const raw = async (sql: string, values: never[]) => {
      if (asked === looks) await placeAll(world)
      asked += 1
      return world.database.appAll.raw(sql, values)
    }
    const database = { ...world.database, appAll: { raw } } as unknown as Database
    await backfillRest({ database, plugin }, 0, Date.now() + 60_000)
    t.same([...seen].sort(), posted.toSorted(), `placed after ${looks} questions`)
  }
})
