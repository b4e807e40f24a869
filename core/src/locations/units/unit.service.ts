import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow } from '../../audit/versioned-row.ts'
import { checkedText } from '../location.rules.ts'
import { SeriesRow, UnitRow } from './unit.model.ts'
import { checkedUnitCode, checkUnitKinds } from './unit.rules.ts'
import type { NewSeries, SeriesPatch, UnitPatch } from './unit.schemas.ts'

/** @throws `http.row_not_found` */
async function getUnitRow(trx: Transaction, id: string): Promise<UnitRow> {
  const row = await UnitRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'handling unit', id })
  return row
}

/** Gives a unit another label or kind, closes it, or opens it again. */
export async function changeUnit(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: UnitPatch },
): Promise<void> {
  const { code, isSscc, kind, isActive } = patch
  if (kind !== undefined) await checkUnitKinds(trx, [kind])
  if (isActive === false) await trx.raw('select ledger.hold_units(?::uuid[])', [[id]])
  const row = await getUnitRow(trx, id)
  const coded = code === undefined ? {} : checkedUnitCode(code, isSscc, '')
  const changed = await changeRow<UnitRow>(trx, author, {
    model: UnitRow,
    entity: 'locations.handling_unit',
    row,
    version,
    patch: {
      ...coded,
      ...(kind === undefined ? {} : { kind }),
      ...(isActive === undefined ? {} : { isActive }),
    },
    taken: { handling_unit_code_key: () => refuse('locations.unit_code_taken', { code }, '/code') },
  })
  if (row.isActive && !changed.isActive) await refuseFull(trx, row)
}

/** Whoever posts into a unit holds it, so what is seen here stays so until the transaction ends. */
async function refuseFull(trx: Transaction, { id, code }: UnitRow): Promise<void> {
  const { rows }: { rows: { balances: number; units: number }[] } = await trx.raw(
    `select (select count(*)::int from ledger.bucket k join ledger.balance b on b.bucket = k.id
              where k.handling_unit = :id and k.handling_unit <> '00000000-0000-0000-0000-000000000000'
                and b.on_hand <> 0) as balances,
            (select count(*)::int from locations.handling_unit where parent = :id) as units`,
    { id },
  )
  const { balances, units } = rows[0]!
  if (balances + units > 0) throw refuse('locations.unit_not_empty', { code, balances, units }, '/isActive')
}

/** Makes a series: where codes come from. */
export async function createSeries(
  trx: Transaction,
  author: Author,
  { id, name, scheme, prefix, firstNumber = 0 }: NewSeries,
): Promise<Created<SeriesRow>> {
  const isFitting = scheme === 'sscc' ? /^\d{4,12}$/.test(prefix) : /^[A-Z][A-Z0-9-]{0,19}$/.test(prefix)
  if (!isFitting) throw refuse('locations.series_prefix', { prefix }, '/prefix')
  return createRow<SeriesRow>(trx, author, {
    model: SeriesRow,
    entity: 'locations.unit_series',
    values: {
      ...(id === undefined ? {} : { id: id.toLowerCase() }),
      name: checkedText(name, 'name'),
      scheme,
      prefix,
      firstNumber,
    },
    taken: takenSeries,
  })
}

/** Renames a series, or lets it count on from a higher number. */
export async function changeSeries(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: SeriesPatch },
): Promise<SeriesRow> {
  const row = await getSeries(trx, id)
  const { name, firstNumber } = patch
  if (firstNumber !== undefined && firstNumber < row.firstNumber) {
    const facts = { firstNumber, current: row.firstNumber }
    throw refuse('locations.series_first_number', facts, '/firstNumber')
  }
  return changeRow<SeriesRow>(trx, author, {
    model: SeriesRow,
    entity: 'locations.unit_series',
    row,
    version,
    patch: {
      ...(name === undefined ? {} : { name: checkedText(name, 'name') }),
      ...(firstNumber === undefined ? {} : { firstNumber }),
    },
    taken: takenSeries,
  })
}

/** @throws `http.row_not_found` */
export async function getSeries(trx: Transaction, id: string): Promise<SeriesRow> {
  const row = await SeriesRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'series', id })
  return row
}

const seriesTaken = () => refuse('locations.series_taken', {}, '/name')
const takenSeries = { unit_series_name_key: seriesTaken, unit_series_prefix_key: seriesTaken }
