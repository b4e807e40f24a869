import {
  DomainError,
  type ImportBatch,
  type ImportOutcome,
  type ImportRow,
  type Transaction,
} from '@stowage/sdk'
import { refusedBy } from '../importables/refused-by.ts'

type Write = (trx: Transaction, rows: readonly ImportRow[]) => Promise<readonly ImportOutcome[]>

/** So many rows are taken out of a batch one by one; from then on it is halved. */
const SINGLE_MAX = 20

/**
 * Writes a batch, and where it is refused as a whole, finds the row that was meant: services refuse batches
 * all or none and point to the row, which is then taken out. What is left goes in.
 * @returns for each row its outcome, in the same order
 */
export async function writeBatch(
  trx: Transaction,
  rows: readonly ImportRow[],
  write: Write,
): Promise<readonly ImportOutcome[]> {
  const found = new Map<number, ImportOutcome>()
  const budget = { singles: SINGLE_MAX }
  await settle(trx, { rows, write, found, budget })
  return rows.map(({ number }) => found.get(number)!)
}

interface Settling {
  readonly rows: readonly ImportRow[]
  readonly write: Write
  readonly found: Map<number, ImportOutcome>
  readonly budget: { singles: number }
}

async function settle(trx: Transaction, settling: Settling): Promise<void> {
  const { rows, write, found, budget } = settling
  if (rows.length === 0) return
  try {
    const outcomes = await trx.transaction((inner) => write(inner, rows))
    for (const [index, { number }] of rows.entries()) found.set(number, outcomes[index]!)
  } catch (error) {
    if (!(error instanceof DomainError) || isOfNobody(error)) throw error
    if (rows.length === 1) {
      found.set(rows[0]!.number, refusedBy(error))
      return
    }
    const index = indexIn(error.pointer)
    if (index !== undefined && index < rows.length && budget.singles > 0) {
      budget.singles -= 1
      found.set(rows[index]!.number, refusedBy(error))
      await settle(trx, { ...settling, rows: rows.toSpliced(index, 1) })
      return
    }
    const middle = rows.length >> 1
    await settle(trx, { ...settling, rows: rows.slice(0, middle) })
    await settle(trx, { ...settling, rows: rows.slice(middle) })
  }
}

/**
 * What says nothing about a row: somebody else was quicker, or the fields of rows were defined anew; the
 * batch
 * is tried again.
 */
export function isOfNobody({ code }: DomainError): boolean {
  return code === 'http.version_conflict' || code === 'host.fields_changed'
}

function indexIn(pointer: string | undefined): number | undefined {
  const [, index] = /^\/(\d+)(\/|$)/.exec(pointer ?? '') ?? []
  return index === undefined ? undefined : Number(index)
}

/** A batch as an importable gets it, for fewer rows. */
export function batchOf(batch: ImportBatch, rows: readonly ImportRow[]): ImportBatch {
  return { ...batch, rows }
}
