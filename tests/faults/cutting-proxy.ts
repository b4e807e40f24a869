import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

/** How the line to the database breaks; all but a termination break it within a transaction. */
export const CUTS = [
  'the line is reset in the middle of a transaction',
  'the line is closed in the middle of a transaction',
  'the line is cut once the COMMIT has arrived, before its answer came',
  'the line goes silent in the middle of a transaction',
] as const
export type Cut = (typeof CUTS)[number]

/** The line between servers and their database. */
export interface CuttingProxy {
  readonly port: number
  /**
   * Breaks the line of whoever is next at the place that the cut names; resolves when that was done.
   * @param statement the place, where it is not a posting's
   */
  strike(cut: Cut, statement?: string): Promise<void>
  /** Lets nothing through any more, to nobody, and takes whoever comes new without a word. */
  freeze(): void
  /** Lets go of what was silent: those lines are reset. */
  release(): void
}

/** A TCP proxy that reads as much of PostgreSQL's protocol as tells it where in a transaction somebody is. */
export async function startCuttingProxy(t: Test, databaseUrl: string): Promise<CuttingProxy> {
  const { hostname: host, port } = new URL(databaseUrl)
  const open = new Set<Socket>()
  const silent = new Set<Socket>()
  let isFrozen = false
  let waiting: { readonly cut: Cut; readonly statement: string; readonly done: () => void } | undefined

  const server = createServer((client) => {
    const upstream = connect({ host, port: Number(port), noDelay: true })
    client.setNoDelay(true)
    const both = [client, upstream]
    /** What is done to this line as soon as the database answers. */
    let armed: typeof waiting
    for (const [socket, other] of [both, both.toReversed()] as [Socket, Socket][]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        silent.delete(socket)
        other.destroy()
      })
      socket.on('end', () => other.end())
    }
    client.on('data', (chunk) => {
      if (isFrozen || silent.has(client)) return
      if (waiting !== undefined && chunk.includes(`${waiting.statement}\0`)) {
        armed = waiting
        waiting = undefined
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (isFrozen || silent.has(client)) return
      if (armed === undefined) return void client.write(chunk)
      const { cut, done } = armed
      armed = undefined
      silent.add(client)
      if (cut === CUTS[1]) client.end()
      else if (cut !== CUTS[3]) client.resetAndDestroy()
      done()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  return {
    port: (server.address() as AddressInfo).port,
    strike: (cut, statement = cut === CUTS[2] ? 'commit' : 'begin') =>
      new Promise((resolve) => {
        waiting = { cut, statement, done: resolve }
      }),
    freeze() {
      isFrozen = true
    },
    release() {
      for (const client of silent) client.resetAndDestroy()
      silent.clear()
    },
  }
}
