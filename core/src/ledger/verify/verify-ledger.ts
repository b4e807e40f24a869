import type { Invariant, PluginDeclaration } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { lineArithmetic } from './line-arithmetic.ts'

/** How many differences a report names of each kind. */
const NAMED_MAX = 10

/** One place where the record does not add up. */
export interface Difference {
  /** The id of the invariant that is broken. */
  readonly invariant: string
  /** What should hold. */
  readonly sentence: string
  /** The row that breaks it, its columns naming it. */
  readonly row: Readonly<Record<string, unknown>>
}

/** The proof, or the first differences by name. */
export interface VerifyReport {
  readonly ok: boolean
  readonly lines: number
  readonly balances: number
  readonly movements: number
  /** Each invariant with the number of rows that break it, counted up to ten. */
  readonly invariants: readonly { readonly id: string; readonly sentence: string; readonly broken: number }[]
  readonly differences: readonly Difference[]
  readonly ms: number
}

/**
 * Proves the record: that on every line after = before ± quantity with dense versions and rising instants, that
 * the last after is the balance, and every plugin's invariants. It reads one snapshot, so that it may run
 * beside postings.
 */
export async function verifyLedger(
  database: Database,
  plugins: readonly PluginDeclaration[],
): Promise<VerifyReport> {
  const start = performance.now()
  const invariants: Invariant[] = [...lineArithmetic, ...plugins.flatMap((plugin) => plugin.invariants ?? [])]
  return database.appAll.transaction(
    async (trx) => {
      await trx.raw("set local statement_timeout = 0; set local work_mem = '256MB'")
      const counts = await trx.raw(`select (select count(*) from ledger.line) as lines,
        (select count(*) from ledger.balance) as balances, (select count(*) from ledger.movement) as movements`)
      const differences: Difference[] = []
      const checked = []
      for (const { id, sentence, offendingRows } of invariants) {
        const { rows } = await trx.raw(`select * from (${offendingRows}) offending limit ${NAMED_MAX}`)
        checked.push({ id, sentence, broken: rows.length })
        for (const row of rows) differences.push({ invariant: id, sentence, row })
      }
      const ms = Math.round(performance.now() - start)
      return { ok: differences.length === 0, ...counts.rows[0], invariants: checked, differences, ms }
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  )
}
