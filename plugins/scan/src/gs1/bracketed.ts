import { checkValue } from './check-value.ts'
import { digitsOfAi } from './dictionary.ts'
import { GS } from './element-string.ts'
import type { Content, Element, Problem } from './problem.ts'

/**
 * Reads what is printed below a code for people: `(01)09501101530003(10)AB-123`. A bracket that belongs to a
 * value has a backslash before it. `|` parts the two codes of a composite symbol. Where it is printed with
 * blanks, one stands behind each bracket.
 */
export function readBracketed(printed: string): Content {
  const text = WITH_BLANKS.test(printed) ? printed.replaceAll(' ', '') : printed
  const elements: Element[] = []
  const problems: Problem[] = []
  let at = 0
  let isSecond = false
  while (at < text.length) {
    if (!isSecond && text.startsWith('|(', at)) {
      isSecond = true
      at += 1
    }
    const close = text.indexOf(')', at)
    const ai = text.slice(at + 1, close)
    if (text[at] !== '(' || close === -1 || !/^\d{2,4}$/.test(ai)) {
      problems.push(malformed(text.slice(at, close === -1 ? undefined : close + 1)))
      break
    }
    const { value, end } = readValue(text, close + 1, isSecond)
    const element = { ai, value }
    elements.push(element)
    const problem = checkValue(element) ?? checkDigits(element) ?? standsFor(element)
    if (problem !== undefined) problems.push(problem)
    at = end
  }
  return { elements, problems }
}

/** `(01) 09501101530003 (10) AB-123`, as labels have it: no value has blanks, so that none can be lost. */
const WITH_BLANKS = /^(?:\(\d{2,4}\) (?:[^ (\\]|\\[^ ])+ ?)+$/

/** The value up to the next bracket that is not escaped, or to the second code of a composite symbol. */
function readValue(text: string, from: number, isSecond: boolean): { value: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== '(' && (isSecond || !text.startsWith('|(', end))) {
    end += text[end] === '\\' && (text[end + 1] === '(' || text[end + 1] === ')') ? 2 : 1
  }
  return { value: text.slice(from, end).replace(/\\([()])/g, '$1'), end }
}

/**
 * An AI that is not assigned is kept, but for one with more digits or fewer than any that begins so can have.
 */
function checkDigits({ ai }: Element): Problem | undefined {
  const digits = digitsOfAi(ai, 0)
  if (digits === undefined || digits === ai.length) return undefined
  return { kind: 'syntax', code: 'UNKNOWN_AI', ai, facts: {} }
}

/** A separator is never printed: in this form it can only be the sign of a scanner that is set up wrongly. */
function standsFor({ ai, value }: Element): Problem | undefined {
  if (!value.includes('^') && !value.includes(GS)) return undefined
  return { kind: 'syntax', code: 'SEPARATOR_IN_BRACKETS', ai, facts: {} }
}

function malformed(text: string): Problem {
  return { kind: 'syntax', code: 'MALFORMED_AI', ai: null, facts: { text } }
}
