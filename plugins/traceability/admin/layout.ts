import type { Box, Flow, Graph } from './graph.ts'

export const boxWidth = 168
export const boxHeight = 46
const columnWidth = boxWidth + 72
const rowHeight = boxHeight + 18
const edge = 12
/** More than this nobody can read; the tables tell all. */
const mostBoxes = 160

/** A box with its place. */
export interface PlacedBox extends Box {
  readonly x: number
  readonly y: number
}

/** A flow as a line, as wide as its quantity where all have one unit. */
export interface PlacedFlow extends Flow {
  readonly path: string
  readonly width: number
}

/** The drawing. */
export interface Drawing {
  readonly boxes: readonly PlacedBox[]
  readonly flows: readonly PlacedFlow[]
  readonly width: number
  readonly height: number
  readonly isWhole: boolean
}

/** Columns from where things came from to where they are, each box near those that it came from. */
export function layOut({ boxes: all, flows: allFlows }: Graph): Drawing {
  const boxes = nearest(all, allFlows)
  const shown = new Set(boxes.map(({ id }) => id))
  const flows = allFlows.filter(({ from, to }) => shown.has(from) && shown.has(to))
  const before = grouped(flows)
  const columns = columnsOf(boxes, before)
  const placed = new Map<string, PlacedBox>()
  for (const [place, column] of columns.entries()) {
    const wishes = column.map((box) => ({ box, wish: wishedHeight(before.get(box.id) ?? [], placed) }))
    let y = edge
    for (const { box } of wishes.sort((a, b) => a.wish - b.wish)) {
      placed.set(box.id, { ...box, x: edge + place * columnWidth, y })
      y += rowHeight
    }
  }
  const rows = Math.max(1, ...columns.map(({ length }) => length))
  return {
    boxes: [...placed.values()],
    flows: flows.map((flow) => ({ ...flow, path: pathOf(flow, placed), width: widthOf(flow, flows) })),
    width: 2 * edge + columns.length * columnWidth - (columnWidth - boxWidth),
    height: 2 * edge + rows * rowHeight,
    isWhole: boxes.length === all.length,
  }
}

/** What was asked about first, and what lies next to it. */
function nearest(boxes: readonly Box[], flows: readonly Flow[]): readonly Box[] {
  if (boxes.length <= mostBoxes) return boxes
  const beside = new Map<string, string[]>(boxes.map(({ id }) => [id, []]))
  for (const { from, to } of flows) {
    beside.get(from)?.push(to)
    beside.get(to)?.push(from)
  }
  const found = new Set(boxes.filter(({ look }) => look === 'subject').map(({ id }) => id))
  for (const id of found) for (const next of beside.get(id) ?? []) if (found.size < mostBoxes) found.add(next)
  return boxes.filter(({ id }) => found.has(id))
}

function grouped(flows: readonly Flow[]): Map<string, string[]> {
  const before = new Map<string, string[]>()
  for (const { from, to } of flows) before.set(to, [...(before.get(to) ?? []), from])
  return before
}

/** Each box one column behind the last of those that it came from; where things are now, last of all. */
function columnsOf(boxes: readonly Box[], before: ReadonlyMap<string, readonly string[]>): Box[][] {
  const found = new Map<string, number>()
  const columnOf = (id: string): number => {
    const known = found.get(id)
    if (known !== undefined) return known
    // Whoever comes round to it again finds it at the beginning.
    found.set(id, 0)
    const column = Math.max(-1, ...(before.get(id) ?? []).map(columnOf)) + 1
    found.set(id, column)
    return column
  }
  const last = Math.max(0, ...boxes.map(({ id }) => columnOf(id)))
  const columns: Box[][] = Array.from({ length: last + 1 }, () => [])
  for (const box of boxes) {
    const isEnd = box.look === 'departure' || box.look === 'place'
    columns[isEnd ? last : columnOf(box.id)]!.push(box)
  }
  return columns
}

function wishedHeight(before: readonly string[], placed: ReadonlyMap<string, PlacedBox>): number {
  const heights = before.flatMap((id) => placed.get(id)?.y ?? [])
  return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length
}

function pathOf({ from, to }: Flow, placed: ReadonlyMap<string, PlacedBox>): string {
  const [a, b] = [placed.get(from)!, placed.get(to)!]
  const [x1, y1, x2, y2] = [a.x + boxWidth, a.y + boxHeight / 2, b.x, b.y + boxHeight / 2]
  const middle = (x1 + x2) / 2
  return `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
}

function widthOf({ quantity }: Flow, flows: readonly Flow[]): number {
  const counted = flows.filter((flow) => flow.unit !== '')
  const isOneUnit = new Set(counted.map(({ unit }) => unit)).size === 1
  if (!isOneUnit || quantity === 0) return 1.5
  return 1.5 + (14 * quantity) / Math.max(...counted.map((flow) => flow.quantity))
}
