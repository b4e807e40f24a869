import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChanges } from '../../audit/record-change.ts'
import { holdIds, orTaken } from '../../audit/versioned-row.ts'
import { newId } from '../../database/ids.ts'
import { drawCodes } from './draw-codes.ts'
import { findStart, placeUnits } from './place-units.ts'
import { UnitRow } from './unit.model.ts'
import { checkedUnitCode, checkUnitKinds } from './unit.rules.ts'
import type { NewUnit, NewUnits } from './unit.schemas.ts'

const MAX_BATCH = 10_000

/** Units as they were created, in the order of the wishes. */
export interface CreatedUnits {
  readonly ids: readonly string[]
  /** False when all of them stood there already, with the same content. */
  readonly isNew: boolean
}

interface Columns {
  readonly id: string
  code: string | undefined
  isSscc: boolean
  readonly kind: string
  readonly wish: NewUnit
}

/**
 * Creates handling units, all or none, in a handful of statements however many they are:
 * 1. codes that were given are checked, also against each other; SSCCs have a right check digit;
 * 2. ids that stand already with the same content are left as they are, so a batch may be sent again;
 * 3. the others' codes are drawn from their series, which no two nodes ever draw alike;
 * 4. they are inserted, audited, and put where they stand at first, by the ledger.
 */
export async function createUnits(
  trx: Transaction,
  author: Author,
  wishes: readonly NewUnit[],
): Promise<CreatedUnits> {
  const at = (index: number) => (wishes.length === 1 ? '' : `/units/${index}`)
  const rows = wishes.map((wish, index) => columnsOf(wish, at(index)))
  refuseTwins(rows, at)
  await checkUnitKinds(
    trx,
    rows.map(({ kind }) => kind),
  )
  const given = wishes.flatMap(({ id }) => id?.toLowerCase() ?? [])
  if (given.length > 0 && given.length <= 100) await holdIds(trx, given)
  const standing = await findStanding(trx, given)
  for (const [index, row] of rows.entries()) {
    const stored = standing.get(row.id)
    const isSame = stored?.kind === row.kind && (row.code === undefined || row.code === stored.code)
    if (stored !== undefined && !isSame) throw refuse('locations.id_taken', { id: row.id }, `${at(index)}/id`)
  }
  const fresh = rows.filter(({ id }) => !standing.has(id))
  if (fresh.length > 0) {
    const starts = await findStart(
      trx,
      fresh.map(({ wish }) => wish),
    )
    await drawMissing(trx, fresh)
    await insertUnits(trx, author, fresh)
    await placeUnits(trx, author, fresh, starts)
  }
  return { ids: rows.map(({ id }) => id), isNew: fresh.length > 0 }
}

/**
 * The wishes of a batch: those that were named, or so many alike.
 * @throws `locations.units_too_many` when it is neither, or both
 */
export function wishesOf({ units, make }: NewUnits): readonly NewUnit[] {
  if ((units === undefined) === (make === undefined)) {
    throw refuse('locations.units_too_many', { limit: MAX_BATCH })
  }
  if (units !== undefined) return units
  const { count, ...wish } = make!
  return Array.from({ length: count }, () => wish)
}

function columnsOf(wish: NewUnit, at: string): Columns {
  if (wish.location !== undefined && wish.parent !== undefined) {
    throw refuse('locations.unit_two_places', {}, `${at}/parent`)
  }
  const coded =
    wish.code === undefined ? { code: undefined, isSscc: false } : checkedUnitCode(wish.code, wish.isSscc, at)
  return { ...coded, id: wish.id?.toLowerCase() ?? newId(), kind: wish.kind ?? 'pallet', wish }
}

function refuseTwins(rows: readonly Columns[], at: (index: number) => string): void {
  const seen = new Set<string>()
  for (const [index, { code, id }] of rows.entries()) {
    if (seen.has(id)) throw refuse('locations.id_taken', { id }, `${at(index)}/id`)
    if (code !== undefined && seen.has(`code ${code}`)) {
      throw refuse('locations.unit_code_twice', { code }, `${at(index)}/code`)
    }
    seen.add(id)
    if (code !== undefined) seen.add(`code ${code}`)
  }
}

async function findStanding(trx: Transaction, ids: readonly string[]): Promise<Map<string, UnitRow>> {
  if (ids.length === 0) return new Map()
  const rows = await UnitRow.query(trx).whereRaw('id = any (?::uuid[])', [[...ids]])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Gives codes to those that have none: series by series, however many they are. */
async function drawMissing(trx: Transaction, rows: readonly Columns[]): Promise<void> {
  const bySeries = Map.groupBy(
    rows.filter(({ code }) => code === undefined),
    ({ wish }) => wish.series,
  )
  for (const [series, uncoded] of bySeries) {
    const { codes, isSscc } = await drawCodes(trx, series, uncoded.length)
    for (const [n, row] of uncoded.entries()) Object.assign(row, { code: codes[n], isSscc })
  }
}

async function insertUnits(trx: Transaction, author: Author, rows: readonly Columns[]): Promise<void> {
  const taken: { rows: { code: string }[] } = await trx.raw(
    'select code from locations.handling_unit where code = any (?::text[]) limit 1',
    [rows.map(({ code }) => code!)],
  )
  const codeTaken = (code: string) => refuse('locations.unit_code_taken', { code }, '/code')
  if (taken.rows[0] !== undefined) throw codeTaken(taken.rows[0].code)
  const values = rows.map(({ id, code, kind, isSscc }) => ({ id, code, kind, is_sscc: isSscc }))
  await orTaken(
    {
      // What was free a moment ago can be taken by somebody else's transaction.
      handling_unit_code_key: () => codeTaken(rows[0]!.code!),
      handling_unit_pkey: () => refuse('locations.id_taken', { id: rows[0]!.id }, '/id'),
    },
    trx.raw(
      `insert into locations.handling_unit (id, code, kind, is_sscc)
       select id, code, kind, is_sscc from jsonb_to_recordset(?) as w(id uuid, code text, kind text,
       is_sscc boolean)`,
      [JSON.stringify(values)],
    ),
  )
  const changes = rows.map(({ id, code, kind }) => ({
    entity: 'locations.handling_unit',
    id,
    action: 'create',
    after: { code, kind },
  }))
  await recordChanges(trx, author, changes)
}
