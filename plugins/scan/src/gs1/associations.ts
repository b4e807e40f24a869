import { dictionary, matches } from './dictionary.ts'
import type { Element, Problem } from './problem.ts'

/** Keys whose serial number may be left out, with how long they are without it. */
const UNSERIALISED: Readonly<Record<string, number>> = { '253': 13, '255': 13, '8003': 14 }
const DIGITAL_SIGNATURE = '8030'

/** What must stand beside what, and what must not, over all that one scan has. */
export function checkAssociations(elements: readonly Element[]): Problem[] {
  const values = new Map<string, string>()
  const problems: Problem[] = []
  const differing = new Set<string>()
  for (const { ai, value } of elements) {
    const first = values.get(ai)
    if (first === undefined) values.set(ai, value)
    else if (first !== value) differing.add(ai)
  }
  const all = [...values.keys()]
  for (const ai of all) problems.push(...exclusions(ai, all), ...requirements(ai, all))
  for (const ai of differing) problems.push(association('INSTANCES_OF_AI_HAVE_DIFFERENT_VALUES', ai))
  return [...problems, ...signatures(values)]
}

function exclusions(ai: string, all: readonly string[]): Problem[] {
  const excludes = dictionary.get(ai)?.excludes
  if (excludes === undefined || excludes.length === 0) return []
  return all
    .filter((other) => other !== ai && excludes.some((pattern) => matches(other, pattern)))
    .map((other) => association('INVALID_AI_PAIRS', ai, { other }))
}

function requirements(ai: string, all: readonly string[]): Problem[] {
  const requires = dictionary.get(ai)?.requires
  if (requires === undefined || requires.length === 0) return []
  const has = (pattern: string) => all.some((other) => matches(other, pattern))
  if (requires.some((group) => group.every(has))) return []
  const required = requires.map((group) => group.map((pattern) => `(${pattern})`).join('+')).join(', ')
  return [association('REQUIRED_AIS_NOT_SATISFIED', ai, { required })]
}

/** A digital signature signs one piece, so that its key has to have a serial number. */
function signatures(values: ReadonlyMap<string, string>): Problem[] {
  if (!values.has(DIGITAL_SIGNATURE)) return []
  return Object.entries(UNSERIALISED)
    .filter(([ai, length]) => values.get(ai)?.length === length)
    .map(([ai]) => association('SERIAL_NOT_PRESENT', ai))
}

function association(code: string, ai: string, facts: Problem['facts'] = {}): Problem {
  return { kind: 'association', code, ai, facts }
}
