import underPressure from '@fastify/under-pressure'
import { refuse } from '@stowage/sdk'
import type { FastifyInstance } from 'fastify'

const SAMPLE_MS = 500

/**
 * Turns requests of the API away while the server is overloaded, so that those it has taken are still
 * answered. Files of the screens cost next to nothing, and a screen that lacks one cannot even say so.
 * @param maxEventLoopDelayMs beyond this the event loop is so far behind that more requests would only wait
 * longer
 */
export async function shedLoad(app: FastifyInstance, maxEventLoopDelayMs: number): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request) => {
      if (request.url.startsWith('/api/')) throw refuse('http.overloaded')
    },
  })
}
