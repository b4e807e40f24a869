import { Agent, type IncomingMessage, request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'

/** What came back. */
export interface Answer {
  readonly status: number
  /** The media type, without its parameters. */
  readonly type: string
  readonly headers: IncomingMessage['headers']
  readonly text: string
  readonly ms: number
}

/** A request with all its bytes. */
export interface Sent {
  readonly method: string
  /** Path and query, as they stand on the wire. */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer | undefined
}

const PATIENCE_MS = 120_000
const agent = new Agent({ keepAlive: true, maxSockets: 4 })

/** Sends a request over a real connection; of an answer that never ends only the head is read. */
export function send(url: string, { method, address, headers, bytes }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(url)
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const line = { hostname, port, path: address, method, headers, agent, timeout: PATIENCE_MS }
    const sent = request(line, (response) => {
      const type = String(response.headers['content-type'] ?? '').split(';')[0]!
      const answer = (text: string) => {
        const ms = performance.now() - begun
        resolve({ status: response.statusCode!, type, headers: response.headers, text, ms })
      }
      if (type === 'text/event-stream') {
        answer('')
        response.destroy()
        return
      }
      const pieces: Buffer[] = []
      response.on('data', (piece) => pieces.push(piece))
      response.on('end', () => {
        const bytes = Buffer.concat(pieces)
        const isPacked = response.headers['content-encoding'] === 'br' && bytes.length > 0
        answer((isPacked ? brotliDecompressSync(bytes) : bytes).toString('utf8'))
      })
      response.on('error', reject)
    })
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)))
    sent.on('error', reject)
    sent.end(bytes)
  })
}

/** Lets go of the connections. */
export function hangUp(): void {
  agent.destroy()
}
