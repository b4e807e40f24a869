import { type HttpClient, type OutboundAnswer, type OutboundRequest, refuse } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { Agent } from 'undici'
import { type CheckedTarget, checkTarget, hostOf, type TargetCheck } from './checked-target.ts'
import { OpenLines, openAgent, undici } from './open-lines.ts'

const TIMEOUT_MS = { usual: 10_000, most: 60_000 } as const
const ANSWER_BYTES = { usual: 1024 * 1024, most: 32 * 1024 * 1024 } as const
const CHECK_MS = 3_000
/** What the connection itself says; a caller who could say it too might smuggle a second request. */
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
])

/** What an outbound client is made of. */
export interface ClientOptions extends TargetCheck {
  readonly log: FastifyBaseLogger
}

/**
 * Makes the one outbound client: undici, to an address that was checked and no other, without redirects,
 * proxies or decompression, within time and size.
 */
export function createHttpClient(options: ClientOptions): HttpClient {
  const lines = new OpenLines()
  const check = (url: string) => checkTarget(url, options)
  return {
    async check(url) {
      const signal = AbortSignal.timeout(CHECK_MS)
      try {
        await orAborted(signal, check(url))
      } catch (error) {
        throw refusalOf(error, { signal, host: hostIn(url), timeoutMs: CHECK_MS })
      }
    },
    async request(wish) {
      const start = performance.now()
      const headers = headersOf(wish)
      const timeoutMs = Math.min(wish.timeoutMs ?? TIMEOUT_MS.usual, TIMEOUT_MS.most)
      const signal = AbortSignal.any([
        AbortSignal.timeout(timeoutMs),
        ...(wish.signal === undefined ? [] : [wish.signal]),
      ])
      const tell = (told: object, words: string) => {
        // The path and the query may hold secrets, so the log has the host alone.
        const host = hostIn(wish.url)
        const ms = Math.round(performance.now() - start)
        // Whoever keeps the line open calls often.
        const level = wish.keepAlive === true ? 'debug' : 'info'
        options.log[level]({ host, method: wish.method ?? 'GET', ms, ...told }, words)
      }
      try {
        const isKept = wish.keepAlive === true
        const target = await orAborted(signal, isKept ? lines.checked(wish.url, check) : check(wish.url))
        const work = (agent: Agent) => exchange({ wish, headers, target, signal }, agent)
        const answer = await (isKept ? lines.over(target, work) : overOwnLine(target, work))
        tell({ status: answer.status, bytes: answer.bytes.length }, 'called another system')
        return answer
      } catch (error) {
        const refusal = refusalOf(error, { signal, host: hostIn(wish.url), timeoutMs })
        tell({ code: refusal.code, cause: (error as Error).message }, 'could not call another system')
        throw refusal
      }
    },
  }
}

interface Exchange {
  readonly wish: OutboundRequest
  readonly headers: Record<string, string>
  readonly target: CheckedTarget
  readonly signal: AbortSignal
}

async function overOwnLine<T>(target: CheckedTarget, work: (agent: Agent) => Promise<T>): Promise<T> {
  const agent = await openAgent(target, 1)
  try {
    return await work(agent)
  } finally {
    await agent.destroy()
  }
}

async function exchange({ wish, headers, target, signal }: Exchange, agent: Agent): Promise<OutboundAnswer> {
  const { url } = target
  const { request: send } = await undici()
  const {
    statusCode,
    headers: said,
    body,
  } = await send(url, {
    dispatcher: agent,
    method: wish.method ?? 'GET',
    headers,
    body: wish.json === undefined ? (wish.body ?? null) : JSON.stringify(wish.json),
    signal,
  })
  // Destroying a connection makes a body that nobody reads fail; nobody is there to hear it.
  body.on('error', () => {})
  try {
    const maximum = Math.min(wish.maxBytes ?? ANSWER_BYTES.usual, ANSWER_BYTES.most)
    const bytes = await readBounded(body, { maximum, announced: Number(said['content-length'] ?? 0), url })
    return answerOf(statusCode, said, bytes)
  } finally {
    if (!body.readableEnded) body.destroy()
  }
}

interface Bound {
  readonly maximum: number
  readonly announced: number
  readonly url: URL
}

async function readBounded(
  body: AsyncIterable<Uint8Array>,
  { maximum, announced, url }: Bound,
): Promise<Buffer> {
  const tooLarge = () => refuse('host.http_answer_too_large', { host: hostOf(url), maximumBytes: maximum })
  if (announced > maximum) throw tooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > maximum) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function answerOf(
  status: number,
  said: Readonly<Record<string, string | string[] | undefined>>,
  bytes: Buffer,
): OutboundAnswer {
  const entries = Object.entries(said).map(([name, value = '']) => [name, [value].flat().join(', ')])
  const text = () => bytes.toString('utf8')
  return {
    status,
    headers: Object.fromEntries(entries),
    bytes,
    text,
    json() {
      try {
        return JSON.parse(text())
      } catch {
        throw refuse('host.http_not_json', { status })
      }
    },
  }
}

function headersOf({ headers = {}, json }: OutboundRequest): Record<string, string> {
  const own: Record<string, string> = { 'user-agent': 'Stowage', 'accept-encoding': 'identity' }
  if (json !== undefined) own['content-type'] = 'application/json'
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase()
    if (OWN_HEADERS.has(lower) || !/^[a-z0-9-]+$/.test(lower) || /[\r\n\0]/.test(value)) {
      throw refuse('host.http_header_refused', { header: lower.slice(0, 60) })
    }
    own[lower] = value
  }
  return own
}

function hostIn(url: string): string {
  return URL.canParse(url) ? hostOf(new URL(url)) : ''
}

interface Circumstances {
  readonly signal: AbortSignal
  readonly host: string
  readonly timeoutMs: number
}

/** What to tell of a call that failed: refused, too slow, or not to be had. */
export function refusalOf(error: unknown, { signal, host, timeoutMs }: Circumstances) {
  if (error instanceof Error && error.name === 'DomainError') return error as ReturnType<typeof refuse>
  if (signal.aborted) return refuse('host.http_timeout', { host, seconds: timeoutMs / 1000 })
  return refuse('host.http_failed', { host, reason: reasonOf(error) })
}

/** The system's word for it, such as ECONNREFUSED; never a text that the other side chose. */
function reasonOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } }
  return String(code ?? cause?.code ?? 'no connection').slice(0, 40)
}

/** Looking a name up cannot be stopped, but nobody waits for it any longer. */
export async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
