import type { Transaction } from '@stowage/sdk'
import { totalsOf, withReturns } from './returns.ts'
import type { ThingKind, Trace } from './trace.schemas.ts'
import { traceQuery } from './trace-query.ts'

/** What is traced, and how much of each is told at most. */
export interface TraceWish {
  readonly kind: ThingKind
  readonly id: string
  readonly limit: number
}

type Side = Trace['transformations'][number]['inputs'][number]
type Way = 1 | -1

interface Edge extends Omit<Side, 'things'> {
  readonly transformation: string
  readonly direction: 'i' | 'o'
  readonly serials: readonly string[]
}

interface Followed {
  readonly kind: ThingKind | 'contents'
  readonly isStart: boolean
}

interface Found {
  readonly subject: Omit<Trace['subject'], 'kind'> | null
  readonly things: (Omit<Trace['things'][number], 'kind' | 'depth'> & Followed)[]
  readonly transformations: Omit<Trace['transformations'][number], 'depth' | 'inputs' | 'outputs'>[]
  readonly edges: Edge[]
  readonly arrivals: Trace['arrivals']
  readonly departures: Omit<Trace['departures'][number], 'returned'>[]
  readonly places: Trace['places']
}

/**
 * Follows a lot, a piece or a unit both ways, with the eyes of whoever asks, in one statement. It is prepared
 * once a connection: to plan it over all months takes longer than to answer it. Left alone, PostgreSQL would
 * plan it anew for each limit.
 * @returns nothing where he sees no such thing
 */
export async function traceOf(trx: Transaction, wish: TraceWish): Promise<Trace | undefined> {
  const { kind, id, limit } = wish
  await trx.raw('set local plan_cache_mode = force_generic_plan')
  const { rows }: { rows: Found[] } = await trx
    .raw(traceQuery(kind), { id, limit })
    .options({ name: `traceability.${kind}` })
  const found = rows[0]!
  if (found.subject === null) return undefined
  const edges = edgesOf(found)
  const depths = { 1: depthsOf(found, edges, 1), '-1': depthsOf(found, edges, -1) }
  const shown = found.transformations.slice(0, limit)
  const isComplete = {
    transformations: found.transformations.length <= limit && found.edges.length <= limit * 10,
    arrivals: found.arrivals.length <= limit,
    departures: found.departures.length <= limit,
    places: found.places.length <= limit,
  }
  const forward = new Set(found.things.flatMap(({ way, id: thing }) => (way === 1 ? [thing] : [])))
  const arrivals = found.arrivals.slice(0, limit)
  const departures = withReturns({ forward, arrivals, departures: found.departures.slice(0, limit) })
  const places = found.places.slice(0, limit)
  const isAll = isComplete.arrivals && isComplete.departures && isComplete.places
  return {
    subject: { ...found.subject, kind },
    things: found.things.map(({ isStart, ...thing }) => ({
      ...thing,
      kind: thing.kind === 'contents' ? 'unit' : thing.kind,
      depth: depths[thing.way].get(thing.id) ?? 0,
    })),
    transformations: shown.map((node) => ({
      ...node,
      depth: depths[node.way].get(node.id) ?? 1,
      inputs: edges.get(node.id)?.i ?? [],
      outputs: edges.get(node.id)?.o ?? [],
    })),
    arrivals,
    departures,
    places,
    totals: isAll ? totalsOf({ forward, arrivals, departures, places }) : null,
    isComplete,
  }
}

type Sides = { readonly i: Side[]; readonly o: Side[] }

/** Inputs and outputs by transformation, with the things that they are about. */
function edgesOf({ things, edges }: Found): Map<string, Sides> {
  const followed = new Set(things.map(({ id }) => id))
  const units = new Set(things.flatMap(({ id, kind }) => (kind === 'contents' ? [id] : [])))
  const sides = new Map<string, Sides>()
  for (const { transformation, direction, serials, ...edge } of edges) {
    const all = sides.get(transformation) ?? { i: [], o: [] }
    sides.set(transformation, all)
    all[direction].push({ ...edge, things: thingsOf({ ...edge, serials }) })
  }
  return sides

  /** As the query follows them: a unit that is traced itself, else pieces, else the lot, else the unit. */
  function thingsOf({ lot, unit, serials }: Pick<Edge, 'lot' | 'unit' | 'serials'>): string[] {
    if (unit !== null && units.has(unit.id)) return [unit.id]
    const pieces = serials.filter((id) => followed.has(id))
    if (pieces.length > 0) return pieces
    const id = lot?.id ?? unit?.id
    return id !== undefined && followed.has(id) ? [id] : []
  }
}

/** Steps from what was asked about, over the edges that were found. */
function depthsOf({ things, transformations }: Found, edges: ReadonlyMap<string, Sides>, way: Way) {
  const [towards, away] = way === 1 ? (['i', 'o'] as const) : (['o', 'i'] as const)
  const thingsAt = (node: string, side: 'i' | 'o') => (edges.get(node)?.[side] ?? []).flatMap((e) => e.things)
  const entering = new Map<string, string[]>()
  for (const { id } of transformations.filter((node) => node.way === way)) {
    for (const thing of thingsAt(id, towards)) {
      const nodes = entering.get(thing)
      if (nodes === undefined) entering.set(thing, [id])
      else nodes.push(id)
    }
  }
  const first = things.filter((thing) => thing.isStart && thing.way === way).map(({ id }) => id)
  const reached = new Map<string, number>(first.map((id) => [id, 0]))
  let fresh = first
  for (let depth = 1; fresh.length > 0; depth += 1) {
    const nodes = newIn(
      reached,
      depth,
      fresh.flatMap((thing) => entering.get(thing) ?? []),
    )
    fresh = newIn(
      reached,
      depth,
      nodes.flatMap((node) => thingsAt(node, away)),
    )
  }
  return reached
}

/** Those that were not reached before; from now on they are. */
function newIn(reached: Map<string, number>, depth: number, ids: readonly string[]): string[] {
  const fresh = [...new Set(ids)].filter((id) => !reached.has(id))
  for (const id of fresh) reached.set(id, depth)
  return fresh
}
