import type { Place } from './plan.ts'

/** Places one above the other, as the plan draws them from above. In metres. */
export interface Stack {
  /** The lowest one's id. */
  readonly id: string
  readonly zone: string | null
  readonly x: number
  readonly y: number
  readonly width: number
  readonly depth: number
  /** From the floor up. */
  readonly places: readonly Place[]
}

/** A building from above. */
export interface Ground {
  readonly stacks: readonly Stack[]
  /** Whether the axes change places, so that the longer side lies across the screen. */
  readonly isTurned: boolean
  readonly frame: Frame
  /** Those that nobody has said the place of. */
  readonly unplaced: readonly Place[]
}

/** A part of the ground, in metres. */
export interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const edge = 2
const usual = 1.2

/** Puts places in stacks, and the stacks on the ground as a screen shows it. */
export function groundOf(places: readonly Place[]): Ground {
  const placed = places.filter((place) => place.x !== null && place.y !== null)
  const unplaced = places.filter((place) => place.x === null || place.y === null)
  // An area with a point and no size is where an aisle begins: its bins are drawn, not the point.
  const drawn = placed.filter((place) => place.kind !== 'area' || place.sizeX !== null)
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values)
  const isTurned = drawn.length > 0 && span(drawn.map(({ y }) => y ?? 0)) > span(drawn.map(({ x }) => x ?? 0))
  const gaps = { x: leastGap(drawn.map(({ x }) => x ?? 0)), y: leastGap(drawn.map(({ y }) => y ?? 0)) }
  const stacks = [...Map.groupBy(drawn, ({ x, y }) => `${x} ${y}`).values()].map((group) =>
    stackOf(group, gaps, isTurned),
  )
  return { stacks, isTurned, frame: frameOf(stacks), unplaced }
}

function stackOf(group: readonly Place[], gaps: { x: number; y: number }, isTurned: boolean): Stack {
  const places = [...group].sort((a, b) => (a.z ?? 0) - (b.z ?? 0))
  const lowest = places[0]!
  const sizeX = lowest.sizeX ?? Math.min(usual, gaps.x * 0.9)
  const sizeY = lowest.sizeY ?? Math.min(3, gaps.y * 0.94)
  const [x, y] = isTurned ? [lowest.y ?? 0, lowest.x ?? 0] : [lowest.x ?? 0, lowest.y ?? 0]
  const [width, depth] = isTurned ? [sizeY, sizeX] : [sizeX, sizeY]
  return { id: lowest.id, zone: lowest.zone, x: x - width / 2, y: y - depth / 2, width, depth, places }
}

function leastGap(values: readonly number[]): number {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((value, index) => value - sorted[index]!)
  return gaps.length === 0 ? usual : Math.min(...gaps)
}

function frameOf(stacks: readonly Stack[]): Frame {
  if (stacks.length === 0) return { x: 0, y: 0, width: 10, height: 6 }
  const left = Math.min(...stacks.map(({ x }) => x)) - edge
  const top = Math.min(...stacks.map(({ y }) => y)) - edge
  const right = Math.max(...stacks.map(({ x, width }) => x + width)) + edge
  const bottom = Math.max(...stacks.map(({ y, depth }) => y + depth)) + edge
  return { x: left, y: top, width: right - left, height: bottom - top }
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The next stack in the direction of an arrow key: the nearest one, and rather straight on than aside. */
export function nextStack(stacks: readonly Stack[], from: Stack, key: string): Stack | undefined {
  const way = ways[key]
  if (way === undefined) return undefined
  const middle = ({ x, y, width, depth }: Stack) => [x + width / 2, y + depth / 2] as const
  const [fromX, fromY] = middle(from)
  let best: { stack: Stack; far: number } | undefined
  for (const stack of stacks) {
    const [x, y] = middle(stack)
    const along = (x - fromX) * way[0] + (y - fromY) * way[1]
    const aside = Math.abs((x - fromX) * way[1]) + Math.abs((y - fromY) * way[0])
    if (along <= 0.01) continue
    const far = along + 3 * aside
    if (best === undefined || far < best.far) best = { stack, far }
  }
  return best?.stack
}
