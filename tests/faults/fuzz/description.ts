import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { addOwnFormats } from '../../../core/src/http/formats.ts'
import type { Answer } from './wire.ts'

/** A JSON Schema, as the description has it. */
// biome-ignore lint/suspicious/noExplicitAny: a schema is looked into word by word
export type Schema = any

/** One operation of the API, as its own description tells it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  /** What it takes, by media type. */
  readonly bodies: Readonly<Record<string, Schema>>
  readonly answers: Readonly<Record<string, { readonly content?: Record<string, { schema?: Schema }> }>>
}

/** Something beside the body that an operation takes. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly schema: Schema
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** The API's description, and what it says of answers. */
export class Description {
  readonly operations: readonly Operation[]
  readonly components: object
  readonly #ajv = newAjv()
  readonly #checks = new Map<string, ValidateFunction>()

  constructor(document: Schema) {
    this.components = document.components
    this.operations = Object.entries<Schema>(document.paths).flatMap(([path, methods]) =>
      METHODS.filter((method) => method in methods).map((method) =>
        operationOf(method, path, methods[method]),
      ),
    )
  }

  /** What is wrong with an answer; of an unknown operation it is only known how refusals look. */
  faultOf(operation: Operation | undefined, { status, type, text }: Answer): string | undefined {
    if (status >= 500) return `it answers ${status}`
    if (status >= 400) return this.#problemFault(operation, { status, type, text })
    if (operation === undefined) return undefined
    const documented = operation.answers[String(status)]
    if (documented === undefined) return `the status ${status} is not documented`
    const content = documented.content ?? {}
    if (Object.keys(content).length === 0) return text === '' ? undefined : `${status} has a body`
    const shape = content[type]
    if (shape === undefined) {
      const isEmpty = text === '' && Object.values(content).every(({ schema }) => schema?.type === 'null')
      return isEmpty ? undefined : `the media type ${type} is not documented`
    }
    if (type !== 'application/json') return undefined
    return this.#misfit(`${operation.method} ${operation.path} ${status}`, shape.schema, text)
  }

  #problemFault(
    operation: Operation | undefined,
    { status, type, text }: Pick<Answer, 'status' | 'type' | 'text'>,
  ) {
    const answers = operation?.answers
    if (answers !== undefined && !(String(status) in answers) && !('4XX' in answers)) {
      return `the status ${status} is not documented`
    }
    if (type !== 'application/problem+json') return `a refusal has the media type ${type}`
    return this.#misfit('problem', { $ref: '#/components/schemas/Problem' }, text)
  }

  #misfit(name: string, schema: Schema, text: string): string | undefined {
    const known = this.#checks.get(name)
    const check = known ?? this.#ajv.compile({ ...schema, components: this.components })
    if (known === undefined) this.#checks.set(name, check)
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return 'it is no JSON'
    }
    if (check(value)) return undefined
    return `it does not fit its schema: ${this.#ajv.errorsText(check.errors?.slice(0, 3))}`
  }
}

function operationOf(method: string, path: string, operation: Schema): Operation {
  const bodies = Object.entries<Schema>(operation.requestBody?.content ?? {})
  return {
    method: method.toUpperCase(),
    path,
    parameters: operation.parameters ?? [],
    bodies: Object.fromEntries(bodies.map(([type, { schema }]) => [type, schema])),
    answers: operation.responses,
  }
}

function newAjv(): Ajv2020 {
  return addOwnFormats(
    new Ajv2020({ strict: false, logger: false, multipleOfPrecision: 6 }) as never,
  ) as unknown as Ajv2020
}
