import { fillIn, hasAll, type Values } from '../design/fill-in.ts'

/** One element of GS1's: an Application Identifier with its value. */
export interface Gs1Element {
  readonly ai: string
  readonly value: string
}

/** FNC1 between elements, as scanners send it. */
export const GS = '\u001d'

/** AIs whose length the General Specifications fix (table 5.10.1-2): nothing ends them. */
const FIXED = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/

/**
 * The elements of a content such as `(01){gtin}(10){lot}`, by what a thing has. An element of which the thing
 * has nothing is left out; without the first, the key, there is none at all.
 */
export function elementsOf(content: string, values: Values): readonly Gs1Element[] {
  const parts = [...content.matchAll(/\((\d{2,4})\)([^(]*)/g)].map(([, ai, text]) => ({
    ai: ai!,
    text: text!.trim(),
  }))
  if (parts[0] === undefined || !hasAll(parts[0].text, values)) return []
  return parts
    .filter(({ text }) => hasAll(text, values))
    .map(({ ai, text }) => ({ ai, value: fillIn(text, values, shortDate) }))
}

/** GS1 writes the thirty-first of December 2027 as 271231. */
function shortDate(value: string): string {
  const day = /^\d{2}(\d{2})-(\d{2})-(\d{2})$/.exec(value)
  return day === null ? value : day.slice(1).join('')
}

/**
 * The element string with FNC1 where the standard needs it: behind what has no fixed length, but the last.
 */
export function elementString(elements: readonly Gs1Element[]): string {
  return elements
    .map(({ ai, value }, index) => {
      const needsEnd = index < elements.length - 1 && !FIXED.test(ai)
      return `${ai}${value}${needsEnd ? GS : ''}`
    })
    .join('')
}

/** As people read it: `(01) 09501101530003 (10) AB-123`. */
export function inWords(elements: readonly Gs1Element[]): string {
  return elements.map(({ ai, value }) => `(${ai}) ${value}`).join(' ')
}
