import { randomUUID } from 'node:crypto'
import { HttpConnection } from './http-connection.ts'
import { obey } from './load-process.ts'
import { percentile } from './rates.ts'
import { randomTransfer, type World } from './world.ts'

interface Orders {
  readonly url: string
  readonly apiKey: string
  readonly world: World
  readonly connections: number
  readonly batch: number
  readonly seconds: number
}

// Posts movements over HTTP for a while, each request with an idempotency key, and counts those that were posted.
await obey<Orders>(async ({ url, apiKey, world, connections, batch, seconds }) => {
  const target = new URL('/api/v1/ledger/movements', url)
  const open = await Promise.all(
    Array.from({ length: connections }, () => HttpConnection.open(target, apiKey)),
  )
  const start = performance.now()
  const until = start + seconds * 1000
  const latencies: number[] = []
  let movements = 0
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() < until) {
        const body = { mode: 'each', movements: Array.from({ length: batch }, () => randomTransfer(world)) }
        const sent = performance.now()
        const answer = await connection.post(JSON.stringify(body), randomUUID())
        latencies.push(performance.now() - sent)
        movements += countPosted(answer.status, answer.body)
      }
    }),
  )
  const perSecond = (movements * 1000) / (performance.now() - start)
  for (const connection of open) connection.close()
  return { perSecond, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) }
})

function countPosted(status: number, body: string): number {
  const { outcomes } = JSON.parse(body) as { outcomes?: { status: string }[] }
  if (status !== 200 || outcomes === undefined || outcomes.some((outcome) => outcome.status !== 'posted')) {
    throw new Error(`the server answered ${status}: ${body.slice(0, 500)}`)
  }
  return outcomes.length
}
