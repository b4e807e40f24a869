import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { kernelOf } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import { checkScreenRoutes, type DescribedApi, outsideScreensOf, screensFor } from './plugin-screens.ts'
import { OutsideScreens, ScreensOnTheWire } from './screens.schemas.ts'
import { shownFieldsFor } from './shown-fields.ts'

/** `/api/v1/host/screens`: what plugins add to the desk of whoever asks. */
export function screensRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const kernel = kernelOf(context)
  const { plugins } = kernel
  return async (app) => {
    app.addHook('onReady', async () =>
      checkScreenRoutes(plugins, (method, url) => app.hasRoute({ method, url })),
    )
    app.get(
      '/screens/outside',
      {
        config: { public: true },
        schema: {
          tags: ['host'],
          summary: 'What plugins show to whoever is not logged in: parts of the log-in, public pages',
          response: { 200: Type.Object({ plugins: Type.Array(OutsideScreens) }) },
        },
      },
      async (request) => ({
        plugins: plugins.flatMap((plugin) => {
          const screens = outsideScreensOf(plugin)
          return screens === undefined ? [] : [inLanguage(plugin, request.language, screens)]
        }),
      }),
    )
    app.get(
      '/screens',
      {
        // Public, because every logged-in person has a desk; it looks for itself who calls.
        config: { public: true },
        schema: {
          tags: ['host'],
          summary: 'What plugins add to the desk: resources, slots and pages that the caller may see',
          response: { 200: ScreensOnTheWire },
        },
      },
      async (request) => {
        const actor = await context.services.access.authenticate(request)
        if (actor === null) throw refuse('http.unauthenticated')
        const api = describedApi(app)
        request.actor = actor
        const found = plugins.flatMap((plugin) => {
          const screens = screensFor(actor, plugin, api)
          return screens === undefined ? [] : [inLanguage(plugin, request.language, screens)]
        })
        return { plugins: found, fields: shownFieldsFor({ actor, language: request.language }, kernel) }
      },
    )
  }
}

/** Made when it is first asked for, and kept. */
function describedApi(app: FastifyInstance): DescribedApi {
  return app.swagger() as DescribedApi
}
