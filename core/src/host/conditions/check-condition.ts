import { refuse } from '@stowage/sdk'
import { type Comparison, type Condition, isGroup, membersOf } from './condition.ts'
import { COMPARISONS_OF, type FactShape, type FactShapes } from './fact-shapes.ts'

/**
 * Holds a condition against the facts that there are.
 * @param pointer where it stands in the request
 * @throws DomainError `host.condition_fact_unknown`, `host.condition_comparison_unfit`,
 *   `host.condition_value_unfit`, each at its place
 */
export function checkCondition(condition: Condition, shapes: FactShapes, pointer: string): void {
  const { join, members } = membersOf(condition)
  for (const [n, member] of members.entries()) {
    const at = `${pointer}/${join}/${n}`
    if (!isGroup(member)) {
      checkComparison(member, shapes, at)
      continue
    }
    const inner = membersOf(member)
    for (const [m, comparison] of inner.members.entries()) {
      checkComparison(comparison, shapes, `${at}/${inner.join}/${m}`)
    }
  }
}

function checkComparison({ fact, is, value }: Comparison, shapes: FactShapes, at: string): void {
  const shape = shapes.get(fact)
  if (shape === undefined) {
    throw refuse('host.condition_fact_unknown', { fact, known: [...shapes.keys()] }, `${at}/fact`)
  }
  const { title, kind } = shape
  if (!COMPARISONS_OF[kind].includes(is)) {
    const facts = { title, comparison: is, known: COMPARISONS_OF[kind] }
    throw refuse('host.condition_comparison_unfit', facts, `${at}/is`)
  }
  const problem = problemOf({ fact, is, ...(value !== undefined && { value }) }, shape)
  if (problem === undefined) return
  const facts = { title, value: value === undefined ? 'nothing' : JSON.stringify(value), problem }
  throw refuse('host.condition_value_unfit', facts, `${at}/value`)
}

function problemOf({ is, value }: Comparison, shape: FactShape): string | undefined {
  if (is === 'is_known' || is === 'is_unknown') {
    return value === undefined ? undefined : 'with is_known and is_unknown, no value is told'
  }
  if (value === undefined) return 'a value is needed'
  const isList = is === 'one_of' || is === 'none_of'
  if (isList !== Array.isArray(value)) return isList ? 'a list is needed' : 'one value is needed, not a list'
  for (const one of [value].flat()) {
    const problem = problemOfOne(one, shape)
    if (problem !== undefined) return problem
  }
  return undefined
}

const DATE = /^\d{4}-\d\d-\d\d$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function problemOfOne(value: unknown, { kind, choices }: FactShape): string | undefined {
  switch (kind) {
    case 'number':
      return typeof value === 'number' ? undefined : 'a number is needed'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false is needed'
    case 'choice':
      return choices.includes(value as string) ? undefined : `it has to be one of ${choices.join(', ')}`
    case 'reference':
      return isText(value, UUID) ? undefined : 'an id is needed'
    case 'date':
      return isText(value, DATE) && isTime(value) ? undefined : 'a date such as 2027-02-28 is needed'
    case 'instant':
      return isText(value, INSTANT) && isTime(value)
        ? undefined
        : 'an instant such as 2027-02-28T06:00:00Z is needed'
    default:
      return typeof value === 'string' && value !== '' ? undefined : 'a text is needed'
  }
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}

function isTime(value: string): boolean {
  return !Number.isNaN(Date.parse(value))
}
