import type { TObject, TSchema } from 'typebox'
import type { Transaction } from './actor.ts'
import type { ReadContext } from './ledger-hooks.ts'
import type { ListDeclaration } from './lists.ts'
import type { Refusal } from './refusal.ts'

/** A place where other plugins may add something: each addition has to fit the schema. */
export interface ListPoint {
  readonly kind: 'list'
  /** In one sentence: what may be added, and what becomes of it. */
  readonly title: string
  readonly schema: TSchema
}

/** A question that is answered by exactly one strategy, which an administrator binds for a place. */
export interface StrategyPoint {
  readonly kind: 'strategy'
  readonly title: string
  /** What is asked, and what the answer is: the shapes for whoever writes a strategy. */
  readonly request: TSchema
  readonly choice: TSchema
  /** What rules may ask about a question; unless said, the plain members of the request. */
  readonly facts?: PointFacts
}

/**
 * The facts of a question that an administrator's rules ask about: `category is Cold and quantity is more
 * than 10`. They are read once for all requests, whatever strategy answers.
 * @since 0.1.0
 */
export interface PointFacts {
  /**
   * Flat; each member a text, a number, a yes or no, a date, an instant, a choice of words or a `Reference`,
   * under the title by which people know it.
   */
  readonly schema: TObject
  /** @returns for each request its facts, in the same order; what is null or left out is unknown */
  read(
    // biome-ignore lint/suspicious/noExplicitAny: whoever opens the point knows what is asked
    requests: readonly any[],
    read: ReadContext,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/**
 * Anything that a plugin opens to others, by a name that begins with its own.
 * @since 0.1.0
 */
export type PointDeclaration = ListPoint | StrategyPoint

/** Something that a plugin added to a point. */
export interface Addition<Value = unknown> {
  readonly plugin: string
  readonly value: Value
}

/**
 * What core's point `search` takes: a list that one search of everything looks through as well, under the
 * rights that its permission gives. Resources that name members to search need not be added.
 * @since 0.1.0
 */
export interface SearchAddition {
  readonly name: string
  /** `Items`: what its hits stand under. */
  readonly title: string
  /** Who may read the list. */
  readonly permission: string
  /** It has a `search`, and its rows an `id`. */
  readonly list: ListDeclaration
  /** The member of a row that names it, and one that says more: `sku`, `item.name`. */
  readonly label: string
  readonly detail?: string
  /** The desk's address of a row, with `{id}` for its id; that of a resource of this name unless told. */
  readonly to?: string
}

/** Something that a code was found to name. */
export interface NamedThing {
  readonly id: string
  /** What people know it by, and more about it. */
  readonly label: string
  readonly detail?: string
  /** The desk's address of it. */
  readonly to: string
}

/**
 * What core's point `scan.resolver` takes: whoever can read codes that no list has as they are. It is asked
 * with what was scanned or typed into the one field for everything.
 * @since 0.1.0
 */
export interface ScanResolver {
  /** Begins with the plugin's name: `scan.gs1`. */
  readonly name: string
  /** What its finds stand under. */
  readonly title: string
  /** Who may ask. */
  readonly permission: string
  /** @returns what the code names, of what the asker may see; nothing where it is no such code */
  find(trx: Transaction, text: string): Promise<readonly NamedThing[]>
}

/** What was added where. Complete once the boot is over. */
export interface PointReader {
  /**
   * @param name the point's: `fefo.usable_until`
   * @returns the additions in the order of the plugins' needs; none for a point that nobody opened
   */
  of<Value = unknown>(name: string): readonly Addition<Value>[]
}

/** What one rule of a strategy did: how many of the choices it dropped, with up to three examples. */
export interface RuleTrace {
  readonly rule: string
  readonly dropped: number
  readonly examples?: readonly string[]
}

/** Something that could have been chosen: a row of the table that says why it was, or was not. */
export interface Considered {
  /** As people know it: the code of a bin, `12 cases`. */
  readonly candidate: string
  /** What spoke for it or against it. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
  readonly isChosen?: boolean
  /** The rule that dropped it. */
  readonly droppedBy?: string
}

/** An answer with its reasons; kept for 90 days, and longer where somebody refers to it. */
export interface Decision<Choice = unknown> {
  /** Null where nothing could be chosen. */
  readonly choice: Choice | null
  readonly runnerUp?: Choice
  /** In one sentence, with the figures: what a person reads who asks why. */
  readonly because: string
  readonly rules?: readonly RuleTrace[]
  /** What there was to choose from, the best first; the first fifty are kept. */
  readonly considered?: readonly Considered[]
  /** Where nothing could be chosen. */
  readonly refusal?: Refusal
}

/**
 * One way to answer a strategy point. `facts` reads sets, once for all requests; `choose` is pure: no clock,
 * no random, no database, and each answer by its own request alone, so that a decision can be derived again
 * from its record. Requests and facts are what JSON can hold: `choose` gets them as they are recorded.
 * @since 0.1.0
 */
export interface Strategy<
  Request = unknown,
  Facts = unknown,
  Choice = unknown,
  Settings = Readonly<Record<string, unknown>>,
> {
  /** Begins with the plugin's name: `fefo.earliest_expiry`. */
  readonly id: string
  readonly title: string
  /** Counted up whenever `choose` answers otherwise to the same facts. */
  readonly version: number
  /** What a binding may set; each member has a default or is optional. */
  readonly settings?: TObject
  /** It answers where nobody bound a strategy; one may say so of a point. */
  readonly isDefault?: true
  /** @returns for each request its facts, in the same order */
  facts(requests: readonly Request[], read: ReadContext): Promise<readonly Facts[]>
  /** @returns for each request its answer, in the same order */
  choose(
    requests: readonly Request[],
    facts: readonly Facts[],
    settings: Settings,
  ): readonly Decision<Choice>[]
}

/** Opens a place to additions of a shape. */
export function point(title: string, schema: TSchema): ListPoint {
  return { kind: 'list', title, schema }
}

/** Opens a question to strategies. */
export function strategyPoint(
  title: string,
  shapes: Pick<StrategyPoint, 'request' | 'choice' | 'facts'>,
): StrategyPoint {
  return { kind: 'strategy', title, ...shapes }
}

/** For whom a question is asked; bindings for other places do not count. A site brings its company. */
export interface StrategyPlace {
  readonly company?: string
  readonly site?: string
  readonly owner?: string
  /** The item's category. */
  readonly category?: string
}

/** An answer, under the id of its record. */
export interface Decided<Choice = unknown> extends Decision<Choice> {
  readonly id: string
}

/** Asks questions of strategies. */
export interface StrategyAsker {
  /**
   * Answers requests of one place by the strategy that is bound there, or the point's default, and records
   * why. Facts are read as the transaction sees them, and nothing can be written meanwhile.
   * @param point its name: `ledger.allocate`
   * @returns for each request its answer, in the same order
   * @throws DomainError `host.strategy_missing`, `host.strategy_failed`
   */
  decide<Choice = unknown>(
    trx: Transaction,
    point: string,
    asked: { readonly requests: readonly unknown[]; readonly place?: StrategyPlace },
  ): Promise<readonly Decided<Choice>[]>
  /** Keeps decisions for good, because something refers to them: a charge, a recall. */
  keep(trx: Transaction, decisions: readonly string[], reference: string): Promise<void>
}
