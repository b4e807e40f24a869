import type { Actor } from './actor.ts'
import type { EventDraft } from './events.ts'
import type { Refusal } from './refusal.ts'
import type { SettingsReader } from './settings.ts'

/** One end of a line: the bucket's dimensions beside item and owner. */
export interface Place {
  readonly location: string
  readonly lot: string | null
  readonly handlingUnit: string | null
  readonly status: string
}

/** A line that is about to be posted. Quantities are base units, exact to a millionth. */
export interface DraftLine {
  readonly item: string
  readonly from: Place
  readonly to: Place
  readonly quantity: number
}

/** A movement that is about to be posted. */
export interface DraftMovement {
  readonly id: string
  readonly kind: string
  /** Whose stock it moves: the owner's number. */
  readonly owner: number
  readonly actor: Actor
  readonly reason: string | null
  readonly source: { readonly type: string; readonly id: string } | null
  readonly reverses: string | null
  readonly origin: string | null
  readonly note: string | null
  /** When it happened. */
  readonly effectiveAt: Date
  readonly lines: readonly DraftLine[]
}

/** How a bucket stands before and after one line. Null where the side is external and keeps no balance. */
export interface SideState {
  readonly before: number
  readonly after: number
  readonly allocated: number
}

/** Both ends of one line as they would stand. */
export interface LineSides {
  readonly from: SideState | null
  readonly to: SideState | null
}

/** A line as it is written: its buckets, and the balances after it. */
export interface PostedLine extends DraftLine {
  readonly fromBucket: string
  readonly toBucket: string
  readonly fromAfter: number | null
  readonly toAfter: number | null
}

/** A movement as it is written in this transaction. */
export interface PostedMovement extends Omit<DraftMovement, 'lines'> {
  readonly at: Date
  readonly lines: readonly PostedLine[]
}

/** Queries only: what enrich and guards get. There is no network here and no write. */
export interface ReadContext {
  /**
   * Runs one SELECT as the role `hook`.
   * @param sql with `$1`-style parameters
   * @throws an error that names the plugin, when the statement is not allowed or fails
   */
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
}

/** What a hook in a posting gets: queries, and what its plugin is set up with. */
export interface HookContext extends ReadContext {
  /**
   * The plugin's own settings, asked for beside the posting's connection: an enricher or a guard loads them
   * with what else it needs.
   */
  readonly settings: SettingsReader
}

/** The posting transaction as a projection sees it: reads everything, writes the plugins' own tables. */
export interface TxContext extends HookContext {
  /**
   * Tells others what happened, if the posting commits.
   * @param name an event that this plugin declares
   */
  emit(
    name: string,
    payload: Readonly<Record<string, unknown>>,
    options: { readonly owner: number },
  ): Promise<void>
  /** The same for many of one name, in one statement. */
  emitAll(name: string, events: readonly EventDraft[]): Promise<void>
}

/**
 * Refuses movements. `load` runs once for the whole group and reads sets; `judge` is pure and runs movement
 * by movement, in order of arrival. A throw is a bug and fails only the movement in hand, naming the plugin.
 * Where several things are wrong of which a person may override one, it says all of them.
 */
export interface Guard<Loaded = unknown> {
  load?(movements: readonly DraftMovement[], read: HookContext): Promise<Loaded>
  judge(
    movement: DraftMovement,
    sides: readonly LineSides[],
    loaded: Loaded,
  ): Refusal | readonly Refusal[] | undefined
}

/** What an enricher may add to one movement. */
export interface Enrichment {
  readonly lines?: readonly DraftLine[]
  readonly reason?: string
  readonly note?: string
}

/** Adds lines or fields before anything is judged; whichever it adds, it declares. */
export interface Enrich {
  readonly adds: 'lines' | 'fields'
  run(movements: readonly DraftMovement[], read: HookContext): Promise<readonly (Enrichment | undefined)[]>
}

/**
 * What a backfill works with: it writes plugins' own tables. What happened long ago is no news: it emits
 * nothing.
 */
export interface BackfillContext extends ReadContext {}

/** Writes what must be true in the same transaction: cost layers, a journal. What can wait is an event. */
export interface Project {
  run(posted: readonly PostedMovement[], tx: TxContext): Promise<void>
  /**
   * Writes for what was posted while the plugin was off, in the order of the ledger's positions. It may get a
   * line again that it had before, and then changes nothing: a line is told by its movement and its place in
   * it. Without it the plugin knows nothing of what was posted before it was switched on.
   */
  backfill?(posted: readonly PostedMovement[], tx: BackfillContext): Promise<void>
}

/** A plugin's part in a posting. Everything takes arrays; one movement is an array of one. */
export interface LedgerHooks {
  /** Further keys to lock (`"valuation.item:…"`); the host sorts them in with the balances. Pure. */
  lock?(movements: readonly DraftMovement[]): readonly string[]
  readonly enrich?: Enrich
  // biome-ignore lint/suspicious/noExplicitAny: what a guard loads is between its own two functions
  readonly guard?: Guard<any>
  readonly project?: Project
}
