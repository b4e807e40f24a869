import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { StrategyPoint } from '@stowage/sdk'
import { Type } from 'typebox'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import { pointRegistryOf } from '../points/point-registry.ts'
import { StrategyPointOnTheWire } from './binding.schemas.ts'
import { askableFactsOf } from './point-facts.ts'
import { defaultStrategy } from './rules-in-force.ts'

const closed = { additionalProperties: false }

/** `/api/v1/host/strategy-points`: which questions there are, what a rule may ask, and who may answer. */
export function strategyPointRoutes({ plugins }: Kernel): FastifyPluginAsyncTypebox {
  const registry = pointRegistryOf(plugins)
  const pluginOf = (name: string) => plugins.find((plugin) => plugin.name === name)!
  return async (app) => {
    app.get(
      '/strategy-points',
      {
        config: { permission: 'host.strategy.read' },
        schema: {
          tags: ['host'],
          summary: 'List the questions that strategies answer',
          querystring: Type.Object({}, closed),
          response: { 200: Type.Object({ data: Type.Array(StrategyPointOnTheWire) }) },
        },
      },
      async ({ language }) => ({
        data: [...registry.points.values()]
          .filter(({ declaration }) => declaration.kind === 'strategy')
          .map(({ name, opener, declaration }) => ({
            ...inLanguage(pluginOf(opener), language, {
              name,
              title: declaration.title,
              facts: plain(askableFactsOf(declaration as StrategyPoint).schema),
            }),
            strategies: registry.strategiesOf(name).map(({ plugin, value }) =>
              inLanguage(pluginOf(plugin), language, {
                id: value.id,
                title: value.title,
                plugin,
                version: value.version,
                isDefault: value === defaultStrategy(registry, name)?.value,
                settings: plain(value.settings ?? Type.Object({})),
              }),
            ),
          })),
      }),
    )
  }
}

function plain(schema: object): Record<string, unknown> {
  return { ...schema }
}
