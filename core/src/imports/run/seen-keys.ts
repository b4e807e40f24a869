import type { ImportOutcome, ImportRow } from '@stowage/sdk'
import type { Importable } from '../importables/importable.ts'
import type { SheetRow } from '../reading/sheet.ts'
import type { ReadRow } from '../rows/read-row.ts'

/**
 * What the rows so far have named. Two rows of a file that are one and the same thing would undo each other:
 * the second is refused, in a dry run as in earnest.
 */
export class SeenKeys {
  readonly #keyOf: Importable['keyOf']
  readonly #rows = new Map<string, number>()
  /** Those that do not go in. */
  readonly #refused = new Set<string>()

  constructor({ keyOf }: Importable) {
    this.#keyOf = keyOf
  }

  /** Takes note of a row that was worked on before. */
  add(read: (row: SheetRow) => ReadRow, row: SheetRow): void {
    if (this.#keyOf === undefined) return
    const one = read(row)
    if ('row' in one) this.twinOf(one.row)
  }

  /** What is wrong with a row whose key an earlier one has. */
  twinOf({ number, values }: ImportRow): ImportOutcome | undefined {
    const key = this.#keyOf?.(values)
    if (key === undefined) return undefined
    const first = this.#rows.get(key) ?? number
    this.#rows.set(key, first)
    if (first === number) return undefined
    return { status: 'refused', problems: [{ code: 'imports.twice_in_file', facts: { first } }] }
  }

  /** Takes note of what became of rows. */
  addOutcomes(rows: readonly ImportRow[], outcomes: ReadonlyMap<number, ImportOutcome>): void {
    for (const { number, values } of rows) {
      const key = this.#keyOf?.(values)
      if (key !== undefined && outcomes.get(number)?.status === 'refused') this.#refused.add(key)
    }
  }

  /** Whether a row so far has this key and goes in. */
  isIn(key: string): boolean {
    return this.#rows.has(key) && !this.#refused.has(key)
  }
}
