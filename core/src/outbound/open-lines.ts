import type { Agent } from 'undici'
import type { CheckedTarget } from './checked-target.ts'

/** How much a header of an answer may weigh. */
const HEADER_BYTES = 32 * 1024
/** For so long what was found of an address counts, where its line is kept. */
const CHECK_COUNTS_MS = 1_000
const LINE_RESTS_MS = 4_000
const LINE_FORGOTTEN_MS = 30_000
const LINES_MAX = 512
const CONNECTIONS_PER_LINE = 16

interface Line {
  readonly agent: Agent
  usedAt: number
  users: number
}

interface Found {
  readonly target: Promise<Pick<CheckedTarget, 'address' | 'family'>>
  readonly at: number
}

/** Connections that stay open for a while, each to one address that was looked at, under one name. */
export class OpenLines {
  readonly #lines = new Map<string, Line>()
  readonly #found = new Map<string, Found>()
  #lookedAt = 0

  /** What was found of the machine behind an address within the last second, or is found now. */
  async checked(url: string, check: (url: string) => Promise<CheckedTarget>): Promise<CheckedTarget> {
    const parsed = URL.parse(url)
    if (parsed === null || parsed.username !== '' || parsed.password !== '') return check(url)
    const now = performance.now()
    const known = this.#found.get(parsed.origin)
    if (known !== undefined && now - known.at < CHECK_COUNTS_MS)
      return { url: parsed, ...(await known.target) }
    for (const [origin, { at }] of this.#found) if (now - at >= CHECK_COUNTS_MS) this.#found.delete(origin)
    const target = check(url)
    this.#found.set(parsed.origin, { target, at: now })
    target.catch(() => this.#found.delete(parsed.origin))
    const { address, family } = await target
    return { url: parsed, address, family }
  }

  /** Does something over the line to an address, which is kept afterwards. */
  async over<T>(target: CheckedTarget, work: (agent: Agent) => Promise<T>): Promise<T> {
    const name = `${target.url.origin} ${target.address}`
    const line = this.#lines.get(name) ?? {
      agent: await openAgent(target, CONNECTIONS_PER_LINE),
      usedAt: 0,
      users: 0,
    }
    // Two who come at once open two lines; the later one is kept.
    this.#lines.set(name, line)
    line.usedAt = performance.now()
    line.users += 1
    try {
      return await work(line.agent)
    } finally {
      line.users -= 1
      if (this.#lines.get(name) !== line) void line.agent.close()
      this.#forgetOld()
    }
  }

  #forgetOld(): void {
    const now = performance.now()
    if (now - this.#lookedAt < CHECK_COUNTS_MS && this.#lines.size <= LINES_MAX) return
    this.#lookedAt = now
    for (const [name, { agent, usedAt, users }] of this.#lines) {
      const isOld = now - usedAt > LINE_FORGOTTEN_MS || this.#lines.size > LINES_MAX
      if (users > 0 || !isOld) continue
      this.#lines.delete(name)
      void agent.destroy()
    }
  }
}

let loading: Promise<typeof import('undici')> | undefined

/**
 * A hundred modules, which most nodes and tests never need; asked for once, because asking costs, too.
 */
export function undici(): Promise<typeof import('undici')> {
  loading ??= import('undici')
  return loading
}

/** Whatever name stands in the address and in the certificate: the connection goes to what was checked. */
export async function openAgent({ address, family }: CheckedTarget, connections: number): Promise<Agent> {
  const { Agent } = await undici()
  return new Agent({
    connections,
    pipelining: 1,
    maxHeaderSize: HEADER_BYTES,
    keepAliveTimeout: LINE_RESTS_MS,
    keepAliveMaxTimeout: LINE_RESTS_MS,
    connect: {
      autoSelectFamily: false,
      lookup: (_name, asked, done) =>
        asked.all ? done(null, [{ address, family }]) : done(null, address, family),
    },
  })
}
