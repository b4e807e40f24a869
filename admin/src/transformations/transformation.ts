import { sumQuantities } from '../pieces/format.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** A transformation as a genealogy has it. */
export interface TransformationNode {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly isReversed: boolean
}

/** A transformation as a list has it. */
export interface Transformation extends TransformationNode {
  /** The items that went in and came out. */
  readonly skusIn: string
  readonly skusOut: string
}

/** One line of a transformation: what went in, or what came out. */
export interface Edge {
  readonly transformation: string
  readonly movement: string
  readonly n: number
  readonly direction: 'input' | 'output'
  readonly item: Named & { readonly sku: string; readonly baseUnit: string }
  readonly lot: Named | null
  readonly unit: { readonly id: string; readonly code: string } | null
  readonly owner: Named
  readonly quantity: number
}

/** A transformation with both its sides. */
export interface TransformationDetail extends Transformation {
  readonly inputs: readonly Edge[]
  readonly outputs: readonly Edge[]
}

/** What the server traced: nodes in order of time, and all edges of each. */
export interface Genealogy {
  readonly nodes: readonly TransformationNode[]
  readonly edges: readonly Edge[]
  readonly isComplete: boolean
}

/** What is traced: a lot, or a handling unit. */
export interface Subject {
  readonly by: 'lot' | 'unit'
  readonly id: string
}

/** The same thing on several lines as one, with its sum: what a reader means by "what went in". */
export function summed(edges: readonly Edge[]): readonly Edge[] {
  const sums = new Map<string, Edge>()
  for (const edge of edges) {
    const key = [edge.direction, edge.item.id, edge.lot?.id, edge.unit?.id, edge.owner.id].join(' ')
    const before = sums.get(key)
    const quantity = sumQuantities([before?.quantity ?? 0, edge.quantity])
    sums.set(key, { ...(before ?? edge), quantity })
  }
  return [...sums.values()]
}
