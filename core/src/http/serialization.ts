import fastJsonStringify from 'fast-json-stringify'
import type { FastifyInstance } from 'fastify'
import { SchemaCache } from './schema-cache.ts'

type Stringify = (data: unknown) => string

/** Compiled writers outlive an instance, as the checks do. */
const writers = new SchemaCache<Stringify>()

/**
 * Writes answers by their schemas. A schema that only refers to a named one (a problem) is written plainly,
 * because sendProblem makes exactly that shape.
 */
export function useCachedSerialization(app: FastifyInstance): void {
  app.setSerializerCompiler(({ schema }) => {
    if ('$ref' in (schema as object)) return JSON.stringify
    return writers.get(schema as object, 'answer', () => fastJsonStringify(schema as object))
  })
}
