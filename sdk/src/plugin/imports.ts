import type { TObject } from 'typebox'
import type { Actor, Transaction } from './actor.ts'
import type { Services } from './declaration.ts'

/** A row of a file, its cells read as the importable's schema says; an empty cell has no member. */
export interface ImportRow<Values = Readonly<Record<string, unknown>>> {
  /** As a spreadsheet counts it: the row with the names of the columns is 1. */
  readonly number: number
  readonly values: Values
  /** What plugins keep of such rows, by plugin; only where the importable names an `entity`. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** One thing that is wrong with a row: a declared code with its facts. */
export interface ImportProblem {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  /** The member of the row that it is about, where it is one. */
  readonly column?: string
}

/** What became of a row. */
export type ImportOutcome =
  | { readonly status: 'created' | 'updated' | 'unchanged' }
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[] }

/** Up to 1,000 rows of one file, in its order. */
export interface ImportBatch<Values = Readonly<Record<string, unknown>>> {
  /** The import's id; with a row's number it names that row for good. */
  readonly import: string
  /** The same whenever the same rows are tried again. */
  readonly key: string
  /** Whose import it is, with his rights as they are now. */
  readonly actor: Actor
  readonly services: Services
  readonly isDryRun: boolean
  /** Nothing goes in where one row is refused: the whole file is this batch. */
  readonly isAtomic: boolean
  readonly rows: readonly ImportRow<Values>[]
  /** The number of the administrators' fields that the rows were read against. */
  readonly fieldsNumber: number
  /** What a row lacks, of what must be said of a new one beside its own values. */
  missingForNew(row: ImportRow<Values>): readonly ImportProblem[]
  /** Whether a row further up in the file has this key and goes in. */
  isEarlier(key: string): boolean
  /** What stands in the audit as the reason of each change. */
  readonly reason: string
}

/** What an undo has to go by. */
export interface ImportUndo {
  readonly import: string
  readonly actor: Actor
  readonly services: Services
  readonly signal: AbortSignal
  transaction<T>(work: (trx: Transaction) => Promise<T>): Promise<T>
  /** @param done of `total` rows */
  tell(done: number, total: number): Promise<void>
}

/**
 * What core's point `import` takes: something that rows of a file become. The host reads the file, has its
 * columns mapped, shows what would happen, runs it as a job that goes on after a cut, and gives back the rows
 * that were refused. A row of it is checked against `row` before it comes here.
 *
 * Exactly one of `write` and `post` is there. `write` works in a transaction of the host's, which keeps with
 * it how far the file is: a cut leaves neither or both. `post` is for what commits by itself: it looks up
 * what a batch names while the batch before is still posted, and gives what posts it; that has to be the same
 * however often it is called with the same `key`.
 * @since 0.1.0
 * @example
 * adds: { import: [{ name: 'carriers', title: 'Carriers', permission: 'delivery.carrier.write',
 *   row: Type.Object({ code: Type.String({ title: 'Code', 'x-names': ['scac'] }) }),
 *   keyOf: ({ code }) => code, write: (trx, batch) => writeCarriers(trx, batch) }] }
 */
// biome-ignore lint/suspicious/noExplicitAny: each importable has rows of its own
export interface ImportAddition<Values = any> {
  readonly name: string
  /** `Items`: what people choose. */
  readonly title: string
  /** What it takes to import them. */
  readonly permission: string
  /**
   * One row: text, figures, days, yes or no, and lists of words, each with a title. `x-names` has further
   * names that columns of files go by.
   */
  readonly row: TObject
  /** The audit's name of the rows, where plugins keep fields on them that a file may carry. */
  readonly entity?: string
  /** What makes two rows of a file one and the same thing; the second is refused. */
  keyOf?(values: Values): string
  /** @returns for each row its outcome, in the same order */
  write?(trx: Transaction, batch: ImportBatch<Values>): Promise<readonly ImportOutcome[]>
  /**
   * @param transaction one as the actor, for what is read or made before
   * @returns what posts the batch, called when it is its turn: for each row its outcome, in the same order
   */
  post?(
    transaction: <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>,
    batch: ImportBatch<Values>,
  ): Promise<() => Promise<readonly ImportOutcome[]>>
  /** Takes back what an import did, where that can be. @returns what could not be taken back */
  undo?(undo: ImportUndo): Promise<{ readonly undone: number; readonly refused: readonly ImportProblem[] }>
}
