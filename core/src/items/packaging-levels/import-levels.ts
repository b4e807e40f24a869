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
import { gtinsTaken } from '../gtin-holder.ts'
import { checkedItem } from '../item.rules.ts'
import { refuseHouse } from '../items-to-add-to.ts'
import { type NamedItem, namedItems } from '../named-items.ts'
import { lowestTerms } from './convert.ts'
import { insertLevels, type LevelColumns } from './insert-levels.ts'
import { PackagingLevelRow } from './packaging-level.model.ts'
import { checkFactor, checkName } from './packaging-level.rules.ts'
import { PackagingLevel } from './packaging-level.schemas.ts'

const ENTITY = 'items.packaging_level'
const { properties: P } = PackagingLevel

/** A packaging level as a row of a file says it. */
const LevelOfFile = Type.Object(
  {
    owner: OwnerOfFile,
    sku: SkuOfFile,
    name: titled(P.name, 'Level', 'packaging level', 'packaging', 'unit', 'pack', 'conditionnement'),
    numerator: titled(
      P.numerator,
      'Holds base units',
      'quantity',
      'units per package',
      'pieces',
      'factor',
      'contenance',
      'quantité',
    ),
    denominator: Type.Optional(titled(P.denominator, 'Divided by', 'divisor', 'diviseur')),
    gtin: Type.Optional(titled(P.gtin, 'GTIN', 'ean', 'itf14', 'gtin14', 'barcode', 'code-barres', 'gencod')),
    weightGrams: Type.Optional(titled(P.weightGrams, 'Weight in grams', 'weight', 'poids', 'gewicht')),
    lengthMm: Type.Optional(titled(P.lengthMm, 'Length in mm', 'length', 'longueur')),
    widthMm: Type.Optional(titled(P.widthMm, 'Width in mm', 'width', 'largeur')),
    heightMm: Type.Optional(titled(P.heightMm, 'Height in mm', 'height', 'hauteur')),
  },
  { additionalProperties: false },
)
type Values = Static<typeof LevelOfFile>

/**
 * Packaging levels of a file: those that an item has in use by that name are changed, but for what they hold,
 * which stays for good; the others are made.
 */
export const levelImport: ImportAddition<Values> = {
  name: 'packaging-levels',
  title: 'Packaging levels',
  permission: 'items.item.write',
  row: LevelOfFile,
  entity: ENTITY,
  keyOf: ({ owner = '', sku, name }) => [owner, sku, name].map((word) => word.trim().toLowerCase()).join(' '),
  write: writeLevels,
}

interface Plan extends RowPlan<Values, PackagingLevelRow> {
  readonly item: NamedItem | undefined
}

async function writeLevels(trx: Transaction, batch: ImportBatch<Values>): Promise<readonly ImportOutcome[]> {
  const author: Author = { actor: batch.actor, reason: batch.reason }
  const plans = await plansOf(trx, batch)
  const gtins = await gtinsTaken(
    trx,
    plans.flatMap(({ row, item, id, standing }) => {
      const { gtin } = row.values
      if (typeof gtin !== 'string' || item === undefined || gtin === standing?.gtin) return []
      return [{ number: row.number, gtin, owner: item.owner, id }]
    }),
  )
  return writeRows<Values, LevelColumns, PackagingLevelRow, Plan>(trx, batch, {
    entity: ENTITY,
    author,
    plans,
    made: (plan) => columnsOf(plan, author, gtins),
    patch(plan) {
      const { item, sku, numerator, denominator, id, owner, name, ...patch } = columnsOf(plan, author, gtins)
      return said(patch, plan) as Partial<PackagingLevelRow>
    },
    create: (rows) => insertLevels(trx, author, rows),
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
  const found = await PackagingLevelRow.query(trx).whereRaw(
    `is_active and (item, lower(name)) in (select w.item, lower(w.name)
       from jsonb_to_recordset(?) as w(item uuid, name text))`,
    [JSON.stringify(names.filter(({ item }) => item !== undefined))],
  )
  const standing = new Map(found.map((level) => [`${level.item} ${level.name.toLowerCase()}`, level]))
  return rows.map((row, index) => {
    const item = items[index]
    const level = standing.get(`${item?.id} ${row.values.name.trim().toLowerCase()}`)
    return { row, item, standing: level, id: level?.id ?? newId() }
  })
}

/** What a row says of a level, checked by itself and for what it would take from others. */
function columnsOf(
  { row, item, id, standing }: Plan,
  author: Author,
  gtins: ReadonlyMap<number, string>,
): LevelColumns {
  const { owner: _, sku, denominator = 1, numerator, ...rest } = row.values
  if (item === undefined) throw refuse('items.item_unknown', { item: sku }, '/sku')
  refuseHouse(author, item)
  const checked = checkedItem(rest)
  const factor = lowestTerms({ numerator, denominator })
  if (standing !== undefined) checkFactor(factor, standing, item)
  checkName({ name: checked.name, ...factor }, item)
  const holder = gtins.get(row.number)
  if (holder !== undefined) throw refuse('items.gtin_taken', { gtin: rest.gtin, holder }, '/gtin')
  return { ...NOTHING, ...checked, ...factor, id, item: item.id, sku: item.sku, owner: item.owner }
}

const NOTHING = { gtin: null, weightGrams: null, lengthMm: null, widthMm: null, heightMm: null } as const

/** Of the columns only those that the row says something about. */
function said(patch: object, { row }: Plan): object {
  return Object.fromEntries(Object.entries(patch).filter(([name]) => name in row.values))
}
