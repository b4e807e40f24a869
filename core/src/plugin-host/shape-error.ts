import type { ErrorObject } from 'ajv'
import { HostError } from './host-error.ts'

/** What is wrong with the shape of a declaration, as a fault that says how to mend it. */
export function shapeError(declaration: unknown, errors: readonly ErrorObject[]): HostError {
  const error = errors[0]!
  const name = nameOf(declaration)
  const where =
    error.instancePath === '' ? 'the declaration' : error.instancePath.slice(1).replaceAll('/', '.')
  if (error.keyword === 'additionalProperties') {
    const member = String(error.params.additionalProperty)
    return new HostError(
      'host.unknown_member',
      name,
      `The plugin "${name}" declares "${member}" in ${where}, which the contract does not know; ` +
        'correct the word or take it out.',
    )
  }
  if (error.instancePath === '/name') {
    return new HostError(
      'host.name_invalid',
      name,
      `A plugin is called ${JSON.stringify(error.data)}; a name is up to 40 lower-case letters ` +
        'and digits with single hyphens, such as "erp-rest".',
    )
  }
  const words = errors.flatMap(({ keyword, instancePath, params }) =>
    keyword === 'const' && instancePath === error.instancePath ? [params.allowedValue] : [],
  )
  const problem = words.length === 0 ? error.message : `must be one of ${words.join(', ')}`
  const sentence = `The declaration of the plugin "${name}" is wrong at ${where}: it ${problem}.`
  return new HostError('host.declaration_invalid', name, sentence)
}

function nameOf(declaration: unknown): string {
  const { name } = (typeof declaration === 'object' ? (declaration ?? {}) : {}) as { name?: unknown }
  return typeof name === 'string' ? name : '(no name)'
}
