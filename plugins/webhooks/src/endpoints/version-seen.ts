import { refuse } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'

/** The `headers` schema of routes that change an endpoint. */
export const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ description: 'The version last read, in quotes: "3"' })),
})

/**
 * The version that the caller has seen, from `If-Match: "3"`.
 * @throws `http.if_match_missing`, `http.if_match_invalid`
 */
export function versionSeen({ headers }: FastifyRequest): number {
  const header = headers['if-match']
  if (header === undefined) throw refuse('http.if_match_missing')
  const [, digits] = /^"(\d{1,9})"$/.exec(header.trim()) ?? []
  if (digits === undefined) throw refuse('http.if_match_invalid', {}, '#if-match')
  return Number(digits)
}
