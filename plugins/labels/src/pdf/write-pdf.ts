import type { PdfDefinition } from '@stowage/sdk'
import type {
  BarsMark,
  BoxMark,
  DrawnLabel,
  Mark,
  MatrixMark,
  PathStep,
  TextMark,
} from '../drawing/drawn-label.ts'

const POINTS_PER_MILLIMETRE = 72 / 25.4

/**
 * Labels as a PDF, a page each, at their size: texts as texts, everything else as one path in black. All
 * labels of a document have the same size.
 */
export function pdfOf(labels: readonly DrawnLabel[], title: string): PdfDefinition {
  const { width, height } = labels[0]!
  return {
    pageSize: { width: width * POINTS_PER_MILLIMETRE, height: height * POINTS_PER_MILLIMETRE },
    pageMargins: 0,
    info: { title, author: undefined, subject: undefined, keywords: undefined },
    content: labels.map((label, index) => ({
      stack: pageOf(label),
      ...(index > 0 && { pageBreak: 'before' }),
    })),
  }
}

function pageOf({ resolution, marks }: DrawnLabel): unknown[] {
  const scale = POINTS_PER_MILLIMETRE / resolution
  const texts = marks.filter((mark) => mark.type === 'text').map((mark) => textOf(mark, scale))
  const d = marks.map((mark) => pathOf(mark, scale)).join('')
  // A page with nothing but texts at fixed places would be no page to the layout.
  const paths = d === '' ? [] : [{ type: 'path', d, color: '#000' }]
  return [{ canvas: [{ type: 'rect', x: 0, y: 0, w: 0.01, h: 0.01, color: '#fff' }, ...paths] }, ...texts]
}

function textOf({ x, y, size, bold, text }: TextMark, scale: number): unknown {
  return {
    text,
    bold,
    fontSize: size * scale,
    noWrap: true,
    // What reads as spaces at both ends stays.
    preserveLeadingSpaces: true,
    absolutePosition: { x: x * scale, y: y * scale },
  }
}

function pathOf(mark: Mark, scale: number): string {
  switch (mark.type) {
    case 'bars':
      return barsPath(mark, scale)
    case 'matrix':
      return matrixPath(mark, scale)
    case 'box':
      return boxPath(mark, scale)
    case 'outline':
      return mark.path.map((step) => stepOf(step, scale)).join('')
    case 'text':
      return ''
  }
}

const LETTERS = { move: 'M', line: 'L', quadratic: 'Q', cubic: 'C' } as const

function stepOf(step: PathStep, scale: number): string {
  if (step.to === 'close') return 'Z'
  return LETTERS[step.to] + step.points.map((value) => short(value * scale)).join(' ')
}

function barsPath({ x, y, height, module, widths }: BarsMark, scale: number): string {
  let at = x
  let path = ''
  for (const [index, modules] of widths.entries()) {
    const wide = modules * module
    if (index % 2 === 0) path += rectangle(at * scale, y * scale, wide * scale, height * scale)
    at += wide
  }
  return path
}

/** Cells side by side are one rectangle. */
function matrixPath({ x, y, module, columns, rows, cells }: MatrixMark, scale: number): string {
  let path = ''
  for (let row = 0; row < rows; row += 1) {
    const line = cells.slice(row * columns, (row + 1) * columns).join('')
    for (const { 0: run, index } of line.matchAll(/1+/g)) {
      const left = (x + index * module) * scale
      path += rectangle(left, (y + row * module) * scale, run.length * module * scale, module * scale)
    }
  }
  return path
}

/** A frame is what lies between two rectangles that go round in opposite directions. */
function boxPath({ x, y, width, height, stroke }: BoxMark, scale: number): string {
  const outer = rectangle(x * scale, y * scale, width * scale, height * scale)
  const [wide, high] = [width - 2 * stroke, height - 2 * stroke]
  if (wide <= 0 || high <= 0) return outer
  const [left, top] = [(x + stroke) * scale, (y + stroke) * scale]
  const [across, down] = [wide * scale, high * scale]
  return `${outer}M${short(left)} ${short(top)}v${short(down)}h${short(across)}v${short(-down)}Z`
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}
