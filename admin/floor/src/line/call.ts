import { currentSettings } from '../settings/settings.ts'
import { tellLine } from './connection.ts'
import { LineDown, Problem, problemOf } from './problem.ts'

/** Weak Wi-Fi answers late; whoever stands there does not wait longer than this. */
const PATIENCE_MS = 10_000

/** One request to the API. */
export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: object
  /** Names a command for good: sent twice, it happens once. */
  readonly key?: string
}

const endListeners = new Set<() => void>()

/** Hears that the server no longer knows who is logged in. @returns ends it */
export function onSessionEnd(listener: () => void): () => void {
  endListeners.add(listener)
  return () => void endListeners.delete(listener)
}

/**
 * Asks the API.
 * @throws Problem the server's refusal
 * @throws LineDown without an answer
 */
export async function call<Answer>(path: string, { method = 'GET', body, key }: Call = {}): Promise<Answer> {
  const answer = await send(path, {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': currentSettings().language,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (answer.ok) return (answer.status === 204 ? undefined : await readBody(answer)) as Answer
  const problem = await problemOf(answer)
  if (problem.status === 401 && problem.code === 'http.unauthenticated') {
    for (const listener of endListeners) listener()
  }
  throw problem
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(`/api/v1${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
    tellLine(true)
    return answer
  } catch {
    tellLine(false)
    throw new LineDown()
  }
}

/** A body that breaks off is no answer. */
async function readBody(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    throw new LineDown()
  }
}

/** Whether the server itself is in trouble: what was asked may be asked again. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof LineDown || (error instanceof Problem && (error.status >= 500 || error.status === 429))
  )
}
