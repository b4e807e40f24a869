import { DomainError, type HttpClient, type PlatformEvent } from '@stowage/sdk'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { withinScope } from './events-at-sites.ts'
import { scopeOfProgram } from './program-credentials.ts'
import { nowInSeconds, signedHeaders } from './sign-message.ts'
import { readSigningSecrets } from './signing-secrets.ts'

const ANSWER_BYTES = 64 * 1024
const ANSWER_MS = 15_000

/** Events for one program, and where it takes them. */
export interface Telling {
  readonly plugin: string
  readonly url: string
  readonly events: readonly PlatformEvent[]
  readonly signal: AbortSignal
}

/** Programs of their own, as this process deals with them. */
export interface ProgramsService {
  /**
   * Tells a program of events, one after the other; it acknowledges each by a status of 2xx.
   * @throws Error with a sentence when it cannot be reached or does not acknowledge: they are told again
   */
  tell(telling: Telling): Promise<void>
}

declare module '@stowage/sdk' {
  interface Services {
    readonly programs: ProgramsService
  }
}

/** Makes the service. What goes out takes the way of everything that goes out. */
export function createProgramsService(kernel: Kernel, http: HttpClient): ProgramsService {
  return {
    async tell({ plugin, url, events, signal }) {
      const secrets = await readSigningSecrets(kernel, plugin)
      const scope = await scopeOfProgram(kernel.database, plugin)
      for (const told of events) {
        // What happens to foreign stock is not told to who may not read it.
        const event = await withinScope(kernel.database, told, scope)
        if (event === undefined) continue
        const status = await send(kernel, http, { url, event, secrets, signal })
        if (status >= 200 && status < 300) continue
        throw new Error(`${url} answered ${status} to ${event.name} at ${event.position}; it is told again.`)
      }
    },
  }
}

interface Sending {
  readonly url: string
  readonly event: PlatformEvent
  readonly secrets: readonly string[]
  readonly signal: AbortSignal
}

async function send(
  { errors }: Kernel,
  http: HttpClient,
  { url, event, secrets, signal }: Sending,
): Promise<number> {
  const { name: type, at: timestamp, position, payload: data } = event
  const text = JSON.stringify({ type, timestamp, position, data })
  // The same whenever it is told again, so that the program knows what it has had.
  const message = { id: `${type}.${position}`, at: nowInSeconds(), text }
  const headers = { 'content-type': 'application/json', ...signedHeaders(message, secrets) }
  const limits = { timeoutMs: ANSWER_MS, maxBytes: ANSWER_BYTES, signal }
  try {
    return (await http.request({ url, method: 'POST', headers, body: text, ...limits })).status
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw new Error(errors.sentence(error.code, error.facts), { cause: error })
  }
}
