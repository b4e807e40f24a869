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
const CURVE_STEPS = 8

/** Fills an outline: a dot is black where its middle lies inside (the winding number is not zero). */
export function fillOutline(path: readonly PathStep[]): Bitmap | undefined {
  const edges = edgesOf(path)
  if (edges.length === 0) return undefined
  const xs = edges.flatMap(([from, to]) => [from[0], to[0]])
  const ys = edges.flatMap(([from, to]) => [from[1], to[1]])
  const x = Math.floor(least(xs))
  const y = Math.floor(least(ys))
  const columns = Math.ceil(-least(xs.map((value) => -value))) - x
  const rows = Math.ceil(-least(ys.map((value) => -value))) - y
  const dots = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row += 1) {
    for (const [from, to] of insideAt(edges, y + row + 0.5)) {
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

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY)
}

/** From where to where a row of dots is inside. */
function insideAt(edges: readonly (readonly [Point, Point])[], y: number): [number, number][] {
  const crossings = edges
    .filter(([from, to]) => from[1] <= y !== to[1] <= y)
    .map(([from, to]) => ({
      x: from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]),
      turn: from[1] < to[1] ? 1 : -1,
    }))
    .sort((one, other) => one.x - other.x)
  const spans: [number, number][] = []
  let winding = 0
  for (const [index, { x, turn }] of crossings.entries()) {
    winding += turn
    const next = crossings[index + 1]
    if (winding !== 0 && next !== undefined) spans.push([x, next.x])
  }
  return spans
}

function edgesOf(path: readonly PathStep[]): [Point, Point][] {
  const edges: [Point, Point][] = []
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
      const from = at
      for (let n = 1; n <= CURVE_STEPS; n += 1) go(along([from, ...pairs(step.points)], n / CURVE_STEPS))
    }
  }
  return edges
}

function pairs(points: readonly number[]): Point[] {
  return Array.from({ length: points.length / 2 }, (_, n) => [points[2 * n]!, points[2 * n + 1]!])
}

/** A point on a Bézier curve, by de Casteljau's halving. */
function along(points: readonly Point[], t: number): Point {
  if (points.length === 1) return points[0]!
  const nearer = points.slice(1).map((point, index): Point => {
    const before = points[index]!
    return [before[0] + (point[0] - before[0]) * t, before[1] + (point[1] - before[1]) * t]
  })
  return along(nearer, t)
}
