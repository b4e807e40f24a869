import { formatFigure, formatInstant } from '@stowage/admin'
import { type Crossing, documentOf, type Place, screenOf, type Trace } from './trace.ts'
import type { Words } from './words.ts'

/** What is drawn as a box, and where it leads. */
export interface Box {
  readonly id: string
  readonly look: 'arrival' | 'thing' | 'subject' | 'transformation' | 'departure' | 'place'
  readonly title: string
  readonly detail: string
  readonly to: string
}

/** Goods on their way from one box to another. */
export interface Flow {
  readonly from: string
  readonly to: string
  readonly quantity: number
  readonly unit: string
}

/** All that is to be drawn. */
export interface Graph {
  readonly boxes: readonly Box[]
  readonly flows: readonly Flow[]
}

/** Arrivals, lots, transformations, departures and places as boxes, and what went between them. */
export function graphOf(trace: Trace, words: Words): Graph {
  const boxes = new Map<string, Box>()
  const flows = new Map<string, Flow>()
  const flow = (from: string, to: string, quantity: number, unit: string) => {
    const key = `${from} ${to} ${unit}`
    flows.set(key, { from, to, quantity: quantity + (flows.get(key)?.quantity ?? 0), unit })
  }
  addThings(trace, boxes, flow)
  for (const { id, kind, at, inputs, outputs } of trace.transformations) {
    const title = words.kinds[kind] ?? kind
    boxes.set(id, {
      id,
      look: 'transformation',
      title,
      detail: formatInstant(at),
      to: `/transformations/${id}/show`,
    })
    const wentIn = new Set(inputs.flatMap(({ things }) => things))
    for (const { things, quantity, item } of inputs) {
      for (const thing of things) flow(thing, id, quantity / things.length, item.baseUnit)
    }
    // What is the same afterwards, as after a split, is not drawn as going round.
    for (const { things, quantity, item } of outputs) {
      for (const thing of things.filter((one) => !wentIn.has(one))) {
        flow(id, thing, quantity / things.length, item.baseUnit)
      }
    }
  }
  const crossing = (look: 'arrival' | 'departure', row: Crossing) => {
    const title = documentOf(row, (kind) => words.kinds[kind] ?? kind)
    const id = `${look} ${row.source === null ? row.movement : `${row.source.type} ${title}`}`
    const detail = row.source === null ? row.outside : (words.kinds[row.kind] ?? row.kind)
    boxes.set(id, { id, look, title, detail, to: `/movements/${row.movement}/show` })
    for (const thing of row.things) {
      const [from, to] = look === 'arrival' ? [id, thing] : [thing, id]
      flow(from, to, row.quantity / row.things.length, row.item.baseUnit)
    }
  }
  for (const row of trace.arrivals) if (row.way === -1) crossing('arrival', row)
  for (const row of trace.departures) crossing('departure', row)
  for (const row of trace.places) addPlace(row, boxes, flow)
  const known = [...flows.values()].filter(({ from, to }) => boxes.has(from) && boxes.has(to))
  return { boxes: [...boxes.values()].map((box) => withQuantity(box, known)), flows: known }
}

/** How much came or went by it, or is there, where that has one unit. */
function withQuantity(box: Box, flows: readonly Flow[]): Box {
  if (box.look !== 'arrival' && box.look !== 'departure' && box.look !== 'place') return box
  const own = flows.filter(({ from, to }) => from === box.id || to === box.id)
  const [unit, ...others] = new Set(own.map((flow) => flow.unit))
  if (unit === undefined || others.length > 0) return box
  const sum = own.reduce((total, { quantity }) => total + quantity, 0)
  return { ...box, detail: `${formatFigure(sum)} ${unit}${box.detail && ` · ${box.detail}`}` }
}

type AddFlow = (from: string, to: string, quantity: number, unit: string) => void

/** What was put into a unit by hand, or taken out of it, is drawn beside the unit itself. */
function addThings({ subject, things }: Trace, boxes: Map<string, Box>, flow: AddFlow): void {
  for (const thing of things) {
    const isSubject = thing.id === subject.id
    const look = isSubject ? 'subject' : 'thing'
    boxes.set(thing.id, {
      id: thing.id,
      look,
      title: thing.name,
      detail: thing.item?.sku ?? '',
      to: screenOf(thing),
    })
    if (isSubject || thing.depth > 0) continue
    const [from, to] = thing.way === 1 ? [subject.id, thing.id] : [thing.id, subject.id]
    flow(from, to, 0, '')
  }
}

function addPlace(
  { things, location, site, onHand, item }: Place,
  boxes: Map<string, Box>,
  flow: AddFlow,
): void {
  const id = `place ${location.id}`
  boxes.set(id, {
    id,
    look: 'place',
    title: location.code,
    detail: site?.code ?? '',
    to: `/locations/${location.id}/show`,
  })
  for (const thing of things) flow(thing, id, onHand / things.length, item.baseUnit)
}
