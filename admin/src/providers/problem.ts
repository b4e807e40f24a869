import { HttpError } from 'react-admin'
import { say } from '../words/say.ts'

/** One complaint of a problem answer about one place of what was sent. */
export interface ProblemError {
  readonly pointer?: string
  readonly code?: string
  readonly detail?: string
  readonly value?: unknown
  /** The permission that could post it all the same. */
  readonly overridableBy?: string
}

/** A problem answer (RFC 9457) as the server writes it. */
export interface Problem {
  readonly type?: string
  readonly title?: string
  readonly status: number
  readonly detail?: string
  readonly code?: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly requestId?: string
  readonly overridableBy?: string
  readonly errors?: readonly ProblemError[]
}

/** What react-admin's forms look for in an error's body: a message for each field's name. */
export interface FormProblem {
  readonly problem: Problem
  readonly errors: Readonly<Record<string, unknown>>
}

/**
 * Makes react-admin's error from a problem answer: its sentence as the message, and the complaints laid out
 * by field, so that a form shows each beside its own.
 */
export function problemError(problem: Problem): HttpError {
  const errors = problem.errors?.length ? fieldErrors(problem.errors) : {}
  const body: FormProblem = { problem, errors }
  return new HttpError(sentenceOf(problem), problem.status, body)
}

/** The sentence of any error that a screen may get; unknown ones say that the server could not be reached. */
export function sentenceOfError(error: unknown): string {
  if (error instanceof Error && error.message) return error.message
  return say('The server could not be reached. Check the connection and try again.')
}

/** The problem behind an error, where it came from the server. */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof HttpError)) return undefined
  return (error.body as FormProblem | undefined)?.problem
}

/**
 * Whether the server said no, and did nothing. After a lost connection or a fault of its own, it may have
 * done what was asked.
 */
export function isRefusal(error: unknown): boolean {
  return error instanceof HttpError && error.status >= 400 && error.status < 500
}

/** That nothing was posted is said of the batch; why not, of the one thing in it. */
export function causeOf({ code, errors }: Problem): ProblemError | undefined {
  return code === 'ledger.batch_refused' && errors?.length === 1 ? errors[0] : undefined
}

function sentenceOf(problem: Problem): string {
  const alone = problem.errors?.length === 1 ? problem.errors[0]?.detail : undefined
  return (
    causeOf(problem)?.detail ??
    problem.detail ??
    alone ??
    problem.title ??
    say('The server answered {status}.', { status: problem.status })
  )
}

/**
 * `/lines/0/quantity` becomes `{ lines: [{ quantity: 'sentence' }] }`, the way react-hook-form names fields.
 */
function fieldErrors(errors: readonly ProblemError[]): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const error of errors) {
    const path = (error.pointer ?? '')
      .replace(/^\/body\//, '/')
      .split('/')
      .filter(Boolean)
    // `#if-match` and its like are parameters, not fields of the form.
    if (path.length === 0 || path[0]?.startsWith('#')) continue
    let at: Record<string, unknown> = root
    for (const step of path.slice(0, -1)) {
      const next = at[step]
      at[step] = typeof next === 'object' && next !== null ? next : {}
      at = at[step] as Record<string, unknown>
    }
    at[path.at(-1) as string] = error.detail ?? error.code ?? say('This value was refused.')
  }
  return root
}
