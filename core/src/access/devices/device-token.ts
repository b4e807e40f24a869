import { randomInt } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** The cookie by which a browser on the floor knows itself. */
export const DEVICE_COOKIE = 'stowage_device'

/** What a device carries: a cookie in a browser, the header `Stowage-Device` in a program of its own. */
export function deviceTokenOf({
  headers,
  cookies,
}: Pick<FastifyRequest, 'headers' | 'cookies'>): string | undefined {
  const header = headers['stowage-device']
  return cookies[DEVICE_COOKIE] ?? (typeof header === 'string' ? header : undefined)
}

/** Without the letters that are taken for a digit or for another: 1 and I and L, 0 and O, U and V. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 5
const GROUP_LENGTH = 4
const CODE = new RegExp(`^[${ALPHABET}]{${GROUPS * GROUP_LENGTH}}$`)

/**
 * A new device's code: 100 random bits that somebody can type with gloves on, in five groups of four. Nobody
 * guesses it, even without the throttle that stands before it.
 */
export function newDeviceCode(): string {
  const signs = Array.from({ length: GROUPS * GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
  return Array.from({ length: GROUPS }, (_, group) =>
    signs.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-')
}

/** A code as it was made, from how it was typed; whatever is no such code is left as it is. */
export function readDeviceCode(typed: string): string {
  const signs = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (!CODE.test(signs)) return typed.trim()
  return signs.replace(new RegExp(`.{${GROUP_LENGTH}}(?=.)`, 'g'), '$&-')
}
