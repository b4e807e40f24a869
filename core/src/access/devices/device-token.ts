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
