import { createHmac, timingSafeEqual } from 'node:crypto'

/** Older than this it may be one that somebody caught and sends again. */
const SECONDS_MAX = 300

/**
 * Whether Stowage signed this just now. The convention is that of Standard Webhooks, for which there are
 * libraries in most languages (https://www.standardwebhooks.com); written out it is this.
 * @param {{ id?: string | null, at?: string | null, text: string, signature?: string | null }} message
 * @param {string} secret `whsec_` and base64
 */
export function isSigned({ id, at, text, signature }, secret) {
  if (!id || !at || !signature || Math.abs(Date.now() / 1000 - Number(at)) > SECONDS_MAX) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${at}.${text}`).digest()
  // While Stowage changes the secret there are two signatures.
  return signature.split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}
