import {
  type ImportAddition,
  type ImportBatch,
  type ImportOutcome,
  refuse,
  type Transaction,
} from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import type { Author } from '../audit/record-change.ts'
import { newId } from '../database/ids.ts'
import { OwnerOfFile } from '../imports/importables/owner-of-file.ts'
import { SkuOfFile } from '../imports/importables/sku-of-file.ts'
import { titled } from '../imports/importables/titled.ts'
import { type RowPlan, writeRows } from '../imports/importables/write-rows.ts'
import { type ItemColumns, insertItems, itemColumns } from './create-items.ts'
import { gtinsTaken } from './gtin-holder.ts'
import { ItemRow } from './item.model.ts'
import { checkCounting, checkedItem } from './item.rules.ts'
import { Item, type ItemPatch } from './item.schemas.ts'
import { refuseHouse } from './items-to-add-to.ts'
import { type NamedOwner, namedOwners } from './named-owners.ts'

const ENTITY = 'items.item'
const { properties: P } = Item

/** An item as a row of a file says it. */
const ItemOfFile = Type.Object(
  {
    owner: OwnerOfFile,
    sku: SkuOfFile,
    name: Type.Optional(
      titled(P.name, 'Name', 'item name', 'designation', 'product name', 'libellé', 'bezeichnung'),
    ),
    description: Type.Optional(titled(P.description, 'Description')),
    category: Type.Optional(titled(P.category, 'Category', 'group', 'family', 'famille', 'warengruppe')),
    baseUnit: Type.Optional(titled(P.baseUnit, 'Base unit', 'unit', 'uom', 'unit of measure', 'einheit')),
    step: Type.Optional(titled(P.step, 'Step')),
    gtin: Type.Optional(titled(P.gtin, 'GTIN', 'ean', 'ean13', 'upc', 'barcode', 'code-barres', 'gencod')),
    weightGrams: Type.Optional(titled(P.weightGrams, 'Weight in grams', 'weight', 'poids', 'gewicht')),
    lengthMm: Type.Optional(titled(P.lengthMm, 'Length in mm', 'length', 'longueur')),
    widthMm: Type.Optional(titled(P.widthMm, 'Width in mm', 'width', 'largeur')),
    heightMm: Type.Optional(titled(P.heightMm, 'Height in mm', 'height', 'hauteur')),
    hasLots: Type.Optional(titled(P.hasLots, 'Kept in lots', 'lot tracked', 'lots')),
    serials: Type.Optional(titled(P.serials, 'Serial numbers', 'serial tracking')),
    catchUnit: Type.Optional(titled(P.catchUnit, 'Catch unit')),
    lifecycle: Type.Optional(titled(P.lifecycle, 'Lifecycle', 'state', 'statut')),
  },
  { additionalProperties: false },
)
type Values = Static<typeof ItemOfFile>

/** Items of a file: those whose SKU stands in the catalogue are changed, the others made. */
export const itemImport: ImportAddition<Values> = {
  name: 'items',
  title: 'Items',
  permission: 'items.item.write',
  row: ItemOfFile,
  entity: ENTITY,
  keyOf: ({ owner = '', sku }) => `${owner.toLowerCase()} ${sku.toLowerCase()}`,
  write: writeItems,
}

/** A row with what it means for the catalogue. */
interface Plan extends RowPlan<Values, ItemRow> {
  readonly owner: NamedOwner | undefined
  readonly wish: ItemPatch
}

/**
 * Writes a batch of rows in a handful of statements: owners and standing items are looked up at once, and
 * what rows would take from others.
 */
async function writeItems(trx: Transaction, batch: ImportBatch<Values>): Promise<readonly ImportOutcome[]> {
  const author: Author = { actor: batch.actor, reason: batch.reason }
  const plans = await plansOf(trx, batch)
  const others = { fixed: await fixedByStock(trx, plans), gtins: await takenGtins(trx, plans) }
  return writeRows<Values, ItemColumns, ItemRow, Plan>(trx, batch, {
    entity: ENTITY,
    author,
    plans,
    made: (plan) => madeOf(plan, author, others),
    patch: (plan) => patchOf(plan, author, others),
    create: (rows) => insertItems(trx, author, rows),
    ownerOf: ({ owner }) => owner,
  })
}

async function plansOf(trx: Transaction, { rows, actor }: ImportBatch<Values>): Promise<Plan[]> {
  const owners = await namedOwners(
    trx,
    rows.map(({ values }) => values.owner),
  )
  const own =
    actor.owners !== 'all' && actor.owners.length === 1 ? { no: actor.owners[0]!, id: undefined } : undefined
  const ownerOf = ({ owner }: Values) => (owner === undefined ? own : owners.get(owner.toLowerCase()))
  const names = rows.map(({ values }) => ({ owner: ownerOf(values)?.no ?? 0, sku: values.sku.trim() }))
  const found = await ItemRow.query(trx).whereRaw(
    `(coalesce(owner, 0), lower(sku)) in (select w.owner, lower(w.sku)
       from jsonb_to_recordset(?) as w(owner integer, sku text))`,
    [JSON.stringify(names)],
  )
  const standing = new Map(found.map((row) => [`${row.owner ?? 0} ${row.sku.toLowerCase()}`, row]))
  return rows.map((row) => {
    const { owner: said, sku, ...wish } = row.values
    const owner = ownerOf(row.values)
    const stands = standing.get(`${owner?.no ?? 0} ${sku.trim().toLowerCase()}`)
    return { row, owner, standing: stands, id: stands?.id ?? newId(), wish }
  })
}

/** What other rows say about one. */
interface Others {
  /** Items whose counting is fixed, since stock of them was posted. */
  readonly fixed: ReadonlySet<string>
  /** What carries a GTIN that somebody wants, by the row's number. */
  readonly gtins: ReadonlyMap<number, string>
}

function madeOf(plan: Plan, author: Author, others: Others): ItemColumns {
  const { row, owner, wish, id } = plan
  const { owner: said, sku } = row.values
  if (said !== undefined && owner === undefined)
    throw refuse('items.owner_unknown', { owner: said }, '/owner')
  if (said === undefined && owner === undefined && author.actor.owners !== 'all')
    throw refuse('items.owner_required', {}, '/owner')
  const { name } = wish
  if (name === undefined) throw refuse('items.import_name_missing', { sku }, '/name')
  const columns = itemColumns({ ...wish, id, sku, name }, owner?.no ?? null)
  refuseGtin(plan, others)
  return columns
}

function patchOf(plan: Plan, author: Author, others: Others): Partial<ItemRow> {
  const { wish } = plan
  const standing = plan.standing!
  refuseHouse(author, standing)
  const checked = checkedItem(wish)
  checkCounting({ ...standing, ...checked })
  const field = others.fixed.has(standing.id) ? fixedField(standing, wish) : undefined
  if (field !== undefined) throw refuse('items.fixed_by_stock', { field, sku: standing.sku }, `/${field}`)
  refuseGtin(plan, others)
  return checked as Partial<ItemRow>
}

function refuseGtin({ row, wish: { gtin } }: Plan, { gtins }: Others): void {
  const holder = gtins.get(row.number)
  if (holder !== undefined) throw refuse('items.gtin_taken', { gtin, holder }, '/gtin')
}

const FIXED = ['baseUnit', 'step', 'hasLots', 'serials', 'catchUnit'] as const

function fixedField(standing: ItemRow, wish: ItemPatch): (typeof FIXED)[number] | undefined {
  return FIXED.find((field) => wish[field] !== undefined && wish[field] !== standing[field])
}

async function fixedByStock(trx: Transaction, plans: readonly Plan[]): Promise<ReadonlySet<string>> {
  const ids = plans.flatMap(({ standing, wish }) =>
    standing !== undefined && fixedField(standing, wish) !== undefined ? [standing.id] : [],
  )
  if (ids.length === 0) return new Set()
  // As for one item: whoever makes the first bucket at this moment comes before, or reads the new step.
  await trx.raw("select pg_advisory_xact_lock(hashtext('items.step'))")
  const { rows } = await trx.raw<{ rows: { item: string }[] }>(
    'select distinct item from ledger.bucket where item = any (?::uuid[])',
    [ids],
  )
  return new Set(rows.map(({ item }) => item))
}

function takenGtins(trx: Transaction, plans: readonly Plan[]): Promise<ReadonlyMap<number, string>> {
  const wanted = plans.flatMap(({ row, owner, id, standing, wish: { gtin } }) =>
    typeof gtin !== 'string' || gtin === standing?.gtin
      ? []
      : [{ number: row.number, owner: standing?.owner ?? owner?.no ?? null, id, gtin }],
  )
  return gtinsTaken(trx, wanted)
}
