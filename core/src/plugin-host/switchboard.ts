import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { answerBrokenRequest, refuseExpectation } from '../http/broken-request.ts'
import { endQuietConnections } from './quiet-connections.ts'

const KEEP_ALIVE_MS = 72_000
const DRAIN_MS = 10_000

/** How long whoever asks may take, and how many connections there may be. */
export interface Patience {
  /** Until he has said what he asks for. */
  readonly headersMs: number
  /** Until he has sent all of it. */
  readonly requestMs: number
  /** How often it is looked who took longer. */
  readonly lookMs: number
  /** Of one address, that ask for nothing. */
  readonly quietConnections: number
  /** In all: files and the database need some of what a process may open. */
  readonly connections: number
}

/** A scanner in a far corner is slow; whoever is slower than this does it on purpose. */
export const PATIENCE: Patience = {
  headersMs: 20_000,
  requestMs: 60_000,
  lookMs: 5_000,
  quietConnections: 256,
  connections: 10_000,
}

/** What a request is handed to; it counts what it has not answered yet. */
export class Extension {
  readonly #handler: RequestListener
  #inFlight = 0
  #onIdle: (() => void) | undefined

  constructor(handler: RequestListener) {
    this.#handler = handler
  }

  /** Takes one request. */
  take(request: IncomingMessage, response: ServerResponse): void {
    this.#inFlight += 1
    response.once('close', () => {
      this.#inFlight -= 1
      if (this.#inFlight === 0) this.#onIdle?.()
    })
    this.#handler(request, response)
  }

  /** Resolves when all is answered, or when that was waited for long enough. @returns how many were not */
  async drained(): Promise<number> {
    if (this.#inFlight > 0) {
      let patience: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve
        patience = setTimeout(resolve, DRAIN_MS)
      })
      clearTimeout(patience)
    }
    return this.#inFlight
  }
}

/** A server that never listens: a set of plugins is closed without its sockets, which are not its own. */
export function standIn(handler: RequestListener, onHandler: (handler: RequestListener) => void): Server {
  onHandler(handler)
  return createServer()
}

/**
 * The one server that listens. Each request goes to the set of plugins that is on when it comes, so that a
 * set is replaced without a connection noticing.
 */
export class Switchboard {
  readonly #server: Server
  #current: Extension
  #isClosing = false

  constructor(first: Extension, patience: Patience = PATIENCE) {
    this.#current = first
    this.#server = createServer({
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.lookMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
    })
    this.#server.maxConnections = patience.connections
    endQuietConnections(this.#server, patience.quietConnections)
    this.#server.on('clientError', answerBrokenRequest)
    this.#server.on('checkExpectation', refuseExpectation)
    this.#server.on('request', (request, response) => {
      if (this.#isClosing) {
        response.setHeader('connection', 'close')
        response.once('close', () => this.#server.closeIdleConnections())
      }
      this.#current.take(request, response)
    })
  }

  /** Sends what comes from now on to another set; gives back the one before. */
  connect(next: Extension): Extension {
    const before = this.#current
    this.#current = next
    return before
  }

  /** @returns the address. @throws what `listen` throws */
  async listen(host: string, port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen({ host, port }, () => resolve())
    })
    const address = this.#server.address()
    const taken = typeof address === 'object' && address !== null ? address.port : port
    const name = host.includes(':') ? `[${host}]` : host
    return `http://${name}:${taken}`
  }

  /** Takes no more connections, and waits for what is in flight, but not for ever. */
  async close(): Promise<void> {
    this.#isClosing = true
    if (!this.#server.listening) return
    const ended = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeIdleConnections()
    await this.#current.drained()
    this.#server.closeAllConnections()
    await ended
  }
}
