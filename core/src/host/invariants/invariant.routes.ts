import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { JobQueue } from '@stowage/sdk'
import { Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { looksOf } from './run-invariants.ts'

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const closed = { additionalProperties: false }
const tags = ['host']

const InvariantOnTheWire = Type.Object(
  {
    id: Type.String(),
    plugin: Type.String(),
    sentence: Type.String({ description: 'What is always true' }),
    at: nullable(Type.String({ format: 'date-time', description: 'When it was last looked at' })),
    broken: nullable(Type.Integer({ description: 'How many rows break it' })),
    offenders: Type.Array(Type.Record(Type.String(), Type.Unknown()), { description: 'The first of them' }),
    error: nullable(Type.String({ description: 'Why it could not be looked at' })),
    ms: nullable(Type.Integer()),
  },
  closed,
)

interface RunRow {
  readonly invariant: string
  readonly at: string
  readonly broken: number | null
  readonly offenders: Record<string, unknown>[]
  readonly error: string | null
  readonly ms: number
}

/** `/api/v1/host/invariants`: what must always be true, and whether it was when it was last looked at. */
export function invariantRoutes({ plugins }: Kernel, jobs: JobQueue): FastifyPluginAsyncTypebox {
  const all = looksOf(plugins).map(({ id, plugin, sentence, said }) => ({ id, plugin, sentence, said }))
  return async (app) => {
    app.addHook('preHandler', staffOnly('host.staff_only'))
    app.get(
      '/invariants',
      {
        config: { permission: 'host.invariant.read' },
        schema: {
          tags,
          summary: 'Tell what must always be true, and whether it was when it was last looked at',
          response: { 200: Type.Object({ data: Type.Array(InvariantOnTheWire) }, closed) },
        },
      },
      async (request) => {
        const { rows } = await request.transaction((trx) =>
          trx.raw<{ rows: RunRow[] }>(
            `select r.invariant, r.at, r.broken, r.offenders, r.error, r.ms from unnest(?::text[]) i (id)
              cross join lateral (select * from host.invariant_run r
                where r.invariant = i.id order by r.at desc limit 1) r`,
            [all.map(({ id }) => id)],
          ),
        )
        const last = new Map(rows.map(({ invariant, ...run }) => [invariant, run]))
        const never = { at: null, broken: null, offenders: [], error: null, ms: null }
        const data = all.map(({ id, plugin, sentence, said }) => ({
          ...{ id, plugin, sentence: said[request.language] ?? sentence },
          ...(last.get(id) ?? never),
        }))
        return { data }
      },
    )

    app.post(
      '/invariants/run',
      {
        config: { permission: 'host.invariant.run' },
        schema: {
          tags,
          summary: 'Have all invariants looked at now; the answer names the job that does it',
          response: { 202: Type.Object({ job: Type.String({ format: 'uuid' }) }, closed) },
        },
      },
      async (request, reply) => {
        const job = await request.transaction((trx) =>
          jobs.enqueue(trx, 'host.invariants', {}, { key: 'on demand' }),
        )
        return reply.code(202).send({ job })
      },
    )
  }
}
