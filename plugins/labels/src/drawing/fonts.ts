import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import type { PathStep } from './drawn-label.ts'

const require = createRequire(import.meta.url)

/** The files of one weight, in the order in which they are asked for a letter. */
type Family = readonly Font[]

/**
 * Roboto is what PDFs are set in, so lines are measured by the same file; it has Latin, Greek and
 * Cyrillic. Noto has Arabic.
 */
const FILES = {
  regular: [
    'pdfmake/fonts/Roboto/Roboto-Regular.ttf',
    '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff',
  ],
  bold: [
    'pdfmake/fonts/Roboto/Roboto-Medium.ttf',
    '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff',
  ],
} as const

const families = new Map<boolean, Family>()

/** Read when the first label is drawn, and kept. */
function familyOf(bold: boolean): Family {
  const known = families.get(bold)
  if (known !== undefined) return known
  const family = FILES[bold ? 'bold' : 'regular'].map(
    (file) => create(readFileSync(require.resolve(file))) as Font,
  )
  families.set(bold, family)
  return family
}

/** From the top of a line to the feet of its letters, in sizes: Roboto's. */
export const ASCENT = 0.927

/** A piece of a line that one font sets in one direction. */
interface Piece {
  readonly font: Font
  text: string
}

function piecesOf(text: string, bold: boolean): Piece[] {
  const family = familyOf(bold)
  const pieces: Piece[] = []
  for (const letter of text) {
    const last = pieces.at(-1)
    const code = letter.codePointAt(0)!
    const own = family.find((font) => font.hasGlyphForCodePoint(code))
    // A space belongs to whatever stands before it, and a letter that nobody has is shown as an empty frame.
    const font = letter === ' ' ? (last?.font ?? family[0]!) : (own ?? family[0]!)
    if (last?.font === font) last.text += letter
    else pieces.push({ font, text: letter })
  }
  return pieces
}

/** Whether there is a letter that no font of ours has. */
export function hasStrangeLetters(text: string): boolean {
  const family = familyOf(false)
  return [...text].some((letter) => !family.some((font) => font.hasGlyphForCodePoint(letter.codePointAt(0)!)))
}

/** How wide a text is at size 1. */
export function widthOf(text: string, bold: boolean): number {
  return piecesOf(text, bold).reduce(
    (sum, { font, text: part }) => sum + font.layout(part).advanceWidth / font.unitsPerEm,
    0,
  )
}

/** A run of a line, from left to right: pieces of right-to-left scripts are told. */
export interface Run {
  readonly text: string
  readonly isRightToLeft: boolean
}

/** The outline of a line of runs whose feet stand at the point, in dots. */
export function outlineOf(
  runs: readonly Run[],
  { x, baseline, size, bold }: { x: number; baseline: number; size: number; bold: boolean },
): PathStep[] {
  const steps: PathStep[] = []
  let at = x
  for (const { text, isRightToLeft } of runs) {
    const pieces = piecesOf(text, bold)
    for (const { font, text: part } of isRightToLeft ? pieces.reverse() : pieces) {
      const scale = size / font.unitsPerEm
      const { glyphs, positions } = font.layout(
        part,
        undefined,
        undefined,
        undefined,
        isRightToLeft ? 'rtl' : 'ltr',
      )
      for (const [index, glyph] of glyphs.entries()) {
        const { xOffset, yOffset, xAdvance } = positions[index]!
        const move = { x: at + xOffset * scale, y: baseline - yOffset * scale, scale }
        steps.push(...glyph.path.commands.map((command) => stepOf(command, move)))
        at += xAdvance * scale
      }
    }
  }
  return steps
}

const NAMES = {
  moveTo: 'move',
  lineTo: 'line',
  quadraticCurveTo: 'quadratic',
  bezierCurveTo: 'cubic',
  closePath: 'close',
} as const

function stepOf(
  { command, args }: { command: string; args: readonly number[] },
  { x, y, scale }: { x: number; y: number; scale: number },
): PathStep {
  const points = args.map((value, index) => (index % 2 === 0 ? x + value * scale : y - value * scale))
  return { to: NAMES[command as keyof typeof NAMES], points } as PathStep
}
