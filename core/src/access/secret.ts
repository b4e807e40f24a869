import { hash, randomBytes, randomInt } from 'node:crypto'

/** Without 0, O, 1, l and I, which are read wrongly from paper. */
const READABLE = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 256 random bits, as text that a cookie or a header can carry. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * SHA-256 of a text. Enough for secrets of 256 random bits, which nobody can guess; passwords need argon2id.
 */
export function digestOf(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** A password that a person can type from paper: four groups of five, 116 random bits. */
export function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => READABLE[randomInt(READABLE.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
