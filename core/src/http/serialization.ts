import fastJsonStringify from 'fast-json-stringify'
import type { FastifyInstance } from 'fastify'

type Stringify = (data: unknown) => string

/** Compiled writers outlive an instance, as the checks do. */
const writers = new WeakMap<object, Stringify>()

/**
 * Writes answers by their schemas. A schema that only refers to a named one (a problem) is written plainly,
 * because sendProblem makes exactly that shape.
 */
export function useCachedSerialization(app: FastifyInstance): void {
  app.setSerializerCompiler(({ schema }) => {
    const known = writers.get(schema as object)
    if (known !== undefined) return known
    const writer: Stringify =
      '$ref' in (schema as object) ? JSON.stringify : fastJsonStringify(schema as object)
    writers.set(schema as object, writer)
    return writer
  })
}
