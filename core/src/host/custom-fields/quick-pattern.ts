/** So many steps of a pattern take about a tenth of a second. */
const STEPS_MAX = 1e8
/** Each doubles the ways in which a text may fit. */
const OPTIONAL_MAX = 12
/** From so many on, a bounded repetition costs like one that is not. */
const MANY = 10

/** What stands between brackets, as far as it was read. */
interface Group {
  /** It may fit the same text in several ways. */
  isAmbiguous: boolean
}

/**
 * Whether a pattern is soon through with any text of this length, also one that was written to hold it up.
 * V8 tries all ways in which repetitions may share a text: each repetition beside another costs as many times
 * more as the text is long, and one within another, or with a choice in it, doubles with each character.
 * safe-regex2 looks for the first of these alone.
 */
export function isQuickPattern(pattern: string, longest: number): boolean {
  const groups: Group[] = [{ isAmbiguous: false }]
  let repetitions = 0
  let optionals = 0
  let closed: Group | undefined
  for (const token of pattern.match(TOKEN) ?? []) {
    const group = groups.at(-1)!
    if (/^\\([1-9]|k<)/.test(token)) return false
    if (token.startsWith('(')) groups.push({ isAmbiguous: false })
    else if (token === '|') group.isAmbiguous = true
    const most = mostTimes(token)
    if (most === 1) optionals += 1
    if (most > 1 && closed?.isAmbiguous === true) return false
    if (most > MANY) repetitions += 1
    if (most > 0) group.isAmbiguous = true
    const isEnd = token === ')' && groups.length > 1
    closed = isEnd ? groups.pop() : undefined
    if (isEnd && closed!.isAmbiguous) groups.at(-1)!.isAmbiguous = true
  }
  return optionals <= OPTIONAL_MAX && waysToShare(longest, repetitions) <= STEPS_MAX
}

const ESCAPE = String.raw`\\(?:k<[^>]*>|[pP]\{[^}]*\}|u\{[^}]*\}|.)`
const SET = String.raw`\[(?:\\.|[^\]\\])*\]`
const GROUP = String.raw`\((?:\?(?::|=|!|<=|<!|<[^>]*>))?`
const REPETITION = String.raw`(?:[*+?]|\{\d+(?:,\d*)?\})\??`
/** One of those, or one character. */
const TOKEN = new RegExp([ESCAPE, SET, GROUP, REPETITION, '.'].join('|'), 'gsu')

/** How often what stands before it may come; 0 for what is no repetition. */
function mostTimes(token: string): number {
  if (/^[*+]/.test(token)) return Number.POSITIVE_INFINITY
  if (token.startsWith('?')) return 1
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(token) ?? []
  if (least === undefined) return 0
  if (comma === '') return Number(least)
  return most === '' ? Number.POSITIVE_INFINITY : Number(most)
}

/** In how many ways repetitions may share a text, times its length. */
function waysToShare(longest: number, repetitions: number): number {
  let ways = longest
  for (let n = 1; n < repetitions; n += 1) ways *= longest / n
  return ways
}
