import { say } from '../words/say.ts'

interface Coded {
  readonly id: string
  readonly code: string
}

/** A handling unit as a list has it. */
export interface HandlingUnit {
  readonly id: string
  readonly code: string
  readonly kind: string
  readonly isSscc: boolean
  readonly location: (Coded & { readonly path: string }) | null
  readonly parent: Coded | null
  readonly isActive: boolean
  readonly isEmpty: boolean
  readonly version: number
}

/** Stock in a unit, or in one nested in it. */
export interface Content {
  readonly bucket: number
  readonly unit: Coded
  readonly item: {
    readonly id: string
    readonly sku: string
    readonly name: string
    readonly baseUnit: string
  }
  readonly lot: { readonly id: string; readonly name: string } | null
  readonly owner: { readonly id: string; readonly name: string }
  readonly status: string
  readonly onHand: number
  readonly allocated: number
}

/** A unit with all that is in it. */
export interface UnitDetail extends HandlingUnit {
  readonly inside: readonly Coded[]
  readonly nested: readonly (Coded & {
    readonly kind: string
    readonly parent: string
    readonly depth: number
  })[]
  readonly contents: readonly Content[]
  readonly isComplete: boolean
}

/** A unit at an instant: where it stood, and what was in it. */
export interface UnitStanding {
  readonly unit: Coded
  readonly location: Coded | null
  readonly parent: Coded | null
  readonly since: string | null
  readonly units: readonly Coded[]
  readonly contents: readonly Omit<Content, 'allocated'>[]
}

/** A step in a unit's history. */
export interface UnitMove {
  readonly id: number
  readonly at: string
  readonly movement: string | null
  readonly actor: { readonly name: string }
  readonly to: { readonly location: Coded | null; readonly unit: Coded | null }
  readonly isCarried: boolean
}

/** The kinds that core brings. */
export const unitKinds = () =>
  [
    { id: 'pallet', name: say('pallet') },
    { id: 'case', name: say('case') },
    { id: 'tote', name: say('tote') },
    { id: 'carton', name: say('carton') },
  ] as const

/** What a kind of unit is called; a plugin's own by its code. */
export function unitKindWord(kind: string): string {
  return unitKinds().find(({ id }) => id === kind)?.name ?? kind
}
