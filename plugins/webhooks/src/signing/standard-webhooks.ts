import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32
const KEYS_MAX = 1_000

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
    return `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${at}.${text}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signatures.join(' ') }
}

/** Making a key of bytes costs four times what signing with it does. */
const keys = new Map<string, KeyObject>()

function keyOf(secret: string): KeyObject {
  const known = keys.get(secret)
  if (known !== undefined) return known
  if (keys.size >= KEYS_MAX) keys.clear()
  const key = createSecretKey(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
  keys.set(secret, key)
  return key
}
