import {
  type ImportAddition,
  type ImportBatch,
  type ImportOutcome,
  refuse,
  type Transaction,
} from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import type { Author } from '../../audit/record-change.ts'
import { newId } from '../../database/ids.ts'
import { OwnerOfFile } from '../../imports/importables/owner-of-file.ts'
import { SkuOfFile } from '../../imports/importables/sku-of-file.ts'
import { titled } from '../../imports/importables/titled.ts'
import { type RowPlan, writeRows } from '../../imports/importables/write-rows.ts'
import { refuseHouse } from '../items-to-add-to.ts'
import { type NamedItem, namedItems } from '../named-items.ts'
import { createLots } from './create-lots.ts'
import { LotRow } from './lot.model.ts'
import { checkDays, checkedLot } from './lot.rules.ts'
import { Lot, type LotPatch, type NewLot } from './lot.schemas.ts'

const ENTITY = 'items.lot'
const { properties: P } = Lot

/** A lot as a row of a file says it. */
const LotOfFile = Type.Object(
  {
    owner: OwnerOfFile,
    sku: SkuOfFile,
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

interface Plan extends RowPlan<Values, LotRow> {
  readonly item: NamedItem | undefined
  readonly wish: LotPatch
}

async function writeLots(trx: Transaction, batch: ImportBatch<Values>): Promise<readonly ImportOutcome[]> {
  const author: Author = { actor: batch.actor, reason: batch.reason }
  return writeRows<Values, NewLot, LotRow, Plan>(trx, batch, {
    entity: ENTITY,
    author,
    plans: await plansOf(trx, batch),
    made({ id, item, row, wish }) {
      const { name } = row.values
      return { ...wish, id, item: checkedPlan({ item, row, wish }, author).id, name }
    },
    patch({ item, row, standing, wish }) {
      checkedPlan({ item, row, wish, standing }, author)
      return wish as Partial<LotRow>
    },
    create: (wishes) => createLots(trx, author, wishes),
    ownerOf: ({ owner }) => owner,
  })
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

/** @returns the item, which is kept in lots and may be added to by whoever imports */
function checkedPlan(
  { item, row, wish, standing }: Omit<Plan, 'id' | 'standing'> & { readonly standing?: LotRow | undefined },
  author: Author,
): NamedItem {
  const { sku, name } = row.values
  if (item === undefined) throw refuse('items.item_unknown', { item: sku }, '/sku')
  refuseHouse(author, item)
  if (!item.hasLots) throw refuse('items.lots_not_kept', { sku }, '/sku')
  checkedLot({ name })
  checkDays({ ...NO_DAYS, ...standing, ...wish })
  return item
}
