import pg from 'pg'
import { obey } from './load-process.ts'

interface Orders {
  readonly url: string
  readonly clients: number
  readonly balances: number
  readonly seconds: number
}

// The baseline where the machine has no pgbench: the same statements, prepared, from as many connections.
await obey<Orders>(async ({ url, clients, balances, seconds }) => {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  const start = performance.now()
  const until = start + seconds * 1000
  let movements = 0
  await Promise.all(
    connections.map(async (client) => {
      while (performance.now() < until) {
        await postOne(client, balances)
        movements++
      }
    }),
  )
  const perSecond = (movements * 1000) / (performance.now() - start)
  await Promise.all(connections.map((client) => client.end()))
  return { perSecond }
})

async function postOne(client: pg.Client, balances: number): Promise<void> {
  const a = 1 + Math.floor(Math.random() * balances)
  const b = 1 + Math.floor(Math.random() * balances)
  const [low, high] = [Math.min(a, b), Math.max(a, b)]
  await client.query('begin')
  await client.query({
    name: 'movement',
    text: "insert into movement (kind, at) values ('transfer', now())",
  })
  await client.query({
    name: 'line',
    text: `insert into line (movement, from_balance, to_balance, quantity)
           values (currval('movement_id_seq'), $1, $2, 1)`,
    values: [low, high],
  })
  await client.query({
    name: 'less',
    text: 'update balance set on_hand = on_hand - 1 where id = $1',
    values: [low],
  })
  await client.query({
    name: 'more',
    text: 'update balance set on_hand = on_hand + 1 where id = $1',
    values: [high],
  })
  await client.query('commit')
}
