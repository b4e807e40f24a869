import { checkValue } from './check-value.ts'
import { dictionary } from './dictionary.ts'
import { type Content, type Element, fault, type Problem } from './problem.ts'

const SCHEME = /^(?:https?|HTTPS?):\/\//
const ADDRESS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/
const DOMAIN = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/

/** Whether a text is the address of something on the web, which may be a GS1 Digital Link. */
export function isAddress(text: string): boolean {
  return SCHEME.test(text)
}

/**
 * Reads an uncompressed GS1 Digital Link URI of any domain: the primary key that stands furthest to the right
 * with its qualifiers in order, then the attributes of the query; other parameters and the fragment say
 * nothing.
 */
export function readDigitalLink(uri: string): Content {
  if (!ADDRESS.test(uri)) return fault('DL_ILLEGAL_CHARACTER')
  const [address = ''] = uri.replace(SCHEME, '').split('#', 1)
  const mark = address.indexOf('?')
  const [place, query] = mark === -1 ? [address, ''] : [address.slice(0, mark), address.slice(mark + 1)]
  const slash = place.indexOf('/')
  if (slash === -1 || !DOMAIN.test(place.slice(0, slash))) return fault('DL_NO_DOMAIN')
  const path = readPath(place.slice(slash + 1))
  if (path === undefined) return fault('DL_NO_PRIMARY_KEY')
  const attributes = readQuery(query)
  const elements = [...path.elements, ...attributes.elements]
  return {
    elements,
    problems: [
      ...path.problems,
      ...attributes.problems,
      ...checkQualifiers(path.elements),
      ...checkAttributes(path.elements, attributes.elements),
      ...checkTwice(elements),
      ...elements.flatMap((element) => checkValue(element) ?? []),
    ],
  }
}

/** Pairs of AI and value, from the rightmost one whose AI is a primary key. */
function readPath(path: string): Content | undefined {
  const parts = path.split('/')
  for (let at = parts.length - 2; at >= 0; at -= 2) {
    if (dictionary.get(parts[at]!)?.qualifiers === undefined) continue
    const elements: Element[] = []
    const problems: Problem[] = []
    for (let pair = at; pair < parts.length; pair += 2) {
      keep(elements, problems, parts[pair]!, decode(parts[pair + 1]!, false))
    }
    return { elements, problems }
  }
  return undefined
}

function readQuery(query: string): Content {
  const elements: Element[] = []
  const problems: Problem[] = []
  for (const parameter of query.split('&')) {
    const equals = parameter.indexOf('=')
    const name = parameter.slice(0, equals)
    if (equals === -1 || !/^\d+$/.test(name)) continue
    keep(elements, problems, name, decode(parameter.slice(equals + 1), true))
  }
  return { elements, problems }
}

function keep(elements: Element[], problems: Problem[], ai: string, value: string | undefined): void {
  if (value === undefined) problems.push(syntax('DL_ILLEGAL_CHARACTER', ai))
  else if (!/^\d{2,4}$/.test(ai)) problems.push(syntax('MALFORMED_AI', null, { text: ai }))
  else elements.push({ ai, value })
}

/** @returns undefined for what cannot be decoded, or hides an end of text */
function decode(text: string, isQuery: boolean): string | undefined {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    const decoded = decodeURIComponent(isQuery ? text.replaceAll('+', ' ') : text)
    return decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}

/** The path has the key and some of one alternative of its qualifiers, in their order. */
function checkQualifiers([key, ...given]: readonly Element[]): Problem[] {
  if (key === undefined || given.length === 0) return []
  const sequences = dictionary.get(key.ai)?.qualifiers ?? []
  const isOrdered = sequences.some((sequence) => {
    const places = given.map(({ ai }) => sequence.indexOf(ai))
    return places.every((place, n) => place > (places[n - 1] ?? -1))
  })
  if (isOrdered) return []
  return [syntax('DL_INVALID_PATH', key.ai, { path: given.map(({ ai }) => `(${ai})`).join(' ') })]
}

/** What may stand in the query: attributes, but for what belongs into the path behind this key. */
function checkAttributes(path: readonly Element[], attributes: readonly Element[]): Problem[] {
  return attributes.flatMap(({ ai }) => {
    const entry = dictionary.get(ai)
    if (entry === undefined) return [syntax('UNKNOWN_AI_NOT_DL_ATTRIBUTE', ai)]
    if (entry.isAttribute && !belongsInPath(path, ai)) return []
    return [syntax('INVALID_DL_ATTRIBUTE', ai)]
  })
}

function belongsInPath([key, ...given]: readonly Element[], ai: string): boolean {
  const sequences = dictionary.get(key?.ai ?? '')?.qualifiers ?? []
  return sequences.some(
    (sequence) => sequence.includes(ai) && given.every((qualifier) => sequence.includes(qualifier.ai)),
  )
}

function checkTwice(elements: readonly Element[]): Problem[] {
  return elements
    .filter(({ ai }, n) => elements.findIndex((other) => other.ai === ai) < n)
    .map(({ ai }) => syntax('DL_REPEATED_AI', ai))
}

function syntax(code: string, ai: string | null, facts: Problem['facts'] = {}): Problem {
  return { kind: 'syntax', code, ai, facts }
}
