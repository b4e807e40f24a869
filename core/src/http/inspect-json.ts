import { refuse } from '@stowage/sdk'

const MAX_DEPTH = 32
const MAX_DIGITS = 15
const FORBIDDEN_KEYS = ['__proto__', 'constructor']

/** An object or array that is open where the reading stands. */
interface Frame {
  /** The keys so far; null for an array. */
  readonly keys: Set<string> | null
  key: string
  isKeyNext: boolean
  index: number
}

/**
 * Reads a JSON text once, before it is parsed, for what `JSON.parse` takes in silence and a stock record must
 * not: numbers with more digits than a double keeps, numbers out of range, minus zero, the second of two
 * equal keys, `__proto__`, NUL characters, lone surrogates, and nesting without end. The grammar itself is
 * left to
 * `JSON.parse`. Hand-written because no well-kept parser tells of all of these.
 * @throws DomainError `http.invalid_json` with a pointer to the place
 */
export function inspectJson(text: string): void {
  const frames: Frame[] = []
  let top: Frame | undefined
  let nextEscape = text.indexOf('\\')
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (character === 0x22 /* " */) {
      const end = endOfString(text, at)
      if (nextEscape !== -1 && nextEscape < at) nextEscape = text.indexOf('\\', at)
      const hasEscape = nextEscape !== -1 && nextEscape < end
      if (top?.isKeyNext) readKey(top, frames, hasEscape ? unescaped(text, at, end) : text.slice(at + 1, end))
      if (hasEscape) checkCharacters(unescaped(text, at, end), frames)
      at = end
    } else if (character === 0x2d /* - */ || (character >= 0x30 && character <= 0x39)) {
      const end = endOfNumber(text, at)
      checkNumber(text.slice(at, end), frames)
      at = end - 1
    } else if (character === 0x2c /* , */) {
      if (top !== undefined) {
        top.index += 1
        top.isKeyNext = top.keys !== null
      }
    } else if (character === 0x7b /* { */ || character === 0x5b /* [ */) {
      if (frames.length === MAX_DEPTH) throw invalid(`it is nested more than ${MAX_DEPTH} deep`, frames)
      const isObject = character === 0x7b
      top = { keys: isObject ? new Set() : null, key: '', isKeyNext: isObject, index: 0 }
      frames.push(top)
    } else if (character === 0x7d /* } */ || character === 0x5d /* ] */) {
      frames.pop()
      top = frames.at(-1)
    }
  }
}

/**
 * The place of the quote that ends the string; the text's end when there is none, which the parser will say.
 */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes += 1
    if (backslashes % 2 === 0) return end
  }
  return text.length
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && /[0-9.eE+-]/.test(text[end]!)) end += 1
  return end
}

/** A broken escape gives the raw text: the parser will name it. */
function unescaped(text: string, start: number, end: number): string {
  try {
    return JSON.parse(text.slice(start, end + 1)) as string
  } catch {
    return text.slice(start + 1, end)
  }
}

function readKey(top: Frame, frames: readonly Frame[], key: string): void {
  const isTwin = top.keys!.has(key)
  top.keys!.add(key)
  top.key = key
  top.isKeyNext = false
  if (isTwin) throw invalid(`"${key}" stands there twice`, frames)
  if (FORBIDDEN_KEYS.includes(key)) throw invalid(`"${key}" is no name for a member`, frames)
}

function checkCharacters(value: string, frames: readonly Frame[]): void {
  if (value.includes('\0')) throw invalid('a NUL character cannot be stored', frames)
  if (!value.isWellFormed()) throw invalid('half a surrogate pair is no character', frames)
}

function checkNumber(token: string, frames: readonly Frame[]): void {
  if (token.length <= MAX_DIGITS && !/[-eE]/.test(token)) return
  const value = Number(token)
  if (Object.is(value, -0)) throw invalid('minus zero is no quantity; write 0', frames)
  const [mantissa = ''] = token.split(/[eE]/)
  const digits = mantissa.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '')
  if (!Number.isFinite(value) || (value === 0 && digits !== '')) {
    throw invalid(`the number ${shortened(token)} is out of range`, frames)
  }
  if (digits.length > MAX_DIGITS) {
    const problem = `the number ${shortened(token)} has more than ${MAX_DIGITS} significant digits`
    throw invalid(`${problem}, and would be rounded`, frames)
  }
}

function shortened(token: string): string {
  return token.length <= 40 ? token : `${token.slice(0, 40)}…`
}

function invalid(problem: string, frames: readonly Frame[]): Error {
  const steps = frames.map(({ keys, key, index }) => (keys === null ? String(index) : key))
  const pointer = steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  const where = pointer === '' ? '' : ` (at ${pointer})`
  return refuse('http.invalid_json', { problem: `${problem}${where}` }, pointer)
}
