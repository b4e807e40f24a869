import {
  type ImportAddition,
  type ImportBatch,
  type ImportOutcome,
  type ImportRow,
  refuse,
  type Transaction,
} from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import { changeRows } from '../audit/change-rows.ts'
import type { Author } from '../audit/record-change.ts'
import { newId } from '../database/ids.ts'
import { expectChangedFields, expectNewFields } from '../imports/importables/plugin-fields.ts'
import { pointedAtRow } from '../imports/importables/pointed-at-row.ts'
import { refusedBy } from '../imports/importables/refused-by.ts'
import { titled } from '../imports/importables/titled.ts'
import { createItems } from './create-items.ts'
import { gtin14 } from './gtin.ts'
import { gtinHolder } from './gtin-holder.ts'
import { ItemRow } from './item.model.ts'
import { checkCounting, checkedItem } from './item.rules.ts'
import { Item, type ItemPatch, type NewItem } from './item.schemas.ts'
import { refuseHouse } from './items-to-add-to.ts'
import { type NamedOwner, namedOwners } from './named-owners.ts'

const ENTITY = 'items.item'
const { properties: P } = Item

/** An item as a row of a file says it. */
export const ItemOfFile = Type.Object(
  {
    owner: Type.Optional(
      Type.String({ title: 'Owner', maxLength: 120, 'x-names': ['client', 'propriétaire', 'mandant'] }),
    ),
    sku: titled(
      P.sku,
      'SKU',
      'item',
      'article',
      'item number',
      'part number',
      'product code',
      'référence',
      'code article',
      'artikelnummer',
      'artnr',
    ),
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
interface Plan {
  readonly row: ImportRow<Values>
  readonly owner: NamedOwner | undefined
  readonly standing: ItemRow | undefined
  readonly id: string
  readonly wish: ItemPatch
}

/**
 * Writes a batch of rows in a handful of statements: owners and standing items are looked up at once, each
 * row is checked by itself and for what it would take from others, and what is left is made and changed.
 */
async function writeItems(trx: Transaction, batch: ImportBatch<Values>): Promise<readonly ImportOutcome[]> {
  const author: Author = { actor: batch.actor, reason: batch.reason }
  const outcomes = new Map<number, ImportOutcome>()
  const plans = await plansOf(trx, batch)
  const fixed = await fixedByStock(trx, plans)
  const gtins = await takenGtins(trx, plans)
  const fit = plans.filter((plan) => {
    const refusal = refusalOf(plan, author, { fixed, gtins, batch })
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

interface Others {
  /** Items whose counting is fixed, since stock of them was posted. */
  readonly fixed: ReadonlySet<string>
  /** What carries a GTIN that somebody wants, by the row's number. */
  readonly gtins: ReadonlyMap<number, string>
  readonly batch: ImportBatch<Values>
}

function refusalOf(plan: Plan, author: Author, { fixed, gtins, batch }: Others): ImportOutcome | undefined {
  const { row, owner, standing, wish } = plan
  const said = row.values.owner
  const missing = standing === undefined ? batch.missingForNew(row) : []
  if (missing.length > 0) return { status: 'refused', problems: missing }
  try {
    if (said !== undefined && owner === undefined)
      throw refuse('items.owner_unknown', { owner: said }, '/owner')
    if (said === undefined && owner === undefined && author.actor.owners !== 'all')
      throw refuse('items.owner_required', {}, '/owner')
    if (standing === undefined) {
      const { name } = wish
      if (name === undefined) throw refuse('items.import_name_missing', { sku: row.values.sku }, '/name')
      const checked = checkedItem({ ...NEW, ...wish, sku: row.values.sku, name })
      checkCounting(checked)
    } else {
      refuseHouse(author, standing)
      checkCounting({ ...standing, ...checkedItem(wish) })
      const field = fixed.has(standing.id) ? fixedField(standing, wish) : undefined
      if (field !== undefined) throw refuse('items.fixed_by_stock', { field, sku: standing.sku }, `/${field}`)
    }
    const holder = gtins.get(row.number)
    if (holder !== undefined) throw refuse('items.gtin_taken', { gtin: wish.gtin, holder }, '/gtin')
    return undefined
  } catch (error) {
    return refusedBy(error)
  }
}

const NEW = { baseUnit: 'each', step: 1, serials: 'never', catchUnit: null } as const
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

async function takenGtins(trx: Transaction, plans: readonly Plan[]): Promise<ReadonlyMap<number, string>> {
  const wanted = plans.flatMap(({ row, owner, id, standing, wish: { gtin } }) =>
    typeof gtin !== 'string' || gtin === standing?.gtin
      ? []
      : [{ number: row.number, owner: standing?.owner ?? owner?.no ?? null, id, gtin: gtin14(gtin) }],
  )
  if (wanted.length === 0) return new Map()
  const { rows } = await trx.raw<{ rows: { number: number; holder: string }[] }>(
    `select w.number, ${gtinHolder} as holder
       from jsonb_to_recordset(?) as w(number integer, owner integer, id uuid, gtin text)
       join items.gtin g on g.gtin14 = w.gtin and g.owner is not distinct from w.owner
        and coalesce(g.level, g.item) <> w.id
       join items.item i on i.id = g.item left join items.packaging_level p on p.id = g.level`,
    [JSON.stringify(wanted)],
  )
  const taken = new Map(rows.map(({ number, holder }) => [number, holder]))
  const seen = new Map<string, number>()
  for (const { number, owner, gtin } of wanted) {
    const first = seen.get(`${owner} ${gtin}`)
    if (first === undefined) seen.set(`${owner} ${gtin}`, number)
    else taken.set(number, `row ${first} of this file`)
  }
  return taken
}

async function createAll(
  trx: Transaction,
  author: Author,
  { plans, batch }: { readonly plans: readonly Plan[]; readonly batch: ImportBatch<Values> },
): Promise<void> {
  if (plans.length === 0) return
  const ids = await ownerIdsOf(trx, plans)
  expectNewFields(trx, batch, { entity: ENTITY, rows: plans })
  const wishes = plans.map(
    ({ id, owner, wish, row }): NewItem =>
      ({
        ...wish,
        id,
        sku: row.values.sku,
        owner: owner === undefined ? null : ids.get(owner.no)!,
      }) as NewItem,
  )
  try {
    await createItems(trx, author, wishes)
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
  return changeRows<ItemRow>(trx, author, {
    entity: ENTITY,
    patches: plans.map(({ standing: row, wish }) => ({
      row: row!,
      patch: checkedItem(wish) as Partial<ItemRow>,
      owner: row!.owner,
    })),
  })
}

async function ownerIdsOf(trx: Transaction, plans: readonly Plan[]): Promise<ReadonlyMap<number, string>> {
  const numbers = [...new Set(plans.flatMap(({ owner }) => owner?.no ?? []))]
  const rows = await trx('access.owner').whereIn('no', numbers).select('no', 'id')
  return new Map(rows.map(({ no, id }) => [no, id]))
}
