import { HttpError } from 'react-admin'
import { nowSpoken } from '../words/language.ts'
import { say } from '../words/say.ts'
import { type Problem, problemError } from './problem.ts'

/** What a call may carry beside its path. */
export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** The API's root. Screens and API share one origin, so the session cookie goes along by itself. */
export const apiRoot = '/api/v1'

const timeoutMs = 30_000

/**
 * Calls the API and reads its JSON.
 * @throws an HttpError: the server's own sentence for a problem answer, status 0 when no answer came, which
 * means that nobody knows whether the call was carried out.
 */
export function call<Answer>(path: string, options: CallOptions = {}): Promise<Answer> {
  return callAddress(`${apiRoot}${path}`, options)
}

/** The same of any address of the server. */
export async function callAddress<Answer>(address: string, options: CallOptions = {}): Promise<Answer> {
  const { method = 'GET', body, headers, signal } = options
  const deadline = AbortSignal.timeout(timeoutMs)
  const response = await fetch(address, {
    method,
    credentials: 'same-origin',
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    headers: {
      Accept: 'application/json',
      // Counts for those who chose no language of their own, and before the log-in.
      'Accept-Language': nowSpoken().language,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new HttpError(say('No answer came from the server. Check the connection and try again.'), 0, {
      errors: {},
    })
  })
  return read<Answer>(response)
}

async function read<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  const parsed: unknown = isJson && text ? JSON.parse(text) : undefined
  if (response.ok) return parsed as Answer
  const problem: Problem = {
    title: say('The server answered {status} without saying why.', { status: response.status }),
    ...(typeof parsed === 'object' && parsed !== null ? parsed : {}),
    status: response.status,
  }
  throw problemError(problem)
}
