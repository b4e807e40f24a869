import { Ajv, type ErrorObject } from 'ajv'
import { addOwnFormats } from '../http/formats.ts'

const ajv = addOwnFormats(
  new Ajv({
    strictSchema: true,
    strictTypes: false,
    strictTuples: false,
    removeAdditional: false,
    coerceTypes: false,
    keywords: ['example'],
  }),
)
const checks = new WeakMap<object, (payload: unknown) => string | undefined>()

/**
 * The check of a payload against its declared schema. Compiled once, however often the plugins are composed.
 * @returns a function that says in one clause what is wrong, or nothing
 * @throws when the schema itself is none
 */
export function payloadCheck(schema: object): (payload: unknown) => string | undefined {
  const known = checks.get(schema)
  if (known !== undefined) return known
  const isValid = ajv.compile(schema)
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
