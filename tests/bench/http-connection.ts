import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What a server answered. */
export interface Answer {
  readonly status: number
  readonly body: string
}

/**
 * One connection that is kept open and carries one request at a time. Written by hand because a full client
 * (fetch, undici) takes several times the work per request, on the two cores that the server needs.
 */
export class HttpConnection {
  readonly #socket: Socket
  readonly #path: string
  readonly #headers: string
  #received: Buffer = Buffer.alloc(0)
  #settle: { resolve(answer: Answer): void; reject(error: Error): void } | undefined

  private constructor(socket: Socket, path: string, headers: string) {
    this.#socket = socket
    this.#path = path
    this.#headers = headers
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', (error) => this.#settle?.reject(error))
    socket.on('close', () => this.#settle?.reject(new Error('the server closed the connection')))
  }

  static async open(url: URL, apiKey: string): Promise<HttpConnection> {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    await once(socket, 'connect')
    const headers = ` HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: Bearer ${apiKey}\r\n`
    return new HttpConnection(socket, url.pathname, headers)
  }

  /** Posts to the path that the connection was opened for. */
  post(body: string, idempotencyKey: string): Promise<Answer> {
    const length = Buffer.byteLength(body)
    return this.#send(
      `POST ${this.#path}${this.#headers}Content-Type: application/json\r\n` +
        `Idempotency-Key: ${idempotencyKey}\r\nContent-Length: ${length}\r\n\r\n${body}`,
    )
  }

  /** Reads from any path of the same server. */
  get(path: string): Promise<Answer> {
    return this.#send(`GET ${path}${this.#headers}\r\n`)
  }

  close(): void {
    this.#settle = undefined
    this.#socket.destroy()
  }

  #send(request: string): Promise<Answer> {
    this.#socket.write(request)
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const headEnd = this.#received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = this.#received.toString('latin1', 0, headEnd)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) {
      this.#settle?.reject(new Error(`an answer without a length: ${head}`))
      return
    }
    const end = headEnd + 4 + Number(length)
    if (this.#received.length < end) return
    const answer = {
      status: Number(head.slice(9, 12)),
      body: this.#received.toString('utf8', headEnd + 4, end),
    }
    this.#received = this.#received.subarray(end)
    this.#settle?.resolve(answer)
  }
}
