import type { CodeElement } from '../design/design.schemas.ts'
import { fillIn, hasAll, type Values } from '../design/fill-in.ts'
import { elementString, elementsOf, inWords } from '../gs1/gs1-content.ts'
import type { ReadBack } from '../gs1/read-back.ts'
import { writeCode128 } from './code-128.ts'
import { drawText } from './draw-text.ts'
import type { Mark, Notice } from './drawn-label.ts'
import { LINE_HEIGHT } from './fit-text.ts'
import { QUIET_MODULES, writeMatrix } from './matrix-code.ts'

/** The narrowest bar or cell that hand scanners read for sure, in millimetres (GS1: 0.25). */
const LEAST_MODULE = 0.25
const MOST_MODULE = 1.02
/** A caption and the white above it, in millimetres. */
const CAPTION = 3.8
const CAPTION_GAP = 0.6
/** The white on each side of a linear code, in modules. */
const QUIET_BARS = 10

/** A barcode's marks, and what is to be said of it. */
export interface DrawnCode {
  readonly marks: readonly Mark[]
  readonly notices: readonly Notice[]
}

/** What is written in a code, and what people read below it. */
interface Content {
  readonly data: string
  readonly words: string
  readonly isGs1: boolean
}

/** Puts a barcode into its frame. The element is in dots, its content as the design says. */
export function drawCode(
  element: CodeElement,
  { values, resolution, readBack }: { values: Values; resolution: number; readBack: ReadBack },
): DrawnCode {
  const { content, notices } = contentOf(element, values, readBack)
  if (content === undefined) return { marks: [], notices }
  const caption = element.caption === true ? CAPTION * resolution : 0
  const frame = { ...element, height: element.height - caption }
  const drawn = element.symbology.endsWith('128')
    ? barsIn(frame, content, resolution)
    : matrixIn(frame, content, resolution)
  if ('code' in drawn) return { marks: [], notices: [...notices, drawn] }
  if (caption === 0) return { marks: [drawn], notices }
  const gap = CAPTION_GAP * resolution
  const room = caption - gap
  const below = { ...element, y: element.y + frame.height + gap, height: room, size: room / LINE_HEIGHT }
  return { marks: [drawn, ...drawText(content.words, { ...below, align: 'centre' }).marks], notices }
}

function contentOf(
  { symbology, content, otherwise }: CodeElement,
  values: Values,
  readBack: ReadBack,
): { content: Content | undefined; notices: readonly Notice[] } {
  const plain = (text: string): Content | undefined => {
    if (!hasAll(text, values)) return undefined
    const data = fillIn(text, values)
    return { data, words: data, isGs1: false }
  }
  const instead = otherwise === undefined ? undefined : plain(otherwise)
  const missing = (code: string, facts: Notice['facts']) => ({
    content: instead,
    notices: [{ code, facts, isMended: instead !== undefined }],
  })
  if (!symbology.startsWith('gs1-')) {
    const said = plain(content)
    return said === undefined
      ? missing('labels.content_missing', { content })
      : { content: said, notices: [] }
  }
  const elements = elementsOf(content, values)
  if (elements.length === 0) return missing('labels.content_missing', { content })
  const problem = readBack(elements)
  if (problem !== undefined) {
    return missing('labels.content_wrong', { data: inWords(elements), fault: problem.code })
  }
  return { content: { data: elementString(elements), words: inWords(elements), isGs1: true }, notices: [] }
}

type Drawn = Mark | Notice

function barsIn(frame: CodeElement, { data, words, isGs1 }: Content, resolution: number): Drawn {
  const code = writeCode128(data, isGs1)
  if (code === undefined) return failed('labels.content_unwritable', { data: words })
  const modules = code.widths.reduce((sum, width) => sum + width, 0) + 2 * QUIET_BARS
  const module = moduleFor(frame.width / modules, resolution)
  if (module === undefined || frame.height < resolution) return tooSmall(words, modules, frame, resolution)
  const x = frame.x + Math.floor((frame.width - modules * module) / 2) + QUIET_BARS * module
  return {
    type: 'bars',
    ...code,
    x: Math.round(x),
    y: Math.round(frame.y),
    height: Math.floor(frame.height),
    module,
  }
}

function matrixIn(frame: CodeElement, { data, words, isGs1 }: Content, resolution: number): Drawn {
  const kind = frame.symbology.endsWith('qr') ? 'qr' : 'datamatrix'
  const code = writeMatrix(kind, data, isGs1)
  if (code === undefined) return failed('labels.content_unwritable', { data: words })
  const modules = Math.max(code.columns, code.rows) + 2 * QUIET_MODULES[kind]
  const module = moduleFor(Math.min(frame.width, frame.height) / modules, resolution)
  if (module === undefined) return tooSmall(words, modules, frame, resolution)
  const x = Math.round(frame.x + (frame.width - code.columns * module) / 2)
  const y = Math.round(frame.y + (frame.height - code.rows * module) / 2)
  return { type: 'matrix', ...code, x, y, module }
}

/** As many whole dots as fit; undefined where a reader could not tell them apart. */
function moduleFor(room: number, resolution: number): number | undefined {
  const module = Math.min(Math.floor(room + 0.001), Math.floor(MOST_MODULE * resolution))
  return module >= LEAST_MODULE * resolution ? module : undefined
}

function tooSmall(data: string, modules: number, frame: CodeElement, resolution: number): Notice {
  const needed = Math.ceil(modules * Math.ceil(LEAST_MODULE * resolution)) / resolution
  return failed('labels.code_too_large', {
    data,
    needed: Math.ceil(needed),
    width: Math.floor(frame.width / resolution),
    height: Math.floor(frame.height / resolution),
  })
}

function failed(code: string, facts: Notice['facts']): Notice {
  return { code, facts, isMended: false }
}
