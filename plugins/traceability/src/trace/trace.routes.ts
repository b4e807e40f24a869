import { refuse } from '@stowage/sdk'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type TraceList, traceLists } from './trace.lists.ts'
import { type TraceQuestion as Question, type ThingKind, Trace, TraceQuestion } from './trace.schemas.ts'
import { traceOf } from './trace.ts'

const config = { permission: 'traceability.trace.read' }
const MOST = 1_000
/** In a file, as many as are traced at all. */
const MOST_LISTED = 10_000

/** `/api/v1/traceability`: the trace of a thing, and its tables as lists of their own. */
export const traceRoutes: FastifyPluginAsync = async (app) => {
  app.get<{ Querystring: Question }>(
    '/trace',
    {
      config,
      schema: {
        summary: 'Trace a lot, a piece or a handling unit, forward and back',
        description:
          'Through splits, merges, repackings, productions and kits: what came from outside, what left and ' +
          'by which document, and where the rest is. What was reversed is passed over.',
        querystring: TraceQuestion,
        response: { 200: Trace },
      },
    },
    async (request) => {
      const { limit = MOST, ...named } = request.query
      return readTrace(request, named, limit)
    },
  )

  for (const name of Object.keys(traceLists) as TraceList[]) {
    const { summary, of } = traceLists[name]
    app.list(`/${name}`, {
      ...config,
      list: of([]),
      listFor: async (request) => {
        const { lot, serial, unit } = request.query as Question
        const trace = await readTrace(request, { lot, serial, unit }, MOST_LISTED)
        return of(trace[name])
      },
      summary,
    })
  }
}

/** @throws `traceability.trace_of_what`, `traceability.subject_not_found` */
async function readTrace(
  request: FastifyRequest,
  named: { readonly [kind in ThingKind]?: string | undefined },
  limit: number,
): Promise<Trace> {
  const asked = Object.entries(named).filter(([, id]) => id !== undefined) as [ThingKind, string][]
  const [subject, ...others] = asked
  if (subject === undefined || others.length > 0) {
    throw refuse('traceability.trace_of_what', { count: asked.length })
  }
  const [kind, id] = subject
  const trace = await request.transaction((trx) => traceOf(trx, { kind, id, limit }))
  if (trace === undefined) throw refuse('traceability.subject_not_found', { kind, id })
  return trace
}
