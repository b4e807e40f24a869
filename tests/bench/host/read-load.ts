import { HttpConnection } from '../http-connection.ts'
import { obey } from '../load-process.ts'
import { percentile } from '../rates.ts'

interface Orders {
  readonly url: string
  readonly apiKey: string
  /** Asked in turns. */
  readonly paths: readonly string[]
  readonly connections: number
  readonly seconds: number
}

// Reads for a while, each connection one thing after the other.
await obey<Orders>(async ({ url, apiKey, paths, connections, seconds }) => {
  const open = await Promise.all(
    Array.from({ length: connections }, () => HttpConnection.open(new URL(url), apiKey)),
  )
  const start = performance.now()
  const until = start + seconds * 1000
  const latencies: number[] = []
  await Promise.all(
    open.map(async (connection, first) => {
      for (let n = first; performance.now() < until; n += 1) {
        const path = paths[n % paths.length]!
        const sent = performance.now()
        const { status, body } = await connection.get(path)
        latencies.push(performance.now() - sent)
        if (status !== 200) throw new Error(`${path} was answered by ${status}: ${body.slice(0, 500)}`)
      }
    }),
  )
  const perSecond = (latencies.length * 1000) / (performance.now() - start)
  for (const connection of open) connection.close()
  return {
    perSecond,
    requests: latencies.length,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  }
})
