import type { TextElement } from '../design/design.schemas.ts'
import type { Mark } from './drawn-label.ts'
import { fitText, LINE_HEIGHT } from './fit-text.ts'
import { ASCENT, hasStrangeLetters, outlineOf, widthOf } from './fonts.ts'
import { isRightToLeft, visualRuns } from './visual-order.ts'

/** Letters of the font that is in every printer; all others are drawn by us. */
const PRINTERS_OWN = /^[\u0020-\u007e\u00a0-\u017f–—‘’“”…€]*$/

/** The lines of a text, and what is to be said of them. */
export interface DrawnText {
  readonly marks: readonly Mark[]
  readonly isCut: boolean
  readonly isStrange: boolean
}

type Frame = Pick<TextElement, 'x' | 'y' | 'width' | 'height' | 'size' | 'bold' | 'align'>

/** Puts a text into its frame, which is in dots. */
export function drawText(text: string, frame: Frame): DrawnText {
  const bold = frame.bold ?? false
  const { lines, size, isCut } = fitText(text, frame, (part) => widthOf(part, bold))
  const direction = isRightToLeft(text) ? 'rtl' : 'ltr'
  const marks = lines.map((line, index): Mark => {
    const y = frame.y + index * size * LINE_HEIGHT
    const x = startOf(frame, widthOf(line, bold) * size, direction)
    if (PRINTERS_OWN.test(line)) return { type: 'text', x, y, size, bold, text: line }
    const baseline = y + ASCENT * size
    return { type: 'outline', path: outlineOf(visualRuns(line, direction), { x, baseline, size, bold }) }
  })
  return { marks, isCut, isStrange: hasStrangeLetters(lines.join('')) }
}

/** Where a line begins on the left; what reads from the right starts at the right. */
function startOf({ x, width, align = 'start' }: Frame, wide: number, direction: 'ltr' | 'rtl'): number {
  const room = Math.max(0, width - wide)
  if (align === 'centre') return x + room / 2
  return (align === 'start') === (direction === 'ltr') ? x : x + room
}
