import underPressure from '@fastify/under-pressure'
import { refuse } from '@stowage/sdk'
import type { FastifyInstance } from 'fastify'

const SAMPLE_MS = 500

/**
 * Turns requests away while the server is overloaded, so that those it has taken are still answered.
 * @param maxEventLoopDelayMs beyond this the event loop is so far behind that more requests would only wait
 * longer
 */
export async function shedLoad(app: FastifyInstance, maxEventLoopDelayMs: number): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request) => {
      if (!request.url.startsWith('/health/')) throw refuse('http.overloaded')
    },
  })
}
