import { sumQuantities } from '../pieces/format.ts'
import { type Edge, type Genealogy, type Subject, summed, type TransformationNode } from './transformation.ts'

/** Back to what something came from, or forward to what became of it. */
export type Direction = 'up' | 'down'

/** A transformation that something went into; looking back, one that it came out of. */
export interface Step {
  readonly node: TransformationNode
  /** How much of the thing above; undefined where it was of several items, which do not add up. */
  readonly quantity: number | undefined
  readonly baseUnit: string
  readonly things: readonly Thing[]
  /** It stands further up already, with all that follows. */
  readonly isAgain: boolean
}

/** What came out of a step; looking back, what went in. */
export interface Thing {
  readonly edge: Edge
  readonly steps: readonly Step[]
  /** Its further way stands further up already. */
  readonly isAgain: boolean
}

/**
 * Lays traced nodes out as a tree from what was asked about, as the server followed them: from what left a
 * step to the steps that its lot entered, no earlier; where something has no lot, by its unit. Where a unit
 * was asked about, by its unit first.
 */
export function treeOf(genealogy: Genealogy, subject: Subject, direction: Direction): readonly Step[] {
  return new Tree(genealogy, subject, direction).stepsOf(subject.id)
}

class Tree {
  private readonly idsOf: (edge: Edge) => readonly string[]
  private readonly direction: Direction
  private readonly order: readonly TransformationNode[]
  /** For each id the edges by which it enters a node, and for each node what leaves it. */
  private readonly entering = new Map<string, Edge[]>()
  private readonly leaving = new Map<string, Edge[]>()
  private readonly opened = new Set<string>()
  /** Ids whose steps are shown, and since when. */
  private readonly followed = new Map<string, TransformationNode | undefined>()

  constructor({ nodes, edges }: Genealogy, { by }: Subject, direction: Direction) {
    this.direction = direction
    this.order = direction === 'down' ? nodes : [...nodes].reverse()
    this.idsOf = ({ lot, unit }) =>
      (by === 'lot' ? [lot, unit] : [unit, lot]).flatMap((one) => (one === null ? [] : [one.id]))
    const towards = direction === 'down' ? 'input' : 'output'
    for (const edge of edges) {
      if (edge.direction !== towards) put(this.leaving, edge.transformation, edge)
      else for (const id of this.idsOf(edge)) put(this.entering, id, edge)
    }
  }

  /** @param since the step that it left; undefined for what was asked about */
  stepsOf(id: string, since?: TransformationNode): readonly Step[] {
    this.followed.set(id, since)
    return this.after(id, since).map((node) => this.step(node, id))
  }

  private after(id: string, since: TransformationNode | undefined): readonly TransformationNode[] {
    const entered = new Set(this.entering.get(id)?.map((edge) => edge.transformation))
    return this.order.filter(
      (node) => entered.has(node.id) && node.id !== since?.id && this.isNoEarlier(node, since),
    )
  }

  private isNoEarlier({ at }: TransformationNode, since: TransformationNode | undefined): boolean {
    if (since === undefined) return true
    return this.direction === 'down' ? at >= since.at : at <= since.at
  }

  private step(node: TransformationNode, id: string): Step {
    const edges = this.entering.get(id)?.filter((edge) => edge.transformation === node.id) ?? []
    const isAgain = this.opened.has(node.id)
    this.opened.add(node.id)
    const things = isAgain ? [] : summed(this.leaving.get(node.id) ?? [])
    return { node, ...howMuch(edges), isAgain, things: things.map((edge) => this.thing(edge, node, id)) }
  }

  private thing(edge: Edge, node: TransformationNode, from: string): Thing {
    const [id] = this.idsOf(edge)
    // A lot that was only split or repacked goes on beside this step, where it came from.
    if (id === undefined || id === from) return { edge, steps: [], isAgain: false }
    if (this.followed.has(id) && this.isNoEarlier(node, this.followed.get(id))) {
      return { edge, steps: [], isAgain: this.after(id, node).length > 0 }
    }
    return { edge, steps: this.stepsOf(id, node), isAgain: false }
  }
}

function put<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [value])
  else list.push(value)
}

function howMuch(edges: readonly Edge[]): Pick<Step, 'quantity' | 'baseUnit'> {
  const [first] = edges
  const isOfOne = edges.every(({ item }) => item.id === first?.item.id)
  return {
    quantity: isOfOne ? sumQuantities(edges.map(({ quantity }) => quantity)) : undefined,
    baseUnit: first?.item.baseUnit ?? '',
  }
}
