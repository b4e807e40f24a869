import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atEnd, type TestScope } from '@stowage/sdk/testing'

/** One request that came. */
export interface Received {
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it was told
  readonly body: any
  readonly at: number
}

/** How a target answers; whoever returns nothing answers by himself, or never. */
export type Behaviour = (received: Received, response: ServerResponse) => number | undefined

/** A real HTTP server that events are sent to, on a free port of this machine. */
export interface Target {
  readonly url: string
  readonly received: Received[]
  behave: Behaviour
  /** Waits until something holds of what came. */
  until(holds: (received: readonly Received[]) => boolean): Promise<void>
}

const patienceMs = 30_000

/** Starts one; it ends with the test. */
export async function startTarget(t: TestScope, behave: Behaviour = () => 200): Promise<Target> {
  const received: Received[] = []
  const listeners = new Set<() => void>()
  const server = createServer(async (request, response) => {
    const one = await read(request)
    received.push(one)
    const status = target.behave(one, response)
    if (status !== undefined)
      response.writeHead(status, { 'content-type': 'text/plain' }).end(`said ${status}`)
    for (const listener of listeners) listener()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(t, async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const target: Target = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    behave,
    until: (holds) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(look)
          reject(new Error(`it did not come true of ${received.length} requests: ${holds}`))
        }, patienceMs)
        const look = () => {
          if (!holds(received)) return
          clearTimeout(timer)
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        look()
      }),
  }
  return target
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return {
    headers: request.headers as Record<string, string>,
    text,
    body: text === '' ? null : JSON.parse(text),
    at: performance.now(),
  }
}
