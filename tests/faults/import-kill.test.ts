import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { startPlatform } from '../../core/src/testing/start-platform.ts'
import { formOf } from '../../core/test/import-desk.ts'

const ROWS = 5_000
const SCRIPT = fileURLToPath(new URL('./import-process.ts', import.meta.url))

t.test('an import whose node is killed again and again doubles no row and loses none', async (t) => {
  const platform = await startPlatform(t)
  const { administrator, access, filesFolder, query } = platform
  await administrator.send({
    method: 'POST',
    url: '/api/v1/locations/sites',
    payload: {
      company: '00000000-0000-7000-8000-000000000001',
      code: 'MAIN',
      name: 'Main',
      timeZone: 'Europe/Paris',
    },
  })
  const kills = { items: 0, stock: 0 }
  for (const importable of ['items', 'stock'] as const) {
    const lines = Array.from({ length: ROWS }, (_, n) =>
      importable === 'items' ? `S-${n},Item ${n}` : `S-${n},MAIN,${1 + (n % 7)}`,
    )
    const head = importable === 'items' ? 'sku,name' : 'sku,location,quantity'
    const { body } = await administrator.send({
      method: 'POST',
      url: `/api/v1/imports?importable=${importable}`,
      ...formOf(`${head}\n${lines.join('\n')}\n`, 'many.csv'),
    })
    const read = async () => (await administrator.send({ url: `/api/v1/imports/${body.id}` })).body
    for (const command of ['check', 'run']) {
      await administrator.send({ method: 'POST', url: `/api/v1/imports/${body.id}/${command}`, payload: {} })
      for (let isOver = false; !isOver; ) {
        const node = spawn(
          process.execPath,
          ['--conditions=stowage-source', SCRIPT, JSON.stringify(access), filesFolder],
          { stdio: ['ignore', 'ignore', 'inherit'] },
        )
        t.teardown(() => node.kill('SIGKILL'))
        const before = (await read()).rowNumber
        // It is killed once it has come a little further, three times for each run.
        for (;;) {
          const { state, rowNumber } = await read()
          isOver = !['checking', 'running'].includes(state)
          if (isOver || (command === 'run' && kills[importable] < 3 && rowNumber > before)) break
          await pause(10)
        }
        if (!isOver) kills[importable] += 1
        node.kill('SIGKILL')
      }
    }
    t.match(await read(), { state: 'done', created: ROWS, updated: 0, unchanged: 0, refused: 0 }, importable)
  }
  t.ok(kills.items > 0 && kills.stock > 0, JSON.stringify(kills))
  const sum = Array.from({ length: ROWS }, (_, n) => 1 + (n % 7)).reduce((one, other) => one + other)
  t.match(
    await query(`select (select count(*) from items.item)::int as items,
                        (select count(*) from ledger.movement)::int as movements,
                        (select sum(on_hand) from ledger.balance)::int as pieces`),
    [{ items: ROWS, movements: ROWS, pieces: sum }],
  )
  t.equal((await platform.services.ledger.verify()).ok, true)
})
