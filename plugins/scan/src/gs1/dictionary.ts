import { TABLE } from './application-identifiers.ts'

/** One part of a value: which characters, how many, and the checks that it has to pass. */
export interface Component {
  readonly characters: 'N' | 'X' | 'Y' | 'Z'
  readonly shortest: number
  readonly longest: number
  readonly isOptional: boolean
  readonly linters: readonly string[]
}

/** What GS1 says of one Application Identifier. */
export interface ApplicationIdentifier {
  readonly ai: string
  readonly title: string
  /** Its length is predefined: no separator has to end it. */
  readonly isPredefined: boolean
  /** It may stand in the query of a Digital Link. */
  readonly isAttribute: boolean
  readonly components: readonly Component[]
  readonly shortest: number
  readonly longest: number
  /** Alternatives of what has to stand beside it; none where nothing has to. */
  readonly requires: readonly (readonly string[])[]
  /** What must not stand beside it; `n` is any digit. */
  readonly excludes: readonly string[]
  /** For a primary key of Digital Links: the alternatives of its qualifiers, in order. */
  readonly qualifiers: readonly (readonly string[])[] | undefined
}

/** All of them by number. */
export const dictionary: ReadonlyMap<string, ApplicationIdentifier> = new Map(
  TABLE.trim()
    .split('\n')
    .flatMap(readRow)
    .map((entry) => [entry.ai, entry]),
)

/** How many digits an AI has, by its first two; where none is told, GS1 has assigned no such AIs. */
const DIGITS = new Map([
  ...numbers('00 01 02 03 04 10 11 12 13 14 15 16 17 18 19 20 21 22 30 37 90 91 92 93 94 95 96 97 98 99').map(
    (prefix) => [prefix, 2] as const,
  ),
  ...numbers('23 24 25 40 41 42 71').map((prefix) => [prefix, 3] as const),
  ...numbers('31 32 33 34 35 36 39 43 70 72 80 81 82').map((prefix) => [prefix, 4] as const),
])

/** How many characters follow those two where the length is predefined, also of AIs not assigned yet. */
const PREDEFINED = new Map([
  ...numbers('00').map((prefix) => [prefix, 18] as const),
  ...numbers('01 02 03').map((prefix) => [prefix, 14] as const),
  ...numbers('04').map((prefix) => [prefix, 16] as const),
  ...numbers('11 12 13 14 15 16 17 18 19').map((prefix) => [prefix, 6] as const),
  ...numbers('20').map((prefix) => [prefix, 2] as const),
  ...numbers('31 32 33 34 35 36').map((prefix) => [prefix, 8] as const),
  ...numbers('41').map((prefix) => [prefix, 14] as const),
])

/** How many digits the AI has that begins here; undefined where no AI begins with these two characters. */
export function digitsOfAi(text: string, at: number): number | undefined {
  return DIGITS.get(text.slice(at, at + 2))
}

/** How long the value of this AI is by its number alone; undefined where a separator has to end it. */
export function predefinedLength(ai: string): number | undefined {
  const length = PREDEFINED.get(ai.slice(0, 2))
  return length === undefined ? undefined : length - (ai.length - 2)
}

/** Whether this AI is that one, or one of its pattern: `31nn`. */
export function matches(ai: string, pattern: string): boolean {
  if (!pattern.includes('n')) return ai === pattern
  if (ai.length !== pattern.length) return false
  const stem = pattern.slice(0, pattern.indexOf('n'))
  return ai.startsWith(stem)
}

function readRow(row: string): ApplicationIdentifier[] {
  const [range = '', flags = '', parts = '', requires = '', excludes = '', key = '', title = ''] =
    row.split('; ')
  const components = parts.split(' ').flatMap(readComponent)
  const entry = {
    title,
    isPredefined: flags.includes('*'),
    isAttribute: flags.includes('?'),
    components,
    shortest: sum(components.map(({ shortest, isOptional }) => (isOptional ? 0 : shortest))),
    longest: sum(components.map(({ longest }) => longest)),
    requires: listed(requires).map((group) => group.split('+')),
    excludes: listed(excludes),
    qualifiers: key === '' ? undefined : numbers(key).slice(1).map(listed),
  }
  return expand(range).map((ai) => ({ ai, ...entry }))
}

function readComponent(text: string): Component[] {
  const parts = /^(?:(\d)\*)?(\[)?([NXYZ])(\.\.)?(\d+)\]?(?:,(.*))?$/.exec(text)
  if (parts === null) throw new Error(`"${text}" is no part of a value; mend the table`)
  const [, times = '1', bracket, characters, upTo, length, linters = ''] = parts
  const component: Component = {
    characters: characters as Component['characters'],
    shortest: upTo === undefined ? Number(length) : 1,
    longest: Number(length),
    isOptional: bracket !== undefined,
    linters: listed(linters),
  }
  return Array.from({ length: Number(times) }, () => component)
}

/** `3100-3105` are six. */
function expand(range: string): string[] {
  const [first = '', last = first] = range.split('-')
  const count = Number(last) - Number(first) + 1
  return Array.from({ length: count }, (_, n) => String(Number(first) + n).padStart(first.length, '0'))
}

function listed(text: string): string[] {
  return text === '' ? [] : text.split(',')
}

function numbers(text: string): string[] {
  return text.split(' ')
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
