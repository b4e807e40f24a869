import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { jobList } from './job.list.ts'
import { DropWish, JobOnTheWire } from './job.schemas.ts'
import { dropJob, readJob, retryJob } from './job.service.ts'

const tags = ['host']
const config = { permission: 'host.job.manage' }
const response = { 204: Type.Null() }
const closed = { additionalProperties: false }
const Dropping = Type.Object({ act: Type.Literal('drop'), ...DropWish.properties }, closed)

/** `/api/v1/host/jobs`: work for later, how far it has come, and what stopped it. */
export const jobRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', staffOnly('host.staff_only'))
  app.list('/jobs', { ...config, list: jobList, summary: 'List jobs: waiting, running, dead, ended' })
  app.bulk('/jobs', {
    ...config,
    tags,
    list: jobList,
    change: Type.Union([Type.Object({ act: Type.Literal('retry') }, closed), Dropping]),
    summary: 'Have many jobs run now, or take them out of the queue for good',
    apply: (trx, author, { id, change }) =>
      change.act === 'retry' ? retryJob(trx, author, id) : dropJob(trx, author, id, change.reason),
  })

  app.get(
    '/jobs/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Tell how far a job has come',
        params: IdParams,
        response: { 200: JobOnTheWire },
      },
    },
    async (request) =>
      request.transaction((trx) => readJob(trx, request.params.id)) as Promise<Static<typeof JobOnTheWire>>,
  )

  app.post(
    '/jobs/:id/retry',
    { config, schema: { tags, summary: 'Run a job now, with all its tries', params: IdParams, response } },
    async (request, reply) => {
      await request.transaction((trx) => retryJob(trx, authorOf(request), request.params.id))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/jobs/:id/drop',
    {
      config,
      schema: {
        tags,
        summary: 'Take a job out of the queue for good',
        params: IdParams,
        body: DropWish,
        response,
      },
    },
    async (request, reply) => {
      const { params, body } = request
      await request.transaction((trx) => dropJob(trx, authorOf(request), params.id, body.reason))
      return reply.code(204).send(null)
    },
  )
}
