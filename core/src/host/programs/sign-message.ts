import { createHmac } from 'node:crypto'

/** What is signed: its id, the instant in whole seconds, and the text itself. */
export interface Message {
  readonly id: string
  readonly at: number
  readonly text: string
}

/**
 * Signs by the convention of Standard Webhooks (https://www.standardwebhooks.com), for which most languages
 * have a library: HMAC-SHA256 over `id.at.text`, in base64 behind `v1,`.
 * @param secrets each `whsec_` and base64; while one replaces another there are two, and two signatures
 */
export function signatureOf({ id, at, text }: Message, secrets: readonly string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${at}.${text}`).digest('base64')}`
    })
    .join(' ')
}

/** The headers that go with a signed message. */
export function signedHeaders(message: Message, secrets: readonly string[]): Record<string, string> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.at),
    'webhook-signature': signatureOf(message, secrets),
  }
}

/** This instant, in whole seconds. */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
