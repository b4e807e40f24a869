import { type Problem, type ProblemError, problemOf } from '../providers/problem.ts'

/** A plugin's refusal that whoever has its permission may post against. */
export interface Overridable {
  readonly code: string
  readonly permission: string
}

/** What is sent with the same movement then. */
export interface Override {
  readonly code: string
  readonly reason: string
}

/** The refusal that may be overridden, where nothing else stands in the way. */
export function overridableOf(error: unknown): Overridable | undefined {
  const problem = problemOf(error)
  const refusals: readonly (Problem | ProblemError)[] =
    problem?.errors === undefined || problem.errors.length === 0 ? [problem ?? {}] : problem.errors
  const found = refusals.map(({ code, overridableBy }) =>
    code === undefined || overridableBy === undefined ? undefined : { code, permission: overridableBy },
  )
  return found.every((one) => one !== undefined) ? found[0] : undefined
}
