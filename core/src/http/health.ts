import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Database } from '../database/database.ts'
import type { ErrorRegistry } from '../plugin-host/error-registry.ts'
import { sendProblem } from './problem.ts'

const CACHED_MS = 1_000
const PATIENCE_MS = 2_000

const Alive = Type.Object({ status: Type.Literal('ok') })

/**
 * `/health/live` says that the process runs and touches nothing; `/health/ready` says that it can serve,
 * which needs the database. The second is asked at most once a second, however many ask us.
 */
export function answerHealth(app: FastifyInstance, database: Database, errors: ErrorRegistry): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  const isReachable = cached(() => reaches(database))
  const schema = (summary: string, operationId: string) => ({
    summary,
    operationId,
    tags: ['health'],
    response: { 200: Alive },
  })
  app.get(
    '/health/live',
    { schema: schema('Whether the process runs', 'live'), config: { public: true } },
    async () => ({ status: 'ok' }) as const,
  )
  app.get(
    '/health/ready',
    { schema: schema('Whether requests can be served', 'ready'), config: { public: true } },
    async (request, reply) => {
      if (isClosing) return sendProblem(request, reply, errors, { code: 'http.stopping' })
      if (!(await isReachable())) return sendProblem(request, reply, errors, { code: 'database.unavailable' })
      return { status: 'ok' } as const
    },
  )
}

async function reaches(database: Database): Promise<boolean> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const tooLong = new Promise<false>((resolve) => {
    patience.addEventListener('abort', () => resolve(false), { once: true })
  })
  const answer = database.appAll.raw('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answer, tooLong])
}

/** Keeps an answer for a second, and lets all who ask meanwhile share one question. */
function cached(ask: () => Promise<boolean>): () => Promise<boolean> {
  let answer: Promise<boolean> | undefined
  let validUntil = 0
  return () => {
    if (answer === undefined || Date.now() >= validUntil) {
      validUntil = Date.now() + CACHED_MS
      answer = ask()
    }
    return answer
  }
}
