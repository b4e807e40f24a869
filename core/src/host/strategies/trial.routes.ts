import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { Draft, TrialOnTheWire } from './binding.schemas.ts'
import { tryRule } from './try-rule.ts'

/**
 * `POST /api/v1/host/strategy-bindings/try`. It tells of decisions alone, so it takes the permission to read
 * them, and looks at those that its caller may see.
 */
export function trialRoutes({ plugins }: Kernel): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/strategy-bindings/try',
      {
        config: { permission: 'host.decision.read' },
        schema: {
          tags: ['host'],
          summary: 'Try a rule on what was decided: how many it would answer, how many otherwise, and why',
          description: 'Looks at the newest 10,000 decisions of the time at most, and changes nothing.',
          body: Draft,
          response: { 200: TrialOnTheWire },
        },
      },
      async (request) => request.transaction((trx) => tryRule(trx, plugins, request.body)),
    )
  }
}
