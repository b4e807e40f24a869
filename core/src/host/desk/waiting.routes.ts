import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Actor, type HealthCheck, refuse, type ServiceContext, type WaitingWork } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { systemActor } from '../../access/system-actor.ts'
import { mayUse } from '../../http/may-use.ts'
import { kernelOf } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'

const closed = { additionalProperties: false }
const LOOK_MS = 2_000

const Waiting = Type.Object(
  {
    plugin: Type.String(),
    name: Type.String(),
    title: Type.String(),
    code: Type.String(),
    sentence: Type.String({ description: 'What waits, and what is to be done' }),
    count: Type.Integer(),
    to: Type.Union([Type.String(), Type.Null()], { description: 'The desk’s address where it is done' }),
    verb: Type.Union([Type.String(), Type.Null()]),
    isFault: Type.Boolean({ description: 'Something is wrong, rather than something to do' }),
  },
  closed,
)
const Answer = Type.Object(
  {
    data: Type.Array(Waiting, { description: 'What is wrong first' }),
    verifiedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'Since when nothing of the ledger was found to be otherwise than it must be',
    }),
  },
  closed,
)

/** `GET /api/v1/host/waiting`: what waits for whoever asks, of core, of plugins, and of what is not well. */
export function waitingRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { access } = context.services
  return async (app) => {
    app.get(
      '/waiting',
      {
        // Public, because each look asks for a permission of its own; it looks for itself who calls.
        config: { public: true },
        schema: { tags: ['host'], summary: 'Tell what waits for the caller', response: { 200: Answer } },
      },
      async (request, reply) => {
        const caller = await access.authenticate(request)
        if (caller === null) throw refuse('http.unauthenticated')
        request.actor = caller
        reply.header('cache-control', 'no-store')
        const data = [...(await unwell(context, request)), ...(await waiting(context, request))]
        data.sort((one, other) => Number(other.isFault) - Number(one.isFault))
        return { data, verifiedAt: await verifiedAt(context, caller) }
      },
    )
  }
}

/** Where the caller may do what a look asks for: as whom. */
async function actorFor({ services }: ServiceContext, request: FastifyRequest, permission: string) {
  const actor = await services.access.authenticate(request, permission)
  return actor !== null && mayUse(actor, permission) ? actor : null
}

async function waiting(context: ServiceContext, request: FastifyRequest) {
  const found: Static<typeof Waiting>[] = []
  for (const { plugin, value } of context.points.of<WaitingWork>('desk.waiting')) {
    const actor = await actorFor(context, request, value.permission)
    if (actor === null) continue
    found.push(...(await look(context, request, { ...value, plugin, actor, isFault: false })))
  }
  return found
}

async function unwell(context: ServiceContext, request: FastifyRequest) {
  const actor = await actorFor(context, request, 'host.health.read')
  if (actor === null || !seesAll(actor)) return []
  const found: Static<typeof Waiting>[] = []
  for (const { plugin, value } of context.points.of<HealthCheck>('health.check')) {
    const { name, title, mend, look: at } = value
    const check = { plugin, actor, name, title, to: mend ?? '/host/health', isFault: true, look: at }
    found.push(...(await look(context, request, check)))
  }
  return found
}

interface Look extends Pick<WaitingWork, 'name' | 'title' | 'to' | 'look'> {
  readonly plugin: string
  readonly actor: Actor
  readonly verb?: string
  readonly isFault: boolean
}

/** Each on its own: one that fails is left out here; the page of health says so of its own. */
async function look(context: ServiceContext, request: FastifyRequest, asked: Look) {
  const { plugin, actor, name, title, to, verb, isFault } = asked
  const { errors, plugins } = kernelOf(context)
  const refusals = await context
    .transaction(actor, async (trx) => {
      await trx.raw(`set local statement_timeout = ${LOOK_MS}`)
      return asked.look(trx)
    })
    .catch((err: unknown) => {
      context.log.error({ err, plugin, look: name }, 'a look at what waits failed')
      return []
    })
  const declaration = plugins.find((one) => one.name === plugin)!
  const words = inLanguage(declaration, request.language, [{ title }, { title: verb ?? '' }])
  return refusals.map(({ code, facts = {} }) => ({
    plugin,
    name,
    title: words[0]!.title,
    code,
    sentence: errors.sentence(code, facts, request.language),
    count: Number(facts.count ?? 1),
    to,
    verb: verb === undefined ? null : words[1]!.title,
    isFault,
  }))
}

/** The oldest of the last looks at what must be true of the ledger; null where one found something. */
async function verifiedAt(context: ServiceContext, caller: Actor): Promise<string | null> {
  if (!seesAll(caller) || !mayUse(caller, 'ledger.balance.read')) return null
  const { rows } = await context.transaction(systemActor, (trx) =>
    trx.raw<{ rows: { at: string | null }[] }>(
      `select case when bool_and(r.broken = 0 and r.error is null) then min(r.at) end as at
         from (select distinct on (invariant) at, broken, error from host.invariant_run
                where plugin = 'ledger' order by invariant, at desc) r`,
    ),
  )
  return rows[0]?.at ?? null
}

function seesAll({ owners, sites }: Actor): boolean {
  return owners === 'all' && sites === 'all'
}
