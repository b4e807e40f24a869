import reference from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import { contentSecurityPolicy, inlineScriptHashes } from './security-headers.ts'

/** Serves the API's description for people at `/api/docs`, with nothing loaded from elsewhere. */
export async function serveReference(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply, payload) => {
      if (typeof payload !== 'string' || !String(reply.getHeader('content-type')).startsWith('text/html'))
        return
      reply.header('content-security-policy', contentSecurityPolicy(inlineScriptHashes(payload)))
    })
    await scope.register(reference, {
      routePrefix: '/api/docs',
      logLevel: 'silent',
      configuration: {
        url: '/api/openapi.json',
        pageTitle: 'Stowage API',
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: 'never',
        agent: { disabled: true },
      },
    })
  })
}
