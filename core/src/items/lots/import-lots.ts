import {
  type ImportAddition,
  type ImportBatch,
  type ImportOutcome,
  type ImportRow,
  refuse,
  type Transaction,
} from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { changeRows } from '../../audit/change-rows.ts'
import type { Author } from '../../audit/record-change.ts'
import { newId } from '../../database/ids.ts'
import { expectChangedFields, expectNewFields } from '../../imports/importables/plugin-fields.ts'
import { pointedAtRow } from '../../imports/importables/pointed-at-row.ts'
import { refusedBy } from '../../imports/importables/refused-by.ts'
import { titled } from '../../imports/importables/titled.ts'
import type { ItemRow } from '../item.model.ts'
import { refuseHouse } from '../items-to-add-to.ts'
import { namedItems } from '../named-items.ts'
import { createLots } from './create-lots.ts'
import { LotRow } from './lot.model.ts'
import { checkDays, checkedLot } from './lot.rules.ts'
import { Lot, type LotPatch } from './lot.schemas.ts'

const ENTITY = 'items.lot'
const { properties: P } = Lot

/** A lot as a row of a file says it. */
export const LotOfFile = Type.Object(
  {
    owner: Type.Optional(
      titled(Type.String({ maxLength: 120 }), 'Owner', 'client', 'propriétaire', 'mandant'),
    ),
    sku: titled(P.sku, 'SKU', 'item', 'article', 'item number', 'part number', 'product code', 'référence'),
    name: titled(P.name, 'Lot', 'lot', 'lot number', 'batch', 'batch number', 'charge', 'numéro de lot'),
    manufacturedOn: Type.Optional(titled(P.manufacturedOn, 'Made on', 'production date', 'fabrication')),
    bestBefore: Type.Optional(titled(P.bestBefore, 'Best before', 'bbd', 'bbe', 'ddm', 'mhd')),
    expiresOn: Type.Optional(
      titled(P.expiresOn, 'Expires on', 'expiry', 'expiry date', 'expiration', 'dlc', 'péremption'),
    ),
    retestOn: Type.Optional(titled(P.retestOn, 'Test again on', 'retest date')),
  },
  { additionalProperties: false },
)
type Values = Static<typeof LotOfFile>

/** Lots of a file: those that an item has by that name are changed, the others made. */
export const lotImport: ImportAddition<Values> = {
  name: 'lots',
  title: 'Lots',
  permission: 'items.lot.write',
  row: LotOfFile,
  entity: ENTITY,
  keyOf: ({ owner = '', sku, name }) => `${owner.toLowerCase()} ${sku.toLowerCase()} ${name}`,
  write: writeLots,
}

interface Plan {
  readonly row: ImportRow<Values>
  readonly item: ItemRow | undefined
  readonly standing: LotRow | undefined
  readonly id: string
  readonly wish: LotPatch
}

async function writeLots(trx: Transaction, batch: ImportBatch<Values>): Promise<readonly ImportOutcome[]> {
  const author: Author = { actor: batch.actor, reason: batch.reason }
  const outcomes = new Map<number, ImportOutcome>()
  const fit = (await plansOf(trx, batch)).filter((plan) => {
    const refusal = refusalOf(plan, author, batch)
    if (refusal !== undefined) outcomes.set(plan.row.number, refusal)
    return refusal === undefined
  })
  const fresh = fit.filter(({ standing }) => standing === undefined)
  await createAll(trx, author, { plans: fresh, batch })
  const standing = fit.filter((plan) => plan.standing !== undefined)
  const changed = await changeAll(trx, author, { plans: standing, batch })
  for (const { row, standing, id } of fit) {
    const status = standing === undefined ? 'created' : changed.has(id) ? 'updated' : 'unchanged'
    outcomes.set(row.number, { status })
  }
  return batch.rows.map(({ number }) => outcomes.get(number)!)
}

async function plansOf(trx: Transaction, { rows, actor }: ImportBatch<Values>): Promise<Plan[]> {
  const items = await namedItems(
    trx,
    actor,
    rows.map(({ values }) => values),
  )
  const names = rows.map(({ values }, index) => ({ item: items[index]?.id, name: values.name.trim() }))
  const found = await LotRow.query(trx).whereRaw(
    '(item, name) in (select w.item, w.name from jsonb_to_recordset(?) as w(item uuid, name text))',
    [JSON.stringify(names.filter(({ item }) => item !== undefined))],
  )
  const standing = new Map(found.map((lot) => [`${lot.item} ${lot.name}`, lot]))
  return rows.map((row, index) => {
    const { owner, sku, name, ...wish } = row.values
    const lot = standing.get(`${items[index]?.id} ${name.trim()}`)
    return { row, item: items[index], standing: lot, id: lot?.id ?? newId(), wish }
  })
}

const NO_DAYS = { manufacturedOn: null, bestBefore: null, expiresOn: null, retestOn: null }

function refusalOf(
  { row, item, standing, wish }: Plan,
  author: Author,
  batch: ImportBatch<Values>,
): ImportOutcome | undefined {
  const { sku, name } = row.values
  const missing = standing === undefined ? batch.missingForNew(row) : []
  if (missing.length > 0) return { status: 'refused', problems: missing }
  try {
    if (item === undefined) throw refuse('items.item_unknown', { item: sku }, '/sku')
    refuseHouse(author, item)
    if (!item.hasLots) throw refuse('items.lots_not_kept', { sku }, '/sku')
    checkedLot({ name })
    checkDays({ ...NO_DAYS, ...standing, ...wish })
    return undefined
  } catch (error) {
    return refusedBy(error)
  }
}

async function createAll(
  trx: Transaction,
  author: Author,
  { plans, batch }: { readonly plans: readonly Plan[]; readonly batch: ImportBatch<Values> },
): Promise<void> {
  if (plans.length === 0) return
  expectNewFields(trx, batch, { entity: ENTITY, rows: plans })
  try {
    const wishes = plans.map(({ id, item, row, wish }) => ({
      ...wish,
      id,
      item: item!.id,
      name: row.values.name,
    }))
    await createLots(trx, author, wishes)
  } catch (error) {
    throw pointedAtRow(
      error,
      plans.map(({ row }) => row),
      batch.rows,
    )
  }
}

async function changeAll(
  trx: Transaction,
  author: Author,
  { plans, batch }: { readonly plans: readonly Plan[]; readonly batch: ImportBatch<Values> },
): Promise<ReadonlySet<string>> {
  if (plans.length === 0) return new Set()
  await expectChangedFields(trx, batch, { entity: ENTITY, rows: plans })
  return changeRows<LotRow>(trx, author, {
    entity: ENTITY,
    patches: plans.map(({ standing: row, wish }) => ({
      row: row!,
      patch: wish as Partial<LotRow>,
      owner: row!.owner,
    })),
  })
}
