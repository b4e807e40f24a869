import type { FastifyPluginAsync } from 'fastify'
import { targetRoutes } from '../outbound/target.routes.ts'

/** `/api/v1/host`. */
export function hostRoutes(): FastifyPluginAsync {
  return async (app) => {
    await app.register(targetRoutes)
  }
}
