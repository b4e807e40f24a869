import { createHmac, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

/** What is signed: its id, the instant in whole seconds, and the text itself. */
export interface Message {
  readonly id: string
  readonly at: number
  readonly text: string
}

/** A secret as Standard Webhooks writes it: `whsec_` and base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

/**
 * The headers of a message by Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over
 * `id.at.text`.
 * @param secrets while one replaces another there are two, and two signatures
 */
export function signedHeaders({ id, at, text }: Message, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${at}.${text}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signatures.join(' ') }
}
