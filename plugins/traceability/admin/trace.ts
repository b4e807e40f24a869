/** What the API answers, as far as the screen tells it. */
export interface Trace {
  readonly subject: Thing
  readonly things: readonly (Thing & { readonly way: number; readonly depth: number })[]
  readonly transformations: readonly Transformation[]
  readonly arrivals: readonly Crossing[]
  readonly departures: readonly Departure[]
  /** What became of it by item and lot; nothing where there is more than is told. */
  readonly totals: readonly Total[] | null
  readonly places: readonly Place[]
  readonly isComplete: Readonly<Record<'transformations' | 'arrivals' | 'departures' | 'places', boolean>>
}

export type Kind = 'lot' | 'serial' | 'unit'

interface Item {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly baseUnit: string
}

export interface Thing {
  readonly id: string
  readonly kind: Kind
  readonly name: string
  readonly item: Item | null
}

export interface Goods {
  readonly things: readonly string[]
  readonly item: Item
  readonly lot: { readonly id: string; readonly name: string } | null
  readonly unit: { readonly id: string; readonly code: string } | null
  readonly owner: { readonly id: string; readonly name: string }
}

interface Side extends Goods {
  readonly quantity: number
}

export interface Transformation {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly way: number
  readonly depth: number
  readonly inputs: readonly Side[]
  readonly outputs: readonly Side[]
}

export interface Crossing extends Side {
  readonly way: number
  readonly line: number
  readonly movement: string
  readonly kind: string
  readonly at: string
  readonly source: { readonly type: string; readonly id: string } | null
  readonly reason: string | null
  readonly outside: string
}

export interface Departure extends Crossing {
  /** What of it came back since. */
  readonly returned: number
}

export interface Total extends Pick<Goods, 'item' | 'lot'> {
  readonly sent: number
  readonly returned: number
  readonly outstanding: number
  readonly writtenOff: number
  readonly onHand: number
}

export interface Place extends Goods {
  readonly location: { readonly id: string; readonly code: string }
  readonly site: { readonly id: string; readonly code: string } | null
  readonly status: string
  readonly onHand: number
  readonly available: number
}

const screens: Readonly<Record<Kind, string>> = { lot: 'lots', serial: 'serials', unit: 'handling-units' }

/** The screen of a lot, a piece or a unit. */
export function screenOf({ kind, id }: Pick<Thing, 'kind' | 'id'>): string {
  return `/${screens[kind]}/${id}/show`
}

/** By which document something came or went; where there is none, the kind of the movement. */
export function documentOf({ source, kind }: Crossing, wordOfKind: (kind: string) => string): string {
  return source === null ? wordOfKind(kind) : source.id
}
