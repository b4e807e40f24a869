/**
 * Time-based codes as RFC 6238 has them: SHA-1, six digits, thirty seconds, which is what apps take for
 * granted.
 *
 * By hand: it is one HMAC of the platform's own crypto, where a library brings six packages with another
 * one's.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP_SECONDS = 30
const DIGITS = 6
/** As many bytes as SHA-1 gives. */
const SECRET_BYTES = 20
/** One window to each side: a clock that is half a minute off, and slow fingers. */
const WINDOW = 1
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret, as apps take it: base 32. */
export function newTotpSecret(): string {
  return base32(randomBytes(SECRET_BYTES))
}

/** The address that an app reads from a QR code. */
export function totpUri(secret: string, { issuer, account }: { issuer: string; account: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: `${DIGITS}`, period: '30' })
  return `otpauth://totp/${label}?${query.toString().replaceAll('+', '%20')}`
}

/** The step of thirty seconds that an instant is in. */
export function stepAt(seconds: number): number {
  return Math.floor(seconds / STEP_SECONDS)
}

/** The code of a step. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = digest[digest.length - 1]! & 15
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS
  return String(number).padStart(DIGITS, '0')
}

/** The step that a code is of, among those around an instant; nothing where it is of none. */
export function stepOf(code: string, secret: string, seconds: number): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined
  const now = stepAt(seconds)
  let found: number | undefined
  // All are looked at, so that the time tells nothing.
  for (let step = now - WINDOW; step <= now + WINDOW; step++) {
    if (timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code))) found ??= step
  }
  return found
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
