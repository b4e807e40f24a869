import { checkAssociations } from './associations.ts'
import { readBracketed } from './bracketed.ts'
import { isAddress, readDigitalLink } from './digital-link.ts'
import { type ElementString, GS, readElementString } from './element-string.ts'
import { isPlainKey, readGtin, readPlainKey } from './plain-key.ts'
import { type Content, type Element, fault, type Problem } from './problem.ts'
import { separatorSign } from './separator-sign.ts'
import { otherReadings } from './swallowed-separator.ts'
import { type SymbologyData, symbologyOf } from './symbology.ts'

/** Longer than anything that can be printed and read. */
export const LONGEST_SCAN = 8000

/** What is known of a scanner from its test on the set-up page. */
export interface ScannerFacts {
  /** It sends the separator, so that none can have been swallowed. */
  readonly sendsSeparator?: boolean
  /** What it writes for the separator: `^`. */
  readonly separatorSign?: string
}

/** A scan, read. */
export interface Scan extends Content {
  readonly input: string
  /** The scanner's symbology identifier, such as `]C1`. */
  readonly symbology: string | null
  /** What there is where nothing of GS1 is: the code itself, which may be one of our own. */
  readonly text: string | null
  /** How else it may be read, where a separator may have been swallowed. */
  readonly otherReadings: readonly (readonly Element[])[]
}

/**
 * The one parser for what scanners send: GTINs and SSCCs alone, element strings with FNC1 as GS, symbology
 * identifiers, the bracketed form, and Digital Link URIs. What is none of these is kept as text.
 */
export function readScan(input: string, scanner: ScannerFacts = {}): Scan {
  const text = scanner.separatorSign ? input.replaceAll(scanner.separatorSign, GS) : input
  if (text.length > LONGEST_SCAN) return scan(input, null, fault('SCAN_TOO_LONG', { most: LONGEST_SCAN }))
  if (text === '') return scan(input, null, fault('EMPTY_SCAN'))
  if (!text.startsWith(']')) return readUnidentified(input, text, scanner)
  const identifier = text.slice(0, 3)
  const symbology = symbologyOf(identifier)
  if (symbology === undefined) return scan(input, null, fault('UNKNOWN_SYMBOLOGY', { identifier }), text)
  const data = text.slice(3)
  if (symbology.data === 'elements') return readElements({ input, identifier, data, scanner })
  return { ...scan(input, identifier, NOTHING), ...readIdentified(symbology.data, data) }
}

const NOTHING: Content = { elements: [], problems: [] }

/** What was read, and the text where there is nothing of GS1 in it. */
interface Read extends Content {
  readonly text: string | null
}

/** What stands behind an identifier that names a code other than GS1's with element strings. */
function readIdentified(kind: SymbologyData, data: string): Read {
  const [linear = '', composite] = data.split('|]e0')
  const key = readKey(kind, linear)
  if (key === undefined) return readText(data)
  if (composite === undefined) return { ...key, text: linear }
  const more = readElementString(composite)
  const elements = [...key.elements, ...more.elements]
  return { ...together({ elements, problems: [...key.problems, ...more.problems] }), text: null }
}

/** The GTIN that these kinds of barcode hold; other ones, and ITF of another length, hold any text. */
function readKey(kind: SymbologyData, linear: string): Content | undefined {
  if (kind === 'ean-13') return readGtin(linear, 13)
  if (kind === 'ean-8') return readGtin(linear, 8)
  if (kind === 'add-on' && /^\d{15}(\d{3})?$/.test(linear)) return readGtin(linear.slice(0, 13), 13)
  if (kind === 'itf' && /^\d{14}$/.test(linear)) return readPlainKey(linear)
  return undefined
}

/** Codes that may hold any text: an address is a Digital Link, brackets are read if that is what they are. */
function readText(text: string): Read {
  if (isAddress(text)) return { ...together(readDigitalLink(text)), text: null }
  const bracketed = text.startsWith('(') ? readBracketed(text) : NOTHING
  if (bracketed.elements.length > 0 && bracketed.problems.length === 0) {
    return { ...together(bracketed), text: null }
  }
  return { ...NOTHING, text }
}

/** Scanners that send no identifier leave it to us to see what a text is. */
function readUnidentified(input: string, text: string, scanner: ScannerFacts): Scan {
  if (isAddress(text)) return scan(input, null, together(readDigitalLink(text)))
  if (text.startsWith('(')) return scan(input, null, together(readBracketed(text)))
  if (isPlainKey(text)) return scan(input, null, readPlainKey(text), text)
  const [linear = '', composite] = text.split('|]e0')
  if (composite !== undefined && isPlainKey(linear)) {
    const kind = linear.length === 8 ? 'ean-8' : 'ean-13'
    return { ...scan(input, null, NOTHING), ...readIdentified(kind, text) }
  }
  if (text.includes(GS) || isElementString(text)) {
    return readElements({ input, identifier: null, data: text, scanner })
  }
  return scan(input, null, fault('NOT_GS1'), text)
}

/** The AIs of keys that a check digit guards, so that a text of ours is hardly ever taken for one. */
const GUARDED = new Set(['00', '01', '02', '8006'])

function isElementString(text: string): boolean {
  if (!/^\d{4}/.test(text)) return false
  const { elements, problems } = readElementString(text)
  const isWrong = (ai: string) => problems.some((problem) => problem.ai === ai)
  const keys = elements.filter(({ ai }) => GUARDED.has(ai))
  if (keys.some(({ ai }) => !isWrong(ai))) return true
  return keys.length > 0 && problems.every(({ kind }) => kind === 'value')
}

/** Between the two codes of a composite symbol, where a reader sends both as one. */
const COMPOSITE = `|${GS}`

interface Received {
  readonly input: string
  readonly identifier: string | null
  readonly data: string
  readonly scanner: ScannerFacts
}

function readElements({ input, identifier, data, scanner }: Received): Scan {
  const parts = data
    .split(COMPOSITE)
    .map((part, n) => readElementString(part, n === 0 && identifier !== null))
  const content = together({
    elements: parts.flatMap(({ elements }) => elements),
    problems: parts.flatMap(({ problems }) => problems),
  })
  const sign = separatorSign(data)
  if (sign !== undefined) content.problems.push(syntax('SEPARATOR_WRITTEN_AS', { sign }))
  if (scanner.sendsSeparator || parts.some(hasSeparator)) return scan(input, identifier, content)
  const readings = otherReadings(content.elements)
  if (readings.length > 0) {
    const others = readings.map((reading) => reading.map(inBrackets).join('')).join(' / ')
    content.problems.push({ ...syntax('SEPARATOR_MISSING', { others }), ai: content.elements.at(-1)!.ai })
  }
  return { ...scan(input, identifier, content), otherReadings: readings }
}

function hasSeparator(part: ElementString): boolean {
  return part.hasSeparator
}

/** Adds what is wrong among the elements to what is wrong within them. */
function together({ elements, problems }: Content): Content & { problems: Problem[] } {
  return { elements, problems: [...problems, ...checkAssociations(elements)] }
}

function scan(input: string, symbology: string | null, content: Content, text: string | null = null): Scan {
  return { input, symbology, text, ...content, otherReadings: [] }
}

function syntax(code: string, facts: Problem['facts'] = {}): Problem {
  return { kind: 'syntax', code, ai: null, facts }
}

/** An element as people read it. */
export function inBrackets({ ai, value }: Element): string {
  return `(${ai})${value}`
}

/** What a scanner sent, without the Enter or Tab that ends a scan. */
export function withoutSuffix(received: string): string {
  return received.replace(/[\r\n\t]+$/, '')
}
