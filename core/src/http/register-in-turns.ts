import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'

/**
 * Registers one after the other, and gives whoever is served meanwhile his turn after each: a set of plugins
 * is made while the one before it works, and twenty lists of routes at a stretch hold the loop up.
 */
export async function registerInTurns(
  app: FastifyInstance,
  all: readonly (FastifyPluginAsync | FastifyPluginAsyncTypebox)[],
): Promise<void> {
  for (const routes of all) {
    await app.register(routes as FastifyPluginAsync)
    await turnOfTheLoop()
  }
}
