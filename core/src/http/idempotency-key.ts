import { refuse } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'

/** The `headers` schema of routes that take a key. */
export const IdempotencyKey = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ description: 'Names this command for good: sent twice, it happens once' }),
  ),
})

/**
 * The key that names a command, from the header `Idempotency-Key`.
 * @throws DomainError `http.idempotency_key_invalid`
 */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw refuse('http.idempotency_key_invalid', {}, '#idempotency-key')
  }
  return header
}
