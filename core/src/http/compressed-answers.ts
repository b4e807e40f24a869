import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const compress = promisify(brotliCompress)
/** What fits into one packet comes no sooner for being smaller. */
const WORTH_IT_BYTES = 1_200
/** A page of a list takes a third of a millisecond, to a sixth of its size; tighter would cost too much. */
const QUALITY = 4

/** Whether whoever asks reads brotli: `br;q=0` says that he does not. */
export function takesBrotli({ headers }: FastifyRequest): boolean {
  return /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(headers['accept-encoding']?.toString() ?? '')
}

/**
 * Sends larger JSON answers in brotli to whoever reads it: a scanner's Wi-Fi is slow. Done here rather than
 * by a library, which makes a stream of every answer; files, which are streams, go as they are.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTH_IT_BYTES) return payload
    if (!/json/.test(String(reply.getHeader('content-type'))) || reply.hasHeader('content-encoding'))
      return payload
    reply.header('vary', 'accept-encoding')
    if (!takesBrotli(request)) return payload
    reply.header('content-encoding', 'br').removeHeader('content-length')
    return compress(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })
  })
}
