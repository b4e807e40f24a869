import { refuse } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { type TraceQuestion as Question, type ThingKind, Trace, TraceQuestion } from './trace.schemas.ts'
import { traceOf } from './trace.ts'

const MOST = 1_000

/** `GET /api/v1/traceability/trace` */
export const traceRoutes: FastifyPluginAsync = async (app) => {
  app.get<{ Querystring: Question }>(
    '/trace',
    {
      config: { permission: 'traceability.trace.read' },
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
      const [subject, ...others] = Object.entries(named) as [ThingKind, string][]
      if (subject === undefined || others.length > 0) {
        throw refuse('traceability.trace_of_what', { count: Object.keys(named).length })
      }
      const [kind, id] = subject
      const trace = await request.transaction((trx) => traceOf(trx, { kind, id, limit }))
      if (trace === undefined) throw refuse('traceability.subject_not_found', { kind, id })
      return trace
    },
  )
}
