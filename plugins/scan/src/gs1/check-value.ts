import { type ApplicationIdentifier, type Component, dictionary } from './dictionary.ts'
import { checkDigitOf } from './linters/check-digits.ts'
import { linters } from './linters/index.ts'
import type { Element, Problem } from './problem.ts'

const CHARACTER_LINTER = { N: 'csetnumeric', X: 'cset82', Y: 'cset39', Z: 'cset64' } as const

/** The first thing that is wrong with a value; nothing is known to be wrong with that of an unknown AI. */
export function checkValue({ ai, value }: Element): Problem | undefined {
  const entry = dictionary.get(ai)
  if (value === '') return { kind: 'syntax', code: 'EMPTY_VALUE', ai, facts: {} }
  return entry === undefined ? undefined : (checkLength(entry, value) ?? checkComponents(entry, value))
}

function checkLength({ ai, shortest, longest }: ApplicationIdentifier, value: string): Problem | undefined {
  const { length } = value
  if (length >= shortest && length <= longest) return undefined
  const facts = { length, shortest, longest }
  return { kind: 'syntax', code: length < shortest ? 'TOO_SHORT' : 'TOO_LONG', ai, facts }
}

/** Each part takes what is its own from the front; parts that may be left out are, once nothing remains. */
function checkComponents({ ai, components }: ApplicationIdentifier, value: string): Problem | undefined {
  let at = 0
  for (const component of components) {
    if (component.isOptional && at === value.length) break
    const part = value.slice(at, at + component.longest)
    if (part.length < component.shortest) {
      return { kind: 'syntax', code: 'INCORRECT_LENGTH', ai, facts: { length: value.length } }
    }
    const code = checkPart(component, part)
    if (code !== undefined) return { kind: 'value', code, ai, facts: factsOf(code, value, part) }
    at += part.length
  }
  return undefined
}

function checkPart({ characters, linters: names }: Component, part: string): string | undefined {
  const code = linters[CHARACTER_LINTER[characters]]!(part)
  if (code !== undefined) return code
  for (const name of names) {
    const wrong = linters[name]!(part)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

/** What the sentence needs to know; the rest is made of the value. */
function factsOf(code: string, value: string, part: string): Problem['facts'] {
  if (code !== 'INCORRECT_CHECK_DIGIT') return { value, part }
  return { value, part, is: part.slice(-1), due: checkDigitOf(part.slice(0, -1)) }
}
