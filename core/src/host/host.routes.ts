import type { ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { targetRoutes } from '../outbound/target.routes.ts'
import { screensRoutes } from './screens/screens.routes.ts'

/** `/api/v1/host`. */
export function hostRoutes(context: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    await app.register(targetRoutes)
    await app.register(screensRoutes(context))
  }
}
