import type { Transaction } from '@stowage/sdk'
import { NIL_ID } from '../../database/ids.ts'
import { readEdges } from './edges.ts'
import type { Edge, Genealogy } from './transformation.schemas.ts'

/** What is traced, and which way. */
export interface Trace {
  readonly lot?: string
  readonly unit?: string
  /** `down`: what became of it; `up`: what it came from. */
  readonly direction: 'up' | 'down'
  readonly limit: number
}

interface NodeRow {
  id: string
  kind: string
  at: string
}

/**
 * Follows a lot or a unit through transformations: a step goes from what came out of one to the later
 * ones it went into (or, upwards, from what went in to the earlier ones it came out of). A lot is
 * followed by its lot, and where something has none by the unit it was put in; a unit the other way
 * round. What was reversed is passed over.
 */
export async function genealogyOf(trx: Transaction, trace: Trace): Promise<Genealogy> {
  const nodes = await walk(trx, trace)
  const isComplete = nodes.length <= trace.limit
  const shown = nodes.slice(0, trace.limit)
  const edges = await readEdges(
    trx,
    shown.map(({ id }) => id),
  )
  const depths = depthsOf(trace, shown, edges)
  return {
    nodes: shown.map((node) => ({ ...node, isReversed: false, depth: depths.get(node.id) ?? 1 })),
    edges,
    isComplete,
  }
}

/** One recursive query, each step of which is two look-ups in an index of edges; a node is visited once. */
async function walk(trx: Transaction, { lot, unit, direction, limit }: Trace): Promise<NodeRow[]> {
  const [towards, away, later] = direction === 'down' ? ['i', 'o', '>='] : ['o', 'i', '<=']
  const isByLot = lot !== undefined
  const [first, second] = isByLot ? ['lot', 'handling_unit'] : ['handling_unit', 'lot']
  const isStanding = (edge: string) =>
    `not exists (select from ledger.reversal r where r.movement = ${edge}.movement)`
  const { rows }: { rows: NodeRow[] } = await trx.raw(
    `with recursive node (id, at) as (
       select t.id, t.at from ledger.transformation_edge e
         join ledger.transformation t on t.id = e.transformation
        where e.${first} = :subject and e.${first} <> '${NIL_ID}' and e.direction = '${towards}'
          and ${isStanding('e')}
       union
       select t.id, t.at
         from node
         join ledger.transformation_edge o on o.transformation = node.id and o.direction = '${away}'
         cross join lateral (
           select e.transformation from ledger.transformation_edge e
            where e.${first} = o.${first} and e.${first} <> '${NIL_ID}' and e.direction = '${towards}'
              and ${isStanding('e')}
           union all
           select e.transformation from ledger.transformation_edge e
            where o.${first} = '${NIL_ID}' and e.${second} = o.${second} and e.${second} <> '${NIL_ID}'
              and e.direction = '${towards}' and ${isStanding('e')}) e
         join ledger.transformation t on t.id = e.transformation and t.at ${later} node.at)
     select t.id, t.kind, t.at from (select id from node limit :limit) n
       join ledger.transformation t on t.id = n.id
      order by t.at, t.id`,
    { subject: (lot ?? unit)!, limit: limit + 1 },
  )
  return rows
}

/** Steps from what was asked about, over the edges that were found. */
function depthsOf({ lot, unit, direction }: Trace, nodes: readonly NodeRow[], edges: readonly Edge[]) {
  const towards = direction === 'down' ? 'input' : 'output'
  const keyOf = (edge: Edge) =>
    lot === undefined ? (edge.unit?.id ?? edge.lot?.id) : (edge.lot?.id ?? edge.unit?.id)
  const entering = new Map<string, string[]>()
  const leaving = new Map<string, string[]>()
  for (const edge of edges) {
    const key = keyOf(edge)
    if (key === undefined) continue
    const [index, name, value] =
      edge.direction === towards ? [entering, key, edge.transformation] : [leaving, edge.transformation, key]
    const list = index.get(name)
    if (list === undefined) index.set(name, [value])
    else list.push(value)
  }
  const depths = new Map<string, number>()
  const seen = new Set<string>()
  let keys = [(lot ?? unit)!]
  for (let depth = 1; keys.length > 0 && depth <= nodes.length; depth += 1) {
    const reached = keys.flatMap((key) => (seen.has(key) ? [] : (entering.get(key) ?? [])))
    for (const key of keys) seen.add(key)
    const fresh = [...new Set(reached)].filter((id) => !depths.has(id))
    for (const id of fresh) depths.set(id, depth)
    keys = fresh.flatMap((id) => leaving.get(id) ?? [])
  }
  return depths
}
