import { isUtf8 } from 'node:buffer'
import { refuse } from '@stowage/sdk'
import type { FastifyInstance } from 'fastify'
import { inspectJson } from './inspect-json.ts'

/** Makes JSON the only kind of body, and reads it strictly. Everything else is a 415. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
}

/** @throws DomainError `http.invalid_json` */
function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return undefined
  if (!isUtf8(body)) throw refuse('http.invalid_json', { problem: 'it is not UTF-8' })
  const text = body.toString('utf8')
  inspectJson(text)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refuse('http.invalid_json', { problem: (error as Error).message })
  }
}
