import { type Comparison, type Condition, isGroup, membersOf } from './condition.ts'
import type { FactKind, FactShapes } from './fact-shapes.ts'

/** The facts of one question, by name. What is null or left out is unknown. */
export type Facts = Readonly<Record<string, unknown>>

/**
 * Whether a condition holds. Text is compared whatever its case; of what is unknown, nothing holds but
 * `is_unknown`, `is_not` and `none_of`. Pure, and bounded by the condition's own size.
 */
export function holds(condition: Condition, facts: Facts, shapes: FactShapes): boolean {
  const judged = (comparison: Comparison) => compares(comparison, facts, shapes)
  return holdsOf(condition, (member) => (isGroup(member) ? holdsOf(member, judged) : judged(member)))
}

function holdsOf<Member>(
  group: { readonly all: readonly Member[] } | { readonly any: readonly Member[] },
  judge: (member: Member) => boolean,
): boolean {
  const { join, members } = membersOf(group)
  return join === 'all' ? members.every(judge) : members.some(judge)
}

function compares({ fact, is, value }: Comparison, facts: Facts, shapes: FactShapes): boolean {
  const kind = shapes.get(fact)?.kind ?? 'text'
  const found = comparable(facts[fact], kind)
  const isKnown = found !== undefined
  const wanted = [value].flat().map((one) => comparable(one, kind))
  const isAmong = isKnown && wanted.includes(found)
  switch (is) {
    case 'is_known':
      return isKnown
    case 'is_unknown':
      return !isKnown
    case 'is':
    case 'one_of':
      return isAmong
    case 'is_not':
    case 'none_of':
      return !isAmong
    default:
      return isKnown && wanted[0] !== undefined && isInOrder(is, found, wanted[0])
  }
}

type Comparable = string | number | boolean

function isInOrder(is: Comparison['is'], found: Comparable, wanted: Comparable): boolean {
  switch (is) {
    case 'less_than':
      return found < wanted
    case 'at_most':
      return found <= wanted
    case 'more_than':
      return found > wanted
    case 'at_least':
      return found >= wanted
    case 'begins_with':
      return String(found).startsWith(String(wanted))
    case 'contains':
      return String(found).includes(String(wanted))
    default:
      return false
  }
}

/** A value by which two are told apart or put in order; undefined for what is unknown or of another kind. */
function comparable(value: unknown, kind: FactKind): Comparable | undefined {
  if (value === null || value === undefined) return undefined
  if (kind === 'number') return typeof value === 'number' ? value : undefined
  if (kind === 'boolean') return typeof value === 'boolean' ? value : undefined
  if (kind === 'date' || kind === 'instant') {
    const time = value instanceof Date ? value.getTime() : Date.parse(String(value))
    return Number.isNaN(time) ? undefined : time
  }
  const text = String(value)
  return kind === 'choice' ? text : text.normalize('NFC').toLowerCase()
}
