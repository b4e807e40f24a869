import { randomUUID } from 'node:crypto'
import { HttpConnection } from './http-connection.ts'
import { type LoadReport, obey } from './load-process.ts'
import { percentile } from './rates.ts'
import { randomTransfer, rehearseWorld, type World } from './world.ts'

interface Orders {
  readonly url: string
  readonly apiKey: string
  readonly world: World
  readonly connections: number
  readonly batch: number
  readonly seconds: number
  /** Look up every bucket once instead of measuring. */
  readonly isRehearsal: boolean
}

// Posts movements over HTTP for a while, each request with an idempotency key, and counts those that were
// posted.
await obey<Orders>(async (orders) => {
  const { url, apiKey, world, connections, batch, seconds } = orders
  const target = new URL('/api/v1/ledger/movements', url)
  if (orders.isRehearsal) return rehearse(target, orders)
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
  return { perSecond, movements, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) }
})

async function rehearse(target: URL, { apiKey, world }: Orders): Promise<LoadReport> {
  const connection = await HttpConnection.open(target, apiKey)
  await rehearseWorld(async (movements) => {
    const { status, body } = await connection.post(
      JSON.stringify({ mode: 'each', dryRun: true, movements }),
      randomUUID(),
    )
    countPosted(status, body)
  }, world)
  connection.close()
  return { perSecond: 0 }
}

function countPosted(status: number, body: string): number {
  const { outcomes } = JSON.parse(body) as { outcomes?: { status: string }[] }
  if (status !== 200 || outcomes === undefined || outcomes.some((outcome) => outcome.status !== 'posted')) {
    throw new Error(`the server answered ${status}: ${body.slice(0, 500)}`)
  }
  return outcomes.length
}
