import { DomainError, type HttpClient } from '@stowage/sdk'
import { signedHeaders } from '../signing/standard-webhooks.ts'

const ANSWER_BYTES_MAX = 64 * 1024
const SHOWN_CHARACTERS = 2_000

/** How a request failed; where it did not, it was acknowledged by a status of 2xx. */
export type Failure = 'status' | 'redirect' | 'gone' | 'timeout' | 'unreachable' | 'refused' | 'too_large'

/** What one request came to. */
export interface Sent {
  readonly at: Date
  readonly tookMs: number
  readonly status: number | null
  readonly failure: Failure | null
  /** The beginning of what was answered. */
  readonly answer: string | null
  /** For how many seconds the answer asked to be left alone. */
  readonly retryAfterSeconds?: number
}

/** What is sent, and to whom. */
export interface Sending {
  readonly url: string
  readonly secrets: readonly string[]
  /** The same at each try, so that the receiver knows what he has had. */
  readonly id: string
  readonly body: string
  readonly timeLimitSeconds: number
  readonly signal?: AbortSignal
}

/** Sends one event, signed; whatever the other side does is an outcome, and nothing is thrown. */
export async function send(http: HttpClient, sending: Sending): Promise<Sent> {
  const { url, secrets, id, body, timeLimitSeconds, signal } = sending
  const at = new Date()
  const began = performance.now()
  const message = { id, at: Math.floor(at.getTime() / 1_000), text: body }
  const headers = { 'content-type': 'application/json', ...signedHeaders(message, secrets) }
  const took = () => Math.round(performance.now() - began)
  try {
    const answer = await http.request({
      url,
      method: 'POST',
      headers,
      body,
      timeoutMs: timeLimitSeconds * 1_000,
      maxBytes: ANSWER_BYTES_MAX,
      keepAlive: true,
      ...(signal && { signal }),
    })
    const { status } = answer
    const retryAfterSeconds = secondsAsked(answer.headers['retry-after'])
    return {
      at,
      tookMs: took(),
      status,
      failure: failureOf(status),
      answer: shown(answer.text()),
      ...(retryAfterSeconds > 0 && { retryAfterSeconds }),
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { at, tookMs: took(), status: null, failure: failures[error.code] ?? 'refused', answer: null }
  }
}

/** `Retry-After` says seconds, or the moment. */
function secondsAsked(header: string | undefined): number {
  const seconds = Number(header ?? Number.NaN)
  return Number.isNaN(seconds) ? (Date.parse(header ?? '') - Date.now()) / 1_000 : seconds
}

function failureOf(status: number): Failure | null {
  if (status >= 200 && status < 300) return null
  if (status === 410) return 'gone'
  return status >= 300 && status < 400 ? 'redirect' : 'status'
}

const failures: Readonly<Record<string, Failure>> = {
  'host.http_timeout': 'timeout',
  'host.http_failed': 'unreachable',
  'host.http_name_unknown': 'unreachable',
  'host.http_answer_too_large': 'too_large',
}

/** What a column of text can hold of it. */
function shown(text: string): string {
  return text.slice(0, SHOWN_CHARACTERS).replaceAll('\0', '').toWellFormed()
}
