import { refuse } from '@stowage/sdk'
import { type Cell, isEmptyRow, ROWS_MAX, type SheetRow, type SheetRows } from '../reading/sheet.ts'

/** How many rows are written at once. */
export const BATCH_ROWS = 1_000

/** Which rows of a file. */
export interface RowChoice {
  /** The last row that is done. */
  readonly after: number
  /** Only these, where it is not all. */
  readonly only?: ReadonlySet<number>
  /** What stands in the place of cells, by row and column. */
  readonly corrections: ReadonlyMap<number, Readonly<Record<string, string>>>
}

/**
 * Cuts a file into batches, its first row and empty ones left out. The same rows come together however often
 * it is read, so that a batch that was cut off is the same one when it comes again.
 * @param onDone gets the rows that are left out because they are done
 */
export async function* batchesOf(
  sheet: SheetRows,
  { after, only, corrections }: RowChoice,
  onDone: (row: SheetRow) => void,
): AsyncGenerator<readonly SheetRow[]> {
  let hasHead = false
  let batch: SheetRow[] = []
  for await (const rows of sheet) {
    for (const row of rows) {
      if (isEmptyRow(row)) continue
      if (!hasHead) {
        hasHead = true
        continue
      }
      if (row.number > ROWS_MAX) throw refuse('imports.too_many_rows', { limit: ROWS_MAX })
      const correction = corrections.get(row.number)
      const one = correction === undefined ? row : corrected(row, correction)
      if (row.number <= after || only?.has(row.number) === false) {
        onDone(one)
        continue
      }
      batch.push(one)
      if (batch.length < BATCH_ROWS) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** A row with what somebody put in the place of some cells. */
export function corrected(
  { number, cells }: SheetRow,
  correction: Readonly<Record<string, string>>,
): SheetRow {
  const changed: Cell[] = [...cells]
  for (const [index, cell] of Object.entries(correction)) {
    while (changed.length < Number(index)) changed.push(null)
    changed[Number(index)] = cell
  }
  return { number, cells: changed }
}

/** Gets the next one ready while somebody works on this one: the file is read while the database writes. */
export async function* oneAhead<Item>(source: AsyncGenerator<Item>): AsyncGenerator<Item> {
  try {
    for (let next = source.next(); ; ) {
      const { value, done } = await next
      if (done === true) return
      next = source.next()
      // Whoever takes it hears of what went wrong.
      next.catch(() => {})
      yield value
    }
  } finally {
    await source.return(undefined)
  }
}
