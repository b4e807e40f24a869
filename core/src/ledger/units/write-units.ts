import type pg from 'pg'
import { NIL_ID } from '../../database/ids.ts'
import { figureArray, plainArray, textArray } from '../posting/array-literal.ts'
import type { JudgedMovement } from '../posting/judge.ts'
import type { UnitChange } from './unit-book.ts'
import { TRANSFORM } from './unit-move.ts'

/** Sends where units went, without waiting; nothing where none did. */
export function sendUnits(
  client: pg.Client,
  writerKey: string,
  changes: readonly UnitChange[],
): Promise<unknown> {
  if (changes.length === 0) return Promise.resolve()
  const sent = client.query({
    name: 'ledger.write_units',
    text: 'select ledger.write_units($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    values: [
      writerKey,
      plainArray(changes.map(({ unit }) => unit)),
      plainArray(changes.map(({ at }) => at)),
      plainArray(changes.map(({ movement }) => movement)),
      plainArray(changes.map(({ actor }) => actor)),
      plainArray(changes.map(({ from }) => from.location)),
      plainArray(changes.map(({ from }) => from.parent)),
      plainArray(changes.map(({ to }) => to.location)),
      plainArray(changes.map(({ to }) => to.parent)),
      plainArray(changes.map(({ isCarried }) => isCarried)),
    ],
  })
  sent.catch(() => {})
  return sent
}

interface Edge {
  readonly transformation: string
  readonly movement: string
  readonly n: number
  readonly direction: 'i' | 'o'
  readonly owner: number
  readonly item: string
  readonly lot: string
  readonly unit: string
  readonly micros: number
}

/** Sends the nodes and edges of a group's transformations, without waiting; nothing where there are none. */
export function sendTransformations(
  client: pg.Client,
  writerKey: string,
  judged: readonly JudgedMovement[],
): Promise<unknown> {
  const ours = judged.filter(({ movement }) => movement.transformation !== null)
  if (ours.length === 0) return Promise.resolve()
  const nodes = new Map(
    ours.map(({ movement, at }) => [movement.transformation!.id, { ...movement.transformation!, at }]),
  )
  const edges = ours.flatMap(edgesOf)
  const sent = client.query({
    name: 'ledger.write_transformations',
    text: 'select ledger.write_transformations($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
    values: [
      writerKey,
      plainArray([...nodes.values()].map(({ id }) => id)),
      textArray([...nodes.values()].map(({ kind }) => kind)),
      plainArray([...nodes.values()].map(({ at }) => at)),
      plainArray(edges.map(({ transformation }) => transformation)),
      plainArray(edges.map(({ movement }) => movement)),
      plainArray(edges.map(({ n }) => n)),
      textArray(edges.map(({ direction }) => direction)),
      plainArray(edges.map(({ owner }) => owner)),
      plainArray(edges.map(({ item }) => item)),
      plainArray(edges.map(({ lot }) => lot)),
      plainArray(edges.map(({ unit }) => unit)),
      figureArray(edges.map(({ micros }) => micros)),
    ],
  })
  sent.catch(() => {})
  return sent
}

/** A line into TRANSFORM is an input, one out of it an output; one straight from unit to unit is both. */
function edgesOf({ movement, lines }: JudgedMovement): Edge[] {
  return lines.flatMap(({ from, to, micros }, index) => {
    const shared = {
      transformation: movement.transformation!.id,
      movement: movement.id,
      n: index + 1,
      owner: movement.owner,
      item: from.item,
      lot: from.lot ?? NIL_ID,
      micros,
    }
    const edges: Edge[] = []
    if (from.location !== TRANSFORM)
      edges.push({ ...shared, direction: 'i', unit: from.handlingUnit ?? NIL_ID })
    if (to.location !== TRANSFORM) edges.push({ ...shared, direction: 'o', unit: to.handlingUnit ?? NIL_ID })
    return edges
  })
}
