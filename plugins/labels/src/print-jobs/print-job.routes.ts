import { refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Printed, Who } from '../label.service.ts'
import { say } from '../words/say.ts'
import { jobFields, jobsFrom, printJobs } from './print-job.list.ts'
import { PrintAnswer, PrintJobAct, PrintJobDetail, PrintWish, ReprintWish } from './print-job.schemas.ts'

const strict = { additionalProperties: false }
const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) }, strict)
type IdParams = Static<typeof IdParams>

const print = { permission: 'labels.label.print' }
const read = { permission: 'labels.job.read' }
const manage = { permission: 'labels.job.write' }
const MOST_NOTICES = 100
const BODY_LIMIT_BYTES = 1024 * 1024

/** `/api/v1/labels/print-jobs`: what is printed, waits, and was. */
export function printJobRoutes({ services }: ServiceContext): FastifyPluginAsync {
  return async (app) => {
    app.list('/print-jobs', {
      ...read,
      list: printJobs,
      summary: 'List print jobs: the queues of all printers, and the log of what they printed',
    })

    app.post<{ Body: PrintWish }>(
      '/print-jobs',
      {
        config: print,
        bodyLimit: BODY_LIMIT_BYTES,
        schema: {
          summary: 'Print labels',
          description:
            'Of things by their ids, or by a filter; 500 at most, all or none. A label ' +
            'that would miss its barcode is ' +
            'refused; one whose words are cut is printed, and told among the notices.',
          body: PrintWish,
          response: { 200: PrintAnswer, 201: PrintAnswer },
        },
      },
      async (request, reply) => {
        const printed = await services.labels.print(who(request), request.body)
        return reply.code(printed.isNew ? 201 : 200).send(await answerOf(request, printed))
      },
    )

    app.post<{ Params: IdParams; Body: ReprintWish }>(
      '/print-jobs/:id/reprint',
      {
        config: print,
        schema: {
          summary: 'Print once more what a job sent, byte for byte, and say why',
          params: IdParams,
          body: ReprintWish,
          response: { 200: PrintAnswer, 201: PrintAnswer },
        },
      },
      async (request, reply) => {
        const printed = await services.labels.reprint(who(request), request.params.id, request.body)
        return reply.code(printed.isNew ? 201 : 200).send(await answerOf(request, printed))
      },
    )

    await app.register(testRoutes(services))
    await app.register(readingRoutes)
    await app.register(queueRoutes(services.labels.serveSoon))
  }
}

function who(request: FastifyRequest): Who {
  return { actor: request.actor, transact: (work) => request.transaction(work) }
}

function testRoutes(services: ServiceContext['services']): FastifyPluginAsync {
  return async (app) => {
    app.post<{ Params: IdParams }>(
      '/printers/:id/test',
      {
        config: print,
        schema: {
          summary: 'Print a test label, to see whether a printer does',
          params: IdParams,
          response: { 201: PrintAnswer },
        },
      },
      async (request, reply) => {
        const printed = await services.labels.test(who(request), request.params.id)
        return reply.code(201).send(await answerOf(request, printed))
      },
    )
  }
}

const readingRoutes: FastifyPluginAsync = async (app) => {
  app.get<{ Params: IdParams }>(
    '/print-jobs/:id',
    {
      config: read,
      schema: {
        summary: 'Read one print job with all that its labels are of',
        params: IdParams,
        response: { 200: PrintJobDetail },
      },
    },
    (request) => request.transaction((trx) => jobOf(trx, request.params.id)),
  )

  app.get<{ Params: IdParams }>(
    '/print-jobs/:id/content',
    {
      config: read,
      schema: {
        summary: 'Take out what a job sends: PDF or ZPL',
        params: IdParams,
        response: {
          200: {
            description: 'The labels',
            content: {
              'application/pdf': { schema: Type.String({ format: 'binary' }) },
              'text/plain': { schema: Type.String() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const row = await request.transaction((trx) =>
        trx('labels.print_job').where({ id }).first('number', 'content', 'language'),
      )
      if (row === undefined) throw refuse('labels.job_unknown', { id })
      if (row.content === null) throw refuse('labels.job_forgotten', { number: Number(row.number) })
      const type = row.language === 'pdf' ? 'application/pdf' : 'text/plain; charset=utf-8'
      return reply
        .header('content-type', type)
        .header('content-disposition', `inline; filename="labels-${row.number}.${row.language}"`)
        .header('x-content-type-options', 'nosniff')
        .send(row.content)
    },
  )
}

interface Standing {
  readonly id: string
  /** Who gave it up. */
  readonly name: string
}

/** What people do with a job that waits or failed. */
const acts = {
  retry: (trx: Transaction, { id }: Standing) =>
    changeStanding(trx, id, {
      change: { state: 'waiting', not_before: trx.fn.now(), ended_at: null, attempts: 0 },
      otherwise: 'labels.job_not_failed',
    }),
  cancel: (trx: Transaction, { id, name }: Standing) =>
    changeStanding(trx, id, {
      change: { state: 'cancelled', ended_by: name, ended_at: trx.fn.now() },
      otherwise: 'labels.job_under_way',
    }),
}
const summaries = {
  retry: 'Try a job again now: one that failed for good, or one that waits for its next attempt',
  cancel: 'Give up a job that waits or failed, so that those behind it go on',
} as const

function queueRoutes(serveSoon: (trx: Transaction) => Promise<void>): FastifyPluginAsync {
  return async (app) => {
    for (const act of ['retry', 'cancel'] as const) {
      app.post<{ Params: IdParams }>(
        `/print-jobs/:id/${act}`,
        {
          config: manage,
          schema: { summary: summaries[act], params: IdParams, response: { 200: PrintJobDetail } },
        },
        (request) =>
          request.transaction(async (trx) => {
            const { id } = request.params
            await acts[act](trx, { id, name: request.actor.name })
            await serveSoon(trx)
            return jobOf(trx, id)
          }),
      )
    }
    app.bulk('/print-jobs', {
      ...manage,
      list: printJobs,
      change: PrintJobAct,
      summary: 'Try many jobs again now, or give them up',
      async apply(trx, { actor: { name } }, { id, change }) {
        await acts[change.act](trx, { id, name })
        await serveSoon(trx)
      },
    })
  }
}

/** Changes a job that waits or failed. @throws `labels.job_unknown`; `otherwise` where it is neither */
async function changeStanding(
  trx: Transaction,
  id: string,
  { change, otherwise }: { change: Record<string, unknown>; otherwise: string },
): Promise<void> {
  const { number, state } = await jobOf(trx, id)
  const count = await trx('labels.print_job')
    .where({ id })
    .whereIn('state', ['failed', 'waiting'])
    .update(change)
  if (count === 0) throw refuse(otherwise, { number, standing: state })
}

async function answerOf(request: FastifyRequest, { jobs, notices }: Printed) {
  const told = notices.slice(0, MOST_NOTICES).map(({ code, facts, isMended }) => ({
    code,
    message: say(code, facts, request.language),
    isMended,
  }))
  const found = await request.transaction(async (trx) => {
    const rows: PrintJobDetail[] = []
    for (const id of jobs) rows.push(await jobOf(trx, id))
    return rows
  })
  return { jobs: found, notices: told }
}

/** @throws `labels.job_unknown`, also for one that the actor may not see */
async function jobOf(trx: Transaction, id: string): Promise<PrintJobDetail> {
  const columns = Object.entries(jobFields).map(([name, { column }]) => trx.raw(`${column} as "${name}"`))
  const row = await jobsFrom(trx).where('j.id', id).first(columns)
  if (row === undefined) throw refuse('labels.job_unknown', { id })
  const things = await trx('labels.printed_label')
    .where({ job: id })
    .orderBy('n')
    .select('subject as id', 'code', 'title')
  const { 'printer.id': printer, 'printer.name': name, ...rest } = row
  return { ...rest, number: Number(row.number), printer: { id: printer, name }, things }
}
