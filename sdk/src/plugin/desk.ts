import type { Transaction } from './actor.ts'
import type { Refusal } from './refusal.ts'

/**
 * What is added to the point `desk.waiting`: work that waits for somebody. It stands in the bell, on the
 * first screen under "Waits for a decision", and as a count beside its place in the menu.
 * @since 0.1.0
 */
export interface WaitingWork {
  /** Begins with the plugin's name: `inventory.shortages`. */
  readonly name: string
  /** What waits: `Below reorder point`. */
  readonly title: string
  /** Who is told of it. */
  readonly permission: string
  /** The desk's address where it is done: `/jobs`. */
  readonly to: string
  /** What the button there says: `Review`. */
  readonly verb: string
  /**
   * Looks, within two seconds, under the rights of whoever asks.
   * @returns what waits, as codes that the plugin declares among its errors, each with how many in the fact
   *   `count`; nothing where nothing waits
   */
  look(trx: Transaction): Promise<readonly Refusal[]>
}

/** One figure of a tile, under the name that its series has. */
export interface TileSeries {
  readonly name: string
  readonly title: string
  /** What is counted, for whoever asks. */
  readonly description?: string
  /** The desk's address of the rows behind it. */
  readonly to?: string
  /** How it is drawn in a bar of parts: a stock status, or neutral. */
  readonly tone?: 'available' | 'allocated' | 'hold' | 'quarantine' | 'damaged' | 'transit' | 'neutral'
}

/** What a tile shows at this moment; which of them it fills is its shape. */
export interface TileContent {
  /** By the names of its series. */
  readonly figures?: Readonly<Record<string, number>>
  /** One for each day, the oldest first. */
  readonly bars?: readonly { readonly day: string; readonly value: number }[]
  readonly rows?: readonly {
    readonly id: string
    readonly label: string
    readonly detail?: string
    readonly value: number
    readonly unit?: string
    readonly to?: string
  }[]
  /** How many rows there are, where it shows the first. */
  readonly total?: number
}

/**
 * What is added to the point `dashboard.tile`: something that the first screen shows.
 * @since 0.1.0
 */
export interface DashboardTile {
  /** Begins with the plugin's name: `ledger.stock`. */
  readonly name: string
  readonly title: string
  /** What is counted, for whoever asks. */
  readonly description?: string
  readonly permission: string
  /** `strip`: figures on top; `parts`: what a whole is made of; `bars`: a count for each day; `rows`. */
  readonly shape: 'strip' | 'parts' | 'bars' | 'rows'
  /** Of a strip and of parts. */
  readonly series?: readonly TileSeries[]
  /** The desk's address of all that stands behind it. */
  readonly to?: string
  /** Reads it, within five seconds, under the rights of whoever asks. */
  read(trx: Transaction): Promise<TileContent>
}
