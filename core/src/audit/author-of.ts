import type { FastifyRequest } from 'fastify'
import type { Author } from './record-change.ts'

/** Who changes something by this request, for the audit. */
export function authorOf({ actor, id }: Pick<FastifyRequest, 'actor' | 'id'>): Author {
  return { actor, requestId: id }
}
