import { refuse } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'

/** The `headers` schema of routes that change a row: the version that the caller has seen. */
export const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ description: 'The version last read, in quotes: "3"' })),
})

/**
 * The version that the caller has seen, from `If-Match: "3"`.
 * @throws DomainError `http.if_match_missing` (428) or `http.if_match_invalid` (400)
 */
export function versionSeen(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (header === undefined) throw refuse('http.if_match_missing')
  const [, digits] = /^"(\d{1,9})"$/.exec(header.trim()) ?? []
  if (digits === undefined) throw refuse('http.if_match_invalid', {}, '#if-match')
  return Number(digits)
}

/** Puts a row's version into the answer's `ETag`, for the next If-Match. */
export function withVersion<Row extends { readonly version: number }>(reply: FastifyReply, row: Row): Row {
  reply.header('etag', `"${row.version}"`)
  return row
}
