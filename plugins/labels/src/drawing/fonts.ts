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

/** Which font of a family has a letter; undefined where none does. Asked for every letter of every label. */
function fontFor(letter: string, bold: boolean): Font | undefined {
  const known = bold ? boldFonts : regularFonts
  if (!known.has(letter)) {
    const code = letter.codePointAt(0)!
    known.set(
      letter,
      familyOf(bold).find((font) => font.hasGlyphForCodePoint(code)),
    )
  }
  return known.get(letter)
}

const regularFonts = new Map<string, Font | undefined>()
const boldFonts = new Map<string, Font | undefined>()

/** A piece of a line that one font sets in one direction. */
interface Piece {
  readonly font: Font
  text: string
}

function piecesOf(text: string, bold: boolean): Piece[] {
  const first = familyOf(bold)[0]!
  const pieces: Piece[] = []
  for (const letter of text) {
    const last = pieces.at(-1)
    // A space belongs to whatever stands before it, and a letter that nobody has is shown as an empty frame.
    const font = letter === ' ' ? (last?.font ?? first) : (fontFor(letter, bold) ?? first)
    if (last?.font === font) last.text += letter
    else pieces.push({ font, text: letter })
  }
  return pieces
}

/** Whether there is a letter that no font of ours has. */
export function hasStrangeLetters(text: string): boolean {
  return [...text].some((letter) => fontFor(letter, false) === undefined)
}

/** More words than stand on a day's labels; then they are measured anew. */
const MOST_WORDS = 20_000
const wordWidths = new Map<string, number>()

/**
 * How wide a text is at size 1: the sum of its words, each of which is measured once. Letters that stand
 * side by side are as wide as each is; joined ones have to be set.
 */
export function widthOf(text: string, bold: boolean): number {
  return text
    .split(' ')
    .reduce((sum, word, n) => sum + (n > 0 ? widthOfWord(' ', bold) : 0) + widthOfWord(word, bold), 0)
}

function widthOfWord(word: string, bold: boolean): number {
  const key = `${bold ? 'b' : 'r'}${word}`
  const known = wordWidths.get(key)
  if (known !== undefined) return known
  const [first] = familyOf(bold)
  const letters = [...word]
  const isPlain = letters.length > 1 && letters.every((letter) => fontFor(letter, bold) === first)
  const width = isPlain
    ? letters.reduce((sum, letter) => sum + widthOfWord(letter, bold), 0)
    : piecesOf(word, bold).reduce(
        (sum, { font, text }) => sum + font.layout(text).advanceWidth / font.unitsPerEm,
        0,
      )
  if (wordWidths.size >= MOST_WORDS) wordWidths.clear()
  wordWidths.set(key, width)
  return width
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
