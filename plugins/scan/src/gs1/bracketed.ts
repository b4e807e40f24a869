import { checkValue } from './check-value.ts'
import { GS } from './element-string.ts'
import type { Content, Element, Problem } from './problem.ts'

/**
 * Reads what is printed below a code for people: `(01)09501101530003(10)AB-123`. A bracket that belongs to a
 * value has a backslash before it. `|` parts the two codes of a composite symbol.
 */
export function readBracketed(text: string): Content {
  const elements: Element[] = []
  const problems: Problem[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === '|' && text[at + 1] === '(') at += 1
    const close = text.indexOf(')', at)
    const ai = text.slice(at + 1, close)
    if (text[at] !== '(' || close === -1 || !/^\d{2,4}$/.test(ai)) {
      problems.push(malformed(text.slice(at, close === -1 ? undefined : close + 1)))
      break
    }
    const { value, end } = readValue(text, close + 1)
    const element = { ai, value }
    elements.push(element)
    const problem = checkValue(element) ?? standsFor(element)
    if (problem !== undefined) problems.push(problem)
    at = end
  }
  return { elements, problems }
}

/** The value up to the next bracket that is not escaped. */
function readValue(text: string, from: number): { value: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== '(' && !text.startsWith('|(', end)) {
    end += text[end] === '\\' && (text[end + 1] === '(' || text[end + 1] === ')') ? 2 : 1
  }
  return { value: text.slice(from, end).replace(/\\([()])/g, '$1'), end }
}

/** A separator is never printed: in this form it can only be the sign of a scanner that is set up wrongly. */
function standsFor({ ai, value }: Element): Problem | undefined {
  if (!value.includes('^') && !value.includes(GS)) return undefined
  return { kind: 'syntax', code: 'SEPARATOR_IN_BRACKETS', ai, facts: {} }
}

function malformed(text: string): Problem {
  return { kind: 'syntax', code: 'MALFORMED_AI', ai: null, facts: { text } }
}
