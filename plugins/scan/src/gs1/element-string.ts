import { checkValue } from './check-value.ts'
import { dictionary, digitsOfAi, predefinedLength } from './dictionary.ts'
import type { Content, Element, Problem } from './problem.ts'

/** What FNC1 becomes on its way from a scanner, between elements: the group separator, ASCII 29. */
export const GS = '\u001d'

/** The most elements that one code is read for; none that can be printed has more. */
const MOST_ELEMENTS = 200

/** An element string, with whether a separator ended one of its elements. */
export interface ElementString extends Content {
  readonly hasSeparator: boolean
}

/**
 * Reads a concatenated element string, as a scanner sends it: each AI by its number, its value as long as
 * predefined or up to a separator. What is wrong is told, and reading goes on after the next separator.
 * @param isIdentified an identifier such as `]C1` said already that FNC1 stands first, so that no GS says
 *   it again
 */
export function readElementString(text: string, isIdentified = false): ElementString {
  const elements: Element[] = []
  const problems: Problem[] = []
  let at = text.startsWith(GS) && !isIdentified ? 1 : 0
  const hasSeparator = text.includes(GS)
  if (at === text.length) problems.push(syntax('NO_ELEMENTS'))
  while (at < text.length && elements.length < MOST_ELEMENTS) {
    const end = endOfRun(text, at)
    const digits = digitsOfAi(text, at)
    const ai = text.slice(at, Math.min(at + (digits ?? 2), end))
    if (!/^\d{2,4}$/.test(ai) || (digits !== undefined && ai.length < digits)) {
      problems.push(syntax('NO_AI_FOUND', null, { text: text.slice(at, end) }))
      at = end + 1
      continue
    }
    const from = at + ai.length
    const length = predefinedLength(ai)
    const to = length === undefined ? end : Math.min(from + length, end)
    const element = { ai, value: text.slice(from, to) }
    elements.push(element)
    const problem = digits === undefined ? syntax('UNKNOWN_AI', ai) : checkPiece(element, length)
    if (problem !== undefined) problems.push(problem)
    at = to === end ? end + 1 : to
  }
  return { elements, problems, hasSeparator }
}

/** Where the next separator stands, or the end. */
function endOfRun(text: string, at: number): number {
  const next = text.indexOf(GS, at)
  return next === -1 ? text.length : next
}

/** An AI that GS1 has not assigned yet is kept; all that can be known of it is a predefined length. */
function checkPiece(element: Element, length: number | undefined): Problem | undefined {
  const problem = checkValue(element)
  if (problem !== undefined || length === undefined || element.value.length === length) return problem
  const facts = { length: element.value.length, shortest: length, longest: length }
  return { kind: 'syntax', code: 'TOO_SHORT', ai: element.ai, facts }
}

/** Writes elements one behind the other, with a separator after those alone that need one to end. */
export function writeElementString(elements: readonly Element[]): string {
  let text = ''
  for (const [n, { ai, value }] of elements.entries()) {
    text += ai + value
    if (n < elements.length - 1 && !isPredefined(ai)) text += GS
  }
  return text
}

/** Whether the AI's value ends by its length, so that no separator has to follow. */
export function isPredefined(ai: string): boolean {
  return dictionary.get(ai)?.isPredefined ?? predefinedLength(ai) !== undefined
}

function syntax(code: string, ai: string | null = null, facts: Problem['facts'] = {}): Problem {
  return { kind: 'syntax', code, ai, facts }
}
