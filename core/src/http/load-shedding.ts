import underPressure from '@fastify/under-pressure'
import { refuse } from '@stowage/sdk'
import type { FastifyInstance } from 'fastify'

/** Beyond this the event loop is so far behind that more requests would only wait longer. */
const MAX_EVENT_LOOP_DELAY_MS = 1_500

/** Turns requests away while the server is overloaded, so that those it has taken are still answered. */
export async function shedLoad(app: FastifyInstance): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_EVENT_LOOP_DELAY_MS,
    sampleInterval: 500,
    pressureHandler: (request) => {
      if (!request.url.startsWith('/health/')) throw refuse('http.overloaded')
    },
  })
}
