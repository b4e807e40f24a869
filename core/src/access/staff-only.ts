import { refuse } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'

/**
 * A `preHandler` for what belongs to the house: an actor who is bound to some owners or sites is told so in a
 * sentence, before the database refuses him.
 */
export function staffOnly(code: string): (request: FastifyRequest) => Promise<void> {
  return async ({ actor }) => {
    if (actor.owners !== 'all' || actor.sites !== 'all') throw refuse(code)
  }
}
