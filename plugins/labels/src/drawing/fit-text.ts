/** How wide a text is at size 1. */
export type Measure = (text: string) => number

/** Lines that fit, and how large. */
export interface FittedText {
  readonly lines: readonly string[]
  readonly size: number
  readonly isCut: boolean
}

/** Smaller than so much of the wanted size nobody reads it from a step away; then it is cut. */
const LEAST_SIZE = 0.6
const STEPS = 5
/** How high a line stands, in sizes. */
export const LINE_HEIGHT = 1.15

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * Fits a text into a frame: on as many lines as there is room for, then smaller, and only then cut, with a
 * sign that it was. Words stay whole where they can, and a letter with its marks always does.
 */
export function fitText(
  text: string,
  frame: { readonly width: number; readonly height: number; readonly size: number },
  measure: Measure,
): FittedText {
  const clean = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  const wanted = Math.min(frame.size, frame.height / LINE_HEIGHT)
  for (let step = 0; step <= STEPS; step += 1) {
    const size = wanted * (1 - ((1 - LEAST_SIZE) * step) / STEPS)
    const lines = wrap(clean, frame.width / size, measure)
    if (lines.length <= roomFor(frame.height, size)) return { lines, size, isCut: false }
  }
  const size = wanted * LEAST_SIZE
  const room = roomFor(frame.height, size)
  const lines = wrap(clean, frame.width / size, measure)
  const last = cut(lines.slice(room - 1).join(' '), frame.width / size, measure)
  return { lines: [...lines.slice(0, room - 1), last], size, isCut: true }
}

function roomFor(height: number, size: number): number {
  return Math.max(1, Math.floor(height / (size * LINE_HEIGHT) + 0.001))
}

function wrap(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (measure(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = breakWord(word, width, measure)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1)!
  }
  if (line !== '') lines.push(line)
  return lines
}

/** A word that is wider than a line goes on in the next one. */
function breakWord(word: string, width: number, measure: Measure): string[] {
  const pieces = ['']
  for (const { segment } of graphemes.segment(word)) {
    const longer = pieces.at(-1)! + segment
    if (pieces.at(-1) === '' || measure(longer) <= width) pieces[pieces.length - 1] = longer
    else pieces.push(segment)
  }
  return pieces
}

function cut(text: string, width: number, measure: Measure): string {
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (measure(`${kept}${segment}…`) > width) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
