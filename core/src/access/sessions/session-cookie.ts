import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The cookie that carries a session's token. */
export const SESSION_COOKIE = 'stowage_session'

/** A cookie of ours, and for how long a browser keeps it. */
export interface CookieToGive {
  readonly name: string
  readonly value: string
  readonly hours: number
}

/** Gives a browser a cookie that no script reads and no foreign page sends. */
export function giveCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, value, hours }: CookieToGive,
): void {
  reply.header('cache-control', 'no-store')
  reply.setCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: cameByTls(request),
    maxAge: hours * 60 * 60,
  })
}

/**
 * Whether the browser came by https. Where a proxy ends TLS the connection to us is a plain one, but with
 * each log-in a browser says where its page is from.
 */
function cameByTls({ protocol, headers }: FastifyRequest): boolean {
  return protocol === 'https' || headers.origin?.startsWith('https://') === true
}
