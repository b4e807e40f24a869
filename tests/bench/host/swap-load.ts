import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, HttpConnection } from '../http-connection.ts'
import { obey } from '../load-process.ts'
import { percentile } from '../rates.ts'
import { randomTransfer, type World } from '../world.ts'

interface Orders {
  readonly url: string
  readonly apiKey: string
  readonly world: World
  readonly connections: number
  /** How long somebody takes until he asks for the next thing. */
  readonly thinkMs: number
}

// People at work: each on a connection of his own posts a movement or looks an item up, in turns, and goes on
// after a moment, until there is a second message. Whatever is not answered well is a failure.
await obey<Orders>(async ({ url, apiKey, world, connections, thinkMs }) => {
  let isOver = false
  process.once('message', () => {
    isOver = true
  })
  const latencies: number[] = []
  const failures: string[] = []
  const work = async (person: number): Promise<void> => {
    const connection = await HttpConnection.open(new URL('/api/v1/ledger/movements', url), apiKey)
    await pause(Math.random() * thinkMs)
    for (let n = person; !isOver; n += 1) {
      const sent = performance.now()
      const fault = await (n % 2 === 0 ? postOne(connection, world) : lookUp(connection, world))
      latencies.push(performance.now() - sent)
      if (fault !== undefined) failures.push(fault)
      await pause(thinkMs)
    }
    connection.close()
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, (_, person) => work(person)))
  return {
    perSecond: (latencies.length * 1000) / (performance.now() - start),
    requests: latencies.length,
    failed: failures.length,
    failures: failures.slice(0, 5),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    maxMs: percentile(latencies, 1),
  }
})

async function postOne(connection: HttpConnection, world: World): Promise<string | undefined> {
  const body = JSON.stringify({ mode: 'each', movements: [randomTransfer(world)] })
  const answer = await connection.post(body, randomUUID()).catch(failed)
  const isPosted = answer.status === 200 && JSON.parse(answer.body).outcomes[0].status === 'posted'
  return isPosted ? undefined : `${answer.status} ${answer.body}`
}

async function lookUp(connection: HttpConnection, { items }: World): Promise<string | undefined> {
  const id = items[Math.floor(Math.random() * items.length)]
  const answer = await connection.get(`/api/v1/items/${id}`).catch(failed)
  return answer.status === 200 ? undefined : `${answer.status} ${answer.body}`
}

function failed(error: Error): Answer {
  return { status: 0, body: error.message }
}
