import { dictionary } from './dictionary.ts'
import { isPredefined } from './element-string.ts'
import type { Element } from './problem.ts'

/** The domain of canonical Digital Links. */
const CANONICAL = 'https://id.gs1.org'

/**
 * Writes the canonical GS1 Digital Link URI: the first primary key with its qualifiers as path, the rest as
 * query, those of predefined length first.
 * @returns null where there is no primary key, or something that a Digital Link cannot carry
 */
export function writeDigitalLink(elements: readonly Element[], stem: string = CANONICAL): string | null {
  const values = new Map(elements.map(({ ai, value }) => [ai, value]))
  const key = elements.find(({ ai }) => dictionary.get(ai)?.qualifiers !== undefined)?.ai
  if (key === undefined) return null
  const path = [key, ...qualifiersOf(key, values)]
  const others = [...values.keys()].filter((ai) => !path.includes(ai))
  const sequences = dictionary.get(key)?.qualifiers ?? []
  const isBlocked = others.some((ai) => {
    if (dictionary.get(ai)?.isAttribute !== true) return true
    return sequences.some(
      (sequence) => path.slice(1).every((part) => sequence.includes(part)) && sequence.includes(ai),
    )
  })
  if (isBlocked) return null
  const attributes = [...others.filter(isPredefined), ...others.filter((ai) => !isPredefined(ai))]
  const told = attributes.map((ai) => `${ai}=${encode(values.get(ai)!)}`).join('&')
  const address = path.map((ai) => `/${ai}/${encode(values.get(ai)!)}`).join('')
  return `${stem.replace(/\/$/, '')}${address}${told === '' ? '' : `?${told}`}`
}

/** Those of the alternative that most of what was given belongs to, in its order. */
function qualifiersOf(key: string, values: ReadonlyMap<string, string>): string[] {
  let best: string[] = []
  for (const sequence of dictionary.get(key)?.qualifiers ?? []) {
    const given = sequence.filter((ai) => values.has(ai))
    if (given.length > best.length) best = given
  }
  return best
}

/** All but letters, digits and - . _ ~ is written by its number. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
