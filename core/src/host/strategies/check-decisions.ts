import type { Decision, StrategyPoint } from '@stowage/sdk'
import type { ValidateFunction } from 'ajv'
import { compileSchema, createAjv } from '../../http/json-schema.ts'
import { wordsOf } from '../../http/validation.ts'

const ajv = createAjv()
const checks = new WeakMap<object, ValidateFunction>()

/**
 * Holds what a strategy answered against what its point asks for, so that nobody acts on rubbish.
 * @throws TypeError with a sentence for the strategy's author
 */
export function checkDecisions({ choice: schema }: StrategyPoint, answers: readonly unknown[]): void {
  const check = checks.get(schema) ?? compileSchema(ajv, schema)
  checks.set(schema, check)
  for (const [n, answer] of answers.entries()) {
    const { choice, runnerUp, because, refusal } = (Object(answer) ?? {}) as Partial<Decision>
    const which = `its answer number ${n + 1}`
    if (typeof because !== 'string' || because === '')
      throw new TypeError(`${which} does not say because of what`)
    if (refusal !== undefined && typeof (Object(refusal) as { code?: unknown }).code !== 'string') {
      throw new TypeError(`the refusal of ${which} has no code`)
    }
    for (const [member, value] of Object.entries({ choice: choice ?? null, runnerUp: runnerUp ?? null })) {
      if (value === null || check(value)) continue
      throw new TypeError(
        `the ${member} of ${which} is not what is asked for: ${wordsOf(check.errors![0]!, 'member')}`,
      )
    }
  }
}
