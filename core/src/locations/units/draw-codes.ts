import { refuse, type Transaction } from '@stowage/sdk'
import { plateOf, ssccOf } from './sscc.ts'
import { SeriesRow } from './unit.model.ts'

/** License plates, which every installation has. */
const PLATES = '00000000-0000-7000-8000-000000000041'
/** How often numbers are drawn again because a label with the code hangs on something already. */
const DRAWS_MAX = 5

/** Codes that nobody else has or gets. */
export interface DrawnCodes {
  readonly codes: readonly string[]
  readonly isSscc: boolean
}

/**
 * Draws codes from a series. Numbers come from a sequence of the database, so that nodes never draw alike and
 * never wait for one another; a number of a batch that is rolled back stays unused. A code that somebody
 * keyed in by hand before is passed over.
 * @throws `locations.series_unknown`, `locations.series_exhausted`
 */
export async function drawCodes(
  trx: Transaction,
  id: string | undefined,
  count: number,
): Promise<DrawnCodes> {
  const series = await SeriesRow.query(trx).findById(id ?? PLATES)
  if (series === undefined) throw refuse('locations.series_unknown', { series: id }, '/series')
  const codes = new Set<string>()
  for (let drawn = 0; codes.size < count && drawn < DRAWS_MAX; drawn += 1) {
    const fresh = (await drawNumbers(trx, count - codes.size)).map((number) => codeOf(series, number))
    const taken: { rows: { code: string }[] } = await trx.raw(
      'select code from locations.handling_unit where code = any (?::text[])',
      [fresh],
    )
    const isTaken = new Set(taken.rows.map(({ code }) => code))
    for (const code of fresh) if (!isTaken.has(code)) codes.add(code)
  }
  if (codes.size < count) throw refuse('locations.series_exhausted', { prefix: series.prefix })
  return { codes: [...codes], isSscc: series.scheme === 'sscc' }
}

async function drawNumbers(trx: Transaction, count: number): Promise<number[]> {
  const { rows }: { rows: { number: number }[] } = await trx.raw(
    `select nextval('locations.unit_number')::int8 as number from generate_series(1, ?::int)`,
    [count],
  )
  return rows.map(({ number }) => Number(number))
}

function codeOf({ scheme, prefix, firstNumber }: SeriesRow, number: number): string {
  const code =
    scheme === 'sscc'
      ? ssccOf(prefix, Number(firstNumber) + number)
      : plateOf(prefix, Number(firstNumber) + number)
  if (code === undefined) throw refuse('locations.series_exhausted', { prefix })
  return code
}
