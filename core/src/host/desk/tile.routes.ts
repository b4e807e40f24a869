import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Addition, type DashboardTile, refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { mayUse } from '../../http/may-use.ts'
import { kernelOf } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'

const closed = { additionalProperties: false }
const READ_MS = 5_000
const ROWS_MAX = 20

const Series = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    description: Type.Optional(Type.String({ description: 'What is counted' })),
    to: Type.Optional(Type.String()),
    tone: Type.Optional(Type.String()),
  },
  closed,
)
const Tile = Type.Object(
  {
    plugin: Type.String(),
    name: Type.String(),
    title: Type.String(),
    description: Type.Optional(Type.String({ description: 'What is counted' })),
    shape: Type.String({ description: 'strip, parts, bars or rows' }),
    series: Type.Array(Series),
    to: Type.Union([Type.String(), Type.Null()], { description: 'The desk’s address of all behind it' }),
  },
  closed,
)
const Content = Type.Object(
  {
    figures: Type.Optional(Type.Record(Type.String(), Type.Number())),
    bars: Type.Optional(Type.Array(Type.Object({ day: Type.String(), value: Type.Number() }, closed))),
    rows: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String(),
            label: Type.String(),
            detail: Type.Optional(Type.String()),
            value: Type.Number(),
            unit: Type.Optional(Type.String()),
            to: Type.Optional(Type.String()),
          },
          closed,
        ),
      ),
    ),
    total: Type.Optional(Type.Integer()),
  },
  closed,
)

// Public, because each tile asks for a permission of its own; the routes look for themselves who calls.
const config = { public: true } as const
const tags = ['host']

/** `/api/v1/host/tiles`: what core and plugins show on the first screen, each read by itself. */
export function tileRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { plugins } = kernelOf(context)
  const all = context.points.of<DashboardTile>('dashboard.tile')
  return async (app) => {
    app.get(
      '/tiles',
      {
        config,
        schema: {
          tags,
          summary: 'Tell which tiles the first screen of the caller has',
          response: { 200: Type.Object({ data: Type.Array(Tile) }, closed) },
        },
      },
      async (request) => {
        const data = []
        for (const tile of all) {
          if ((await actorFor(context, request, tile)) === null) continue
          const { plugin, value } = tile
          const { name, title, description, shape, series = [], to = null } = value
          const declaration = plugins.find((one) => one.name === plugin)!
          data.push({
            plugin,
            name,
            shape,
            to,
            ...inLanguage(declaration, request.language, {
              title,
              ...(description !== undefined && { description }),
              series: [...series],
            }),
          })
        }
        return { data }
      },
    )
    await app.register(tileRoute(context, all))
  }
}

/** `/api/v1/host/tiles/:name` */
function tileRoute(
  context: ServiceContext,
  all: readonly Addition<DashboardTile>[],
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/tiles/:name',
      {
        config,
        schema: {
          tags,
          summary: 'Read what one tile shows at this moment',
          params: Type.Object({ name: Type.String({ maxLength: 80 }) }, closed),
          response: { 200: Content },
        },
      },
      async (request) => {
        const tile = all.find(({ value }) => value.name === request.params.name)
        if (tile === undefined) throw refuse('host.tile_not_known', { tile: request.params.name })
        const actor = await actorFor(context, request, tile)
        if (actor === null) {
          throw refuse('http.forbidden', { permission: tile.value.permission, actor: request.actor.name })
        }
        const { rows, bars, ...content } = await context.transaction(actor, async (trx) => {
          await trx.raw(`set local statement_timeout = ${READ_MS}`)
          return tile.value.read(trx)
        })
        return {
          ...content,
          ...(rows && { rows: rows.slice(0, ROWS_MAX) }),
          ...(bars && { bars: [...bars] }),
        }
      },
    )
  }
}

/** @throws `http.unauthenticated` */
async function actorFor(
  { services: { access } }: ServiceContext,
  request: FastifyRequest,
  { value: { permission } }: Addition<DashboardTile>,
) {
  const caller = await access.authenticate(request)
  if (caller === null) throw refuse('http.unauthenticated')
  request.actor = caller
  const actor = await access.authenticate(request, permission)
  return actor !== null && mayUse(actor, permission) ? actor : null
}
