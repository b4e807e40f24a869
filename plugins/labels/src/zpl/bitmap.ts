import type { BarsMark, MatrixMark, PathStep } from '../drawing/drawn-label.ts'

/** Black and white dots, a byte each, that stand at a place on the label. */
export interface Bitmap {
  readonly x: number
  readonly y: number
  readonly columns: number
  readonly rows: number
  readonly dots: Uint8Array
}

type Point = readonly [number, number]

/** Curves are walked along in so many straight steps: at label sizes none is longer than a dot or two. */
const CURVE_STEPS = 5

/** Fills an outline: a dot is black where its middle lies inside (the winding number is not zero). */
export function fillOutline(path: readonly PathStep[]): Bitmap | undefined {
  const edges = edgesOf(path)
  if (edges.length === 0) return undefined
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [[x, y]] of edges) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const [x, y] = [Math.floor(left), Math.floor(top)]
  const [columns, rows] = [Math.ceil(right) - x, Math.ceil(bottom) - y]
  const dots = new Uint8Array(columns * rows)
  for (const [row, crossings] of crossingsOf(edges, y, rows).entries()) {
    for (const [from, to] of spansOf(crossings)) {
      const first = Math.max(0, Math.ceil(from - x - 0.5))
      const last = Math.min(columns, Math.ceil(to - x - 0.5))
      dots.fill(1, row * columns + first, row * columns + Math.max(first, last))
    }
  }
  return { x, y, columns, rows, dots }
}

/** Draws the cells of a code. */
export function bitmapOfMatrix({ x, y, module, columns, rows, cells }: MatrixMark): Bitmap {
  const wide = columns * module
  const dots = new Uint8Array(wide * rows * module)
  for (let row = 0; row < rows * module; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      dots[row * wide + column] = cells[Math.floor(row / module) * columns + Math.floor(column / module)]!
    }
  }
  return { x, y, columns: wide, rows: rows * module, dots }
}

/** Draws the bars of a linear code. */
export function bitmapOfBars({ x, y, height, module, widths }: BarsMark): Bitmap {
  const row = widths.flatMap((wide, index) => Array<number>(wide * module).fill(index % 2 === 0 ? 1 : 0))
  const dots = new Uint8Array(row.length * height)
  for (let line = 0; line < height; line += 1) dots.set(row, line * row.length)
  return { x, y, columns: row.length, rows: height, dots }
}

/** Where an edge goes through the middle of a row, and which way. */
interface Crossing {
  readonly x: number
  readonly turn: 1 | -1
}

/** Each edge is looked at once, in the rows that it goes through. */
function crossingsOf(edges: readonly Edge[], top: number, rows: number): Crossing[][] {
  const crossings = Array.from({ length: rows }, (): Crossing[] => [])
  for (const [[x1, y1], [x2, y2]] of edges) {
    if (y1 === y2) continue
    const first = Math.max(0, Math.ceil(Math.min(y1, y2) - top - 0.5))
    const end = Math.min(rows, Math.ceil(Math.max(y1, y2) - top - 0.5))
    const slope = (x2 - x1) / (y2 - y1)
    for (let row = first; row < end; row += 1) {
      crossings[row]!.push({ x: x1 + (top + row + 0.5 - y1) * slope, turn: y1 < y2 ? 1 : -1 })
    }
  }
  return crossings
}

/** From where to where a row is inside. */
function spansOf(crossings: Crossing[]): [number, number][] {
  crossings.sort((one, other) => one.x - other.x)
  const spans: [number, number][] = []
  let winding = 0
  for (const [index, { x, turn }] of crossings.entries()) {
    winding += turn
    const next = crossings[index + 1]
    if (winding !== 0 && next !== undefined) spans.push([x, next.x])
  }
  return spans
}

type Edge = readonly [Point, Point]

function edgesOf(path: readonly PathStep[]): Edge[] {
  const edges: Edge[] = []
  let start: Point = [0, 0]
  let at: Point = [0, 0]
  const go = (to: Point) => {
    edges.push([at, to])
    at = to
  }
  for (const step of path) {
    if (step.to === 'close') go(start)
    else if (step.to === 'move') {
      start = step.points
      at = start
    } else if (step.to === 'line') go(step.points)
    else {
      const [x0, y0] = at
      for (let n = 1; n <= CURVE_STEPS; n += 1) {
        const xs = [x0, ...step.points.filter((_, index) => index % 2 === 0)]
        const ys = [y0, ...step.points.filter((_, index) => index % 2 === 1)]
        go([along(xs, n / CURVE_STEPS), along(ys, n / CURVE_STEPS)])
      }
    }
  }
  return edges
}

/** A point on a Bézier curve, by its three or four values on one axis. */
function along([a = 0, b = 0, c = 0, d]: readonly number[], t: number): number {
  const s = 1 - t
  if (d === undefined) return s * s * a + 2 * s * t * b + t * t * c
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
}
