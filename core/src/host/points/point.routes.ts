import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { pointRegistryOf } from './point-registry.ts'

const closed = { additionalProperties: false }
const PointOnTheWire = Type.Object(
  {
    name: Type.String(),
    kind: Type.Union([Type.Literal('list'), Type.Literal('strategy')]),
    title: Type.String(),
    opener: Type.String({ description: 'Whose point it is; host stands for core' }),
    additions: Type.Array(
      Type.Object(
        { plugin: Type.String(), name: Type.String(), title: Type.String(), isDefault: Type.Boolean() },
        closed,
      ),
    ),
  },
  closed,
)
const Idle = Type.Object({ plugin: Type.String(), point: Type.String(), waitsFor: Type.String() }, closed)

/** `/api/v1/host/points`: what plugins open to each other, and what was added where. */
export function pointRoutes({ plugins }: Kernel): FastifyPluginAsyncTypebox {
  const registry = pointRegistryOf(plugins)
  return async (app) => {
    app.get(
      '/points',
      {
        config: { permission: 'host.point.read' },
        schema: {
          tags: ['host'],
          summary: 'List points: what plugins open to each other, and what was added where',
          querystring: Type.Object({}, closed),
          response: {
            200: Type.Object({
              data: Type.Array(PointOnTheWire),
              idle: Type.Array(Idle, { description: 'Additions that wait for a plugin that is not there' }),
            }),
          },
        },
      },
      async () => ({
        data: [...registry.points.values()].map(({ name, opener, declaration: { kind, title } }) => ({
          name,
          kind,
          title,
          opener,
          additions: registry.additionsTo<Named>(name).map(({ plugin, value }) => ({
            plugin,
            name: value.id ?? value.name ?? value.code ?? '',
            title: value.title ?? '',
            isDefault: value.isDefault === true,
          })),
        })),
        idle: [...registry.idle],
      }),
    )
  }
}

interface Named {
  readonly id?: string
  readonly name?: string
  readonly code?: string
  readonly title?: string
  readonly isDefault?: boolean
}
