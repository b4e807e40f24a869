import fastJsonStringify from 'fast-json-stringify'
import type { FastifyInstance } from 'fastify'
import { SchemaCache } from './schema-cache.ts'

type Stringify = (data: unknown) => string

/** Compiled writers outlive an instance, as the checks do. */
const writers = new SchemaCache<Stringify>()

/**
 * Writes answers by their schemas; a writer is compiled for its first answer. A schema that only refers to a
 * named one (a problem) is written plainly, because sendProblem makes exactly that shape.
 */
export function useCachedSerialization(app: FastifyInstance): void {
  app.setSerializerCompiler(({ schema }) => {
    if ('$ref' in (schema as object)) return JSON.stringify
    let write: Stringify | undefined
    return (data: unknown) => {
      write ??= writers.get(schema as object, 'answer', () => fastJsonStringify(schema as object))
      return write(data)
    }
  })
}
