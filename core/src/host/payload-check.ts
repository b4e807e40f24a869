import type { ErrorObject } from 'ajv'
import { compileSchema, createAjv } from '../http/json-schema.ts'

const ajv = createAjv()
const checks = new WeakMap<object, (payload: unknown) => string | undefined>()

/**
 * The check of a payload against its declared schema. Compiled once, however often the plugins are composed.
 * @returns a function that says in one clause what is wrong, or nothing
 * @throws when the schema itself is none
 */
export function payloadCheck(schema: object): (payload: unknown) => string | undefined {
  const known = checks.get(schema)
  if (known !== undefined) return known
  const isValid = compileSchema(ajv, schema)
  const check = (payload: unknown) => (isValid(payload) ? undefined : clauseOf(isValid.errors![0]!))
  checks.set(schema, check)
  return check
}

function clauseOf({ instancePath, keyword, params, message = 'is not as declared' }: ErrorObject): string {
  const where = instancePath === '' ? 'the payload' : instancePath
  return keyword === 'additionalProperties'
    ? `${where} has a member "${params.additionalProperty}" that was not declared`
    : `${where} ${message}`
}
