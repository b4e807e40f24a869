import { refuse } from '@stowage/sdk'
import type { ErrorObject, Options, ValidateFunction } from 'ajv'
import type { FastifyInstance } from 'fastify'
import { createAjv } from './json-schema.ts'
import type { ProblemDetail } from './problem.ts'
import { SchemaCache } from './schema-cache.ts'

/** Faults shown in one answer; more would help nobody. */
const MAX_FAULTS = 20
const MAX_SHOWN = 200
const MAX_ITEMS = 50
const MAX_TEXT = 10_000

const options = { removeAdditional: false, coerceTypes: false, useDefaults: true } satisfies Options
/** Stops at the first fault, so that a large body full of faults costs little. */
const quick = createAjv({ ...options, allErrors: false })
/** Finds all faults, for the answer to a small request. */
const thorough = createAjv({ ...options, allErrors: true })

/** What a request part's check says: the faults, or that there are none. */
export class InvalidInput extends Error {
  readonly part: string
  readonly faults: readonly ProblemDetail[]

  constructor(part: string, faults: readonly ProblemDetail[]) {
    super(`invalid ${part}`)
    this.name = 'InvalidInput'
    this.part = part
    this.faults = faults
  }
}

type Check = (data: unknown) => boolean | { error: Error }

/**
 * Compiled checks outlive an instance, so that a second Fastify (the next set of plugins, a test) finds them
 * here and does not block the loop. Found by the schema's content, because many are made where a route is
 * registered.
 */
const checks = new SchemaCache<Check>()

/**
 * Checks requests against their schemas: nothing is dropped, nothing is coerced in bodies, and text in
 * addresses becomes a number or a boolean only where it is written as one. A check is compiled when a request
 * first needs it: of some hundred routes a start, a switch of plugins or a test asks a handful.
 */
export function useStrictValidation(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!request.url.includes('%00')) return done()
    done(refuse('http.invalid_url', { problem: 'it has a NUL character, which cannot be stored' }))
  })
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const part = httpPart ?? 'body'
    let check: Check | undefined
    return (data: unknown) => {
      check ??= checks.get(schema as object, part, () => compile(schema as object, part))
      return check(data)
    }
  })
}

function compile(schema: object, httpPart: string): Check {
  const isValid = quick.compile(schema)
  let findAll: ValidateFunction | undefined
  const read = httpPart === 'body' ? undefined : textReader(schema)
  return (data) => {
    read?.(data)
    if (isValid(data)) return true
    let errors = isValid.errors ?? []
    if (isSmall(data)) {
      findAll ??= thorough.compile(schema)
      findAll(data)
      errors = findAll.errors ?? errors
    }
    return { error: new InvalidInput(httpPart, faultsOf(errors, httpPart)) }
  }
}

/**
 * Whether finding all faults is cheap. Long arrays are what make it dear, and texts so long that no pattern
 * was meant for them: whoever looks for all faults holds a text against its pattern though it is too long
 * already.
 */
function isSmall(data: unknown): boolean {
  if (typeof data === 'string') return data.length <= MAX_TEXT
  if (typeof data !== 'object' || data === null) return true
  if (Array.isArray(data) && data.length > MAX_ITEMS) return false
  return Object.values(data).every(isSmall)
}

/** Turns the text of top-level numbers and booleans in place; text that is not written as one stays text. */
function textReader(schema: object): (data: unknown) => void {
  const { properties = {} } = schema as { properties?: Record<string, { type?: unknown }> }
  const names = Object.keys(properties)
  const numbers = names.filter((name) => ['number', 'integer'].includes(String(properties[name]?.type)))
  const booleans = names.filter((name) => properties[name]?.type === 'boolean')
  return (data) => {
    const record = data as Record<string, unknown>
    for (const name of numbers) {
      const text = record[name]
      if (typeof text === 'string' && /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(text))
        record[name] = Number(text)
    }
    for (const name of booleans) {
      if (record[name] === 'true') record[name] = true
      else if (record[name] === 'false') record[name] = false
    }
  }
}

function faultsOf(errors: readonly ErrorObject[], part: string): ProblemDetail[] {
  return withoutBranches(errors)
    .slice(0, MAX_FAULTS)
    .map((error) => faultOf(error, part))
}

/**
 * Of a choice (`anyOf`), keeps what helps: for "this or null" what is wrong with this, for a list of words
 * the list, and never each branch's own complaint.
 */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  let kept = [...errors]
  for (const choice of errors.filter(({ keyword }) => keyword === 'anyOf')) {
    const branches = choice.schema as { type?: unknown }[]
    const isNullable = branches.length === 2 && branches.some(({ type }) => type === 'null')
    const isBranch = (error: ErrorObject) =>
      error !== choice && error.schemaPath.startsWith(`${choice.schemaPath}/`)
    if (isNullable) {
      kept = kept.filter((error) => error !== choice && !(isBranch(error) && error.schema === 'null'))
    } else kept = kept.filter((error) => !isBranch(error))
  }
  return kept
}

function faultOf(error: ErrorObject, part: string): ProblemDetail {
  const { keyword, params, instancePath } = error
  const extra = keyword === 'additionalProperties' ? String(params.additionalProperty) : undefined
  const missing = keyword === 'required' ? String(params.missingProperty) : undefined
  const member = extra ?? missing
  const pointer = member === undefined ? instancePath : `${instancePath}/${escapeStep(member)}`
  const value = extra === undefined ? error.data : (error.data as Record<string, unknown>)[extra]
  return {
    pointer: part === 'body' ? pointer : `#${pointer.slice(1)}`,
    code: `http.${codeOf(keyword)}`,
    detail: wordsOf(error, part === 'body' ? 'member' : 'parameter'),
    ...(missing === undefined && !isSecret(error, pointer) ? { value: shown(value) } : {}),
  }
}

/** Passwords and keys are never sent back, not even a wrong one. */
function isSecret({ parentSchema }: ErrorObject, pointer: string): boolean {
  return parentSchema?.writeOnly === true || /password|secret|token|key$/i.test(pointer)
}

function codeOf(keyword: string): string {
  if (keyword === 'additionalProperties') return 'unknown_member'
  if (keyword === 'required') return 'missing_member'
  return keyword === 'type' ? 'wrong_type' : 'wrong_value'
}

/** What is wrong with a value, as a sentence. */
export function wordsOf(error: ErrorObject, member: string): string {
  const { keyword, params, schema, message, parentSchema } = error
  switch (keyword) {
    case 'additionalProperties': {
      const known = Object.keys((parentSchema?.properties ?? {}) as object)
      const way = known.length === 0 ? 'nothing may stand there' : `known are: ${known.join(', ')}`
      return `There is no ${member} "${params.additionalProperty}" here; ${way}.`
    }
    case 'required':
      return `The ${member} "${params.missingProperty}" is missing.`
    case 'enum':
      return `It has to be one of: ${(schema as unknown[]).join(', ')}.`
    case 'anyOf': {
      const words = (schema as { const?: unknown }[]).map((branch) => branch.const)
      if (words.includes(undefined)) return 'It fits none of the shapes that may stand here.'
      return `It has to be one of: ${words.join(', ')}.`
    }
    case 'const':
      return `It has to be ${JSON.stringify(schema)}.`
    case 'format':
      return `It has to be written as ${formatInWords(String(schema))}.`
    case 'pattern':
      return `It has to match the pattern ${schema}.`
    default:
      return `It ${message ?? 'is not as it has to be'}.`
  }
}

function formatInWords(format: string): string {
  const samples: Record<string, string> = {
    uuid: 'a UUID in lower case such as 01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f',
    date: 'a day such as 2026-11-23',
    'date-time': 'an instant with its zone such as 2026-11-23T22:15:00Z',
    email: 'an e-mail address',
  }
  return samples[format] ?? `a ${format}`
}

/** What was sent, cut to a length that an answer can carry. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= MAX_SHOWN ? value : `${value.slice(0, MAX_SHOWN)}…`
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? `(an array of ${value.length})` : '(an object)'
}

function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}
