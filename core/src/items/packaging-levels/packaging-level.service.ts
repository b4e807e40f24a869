import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import { changeRow, createRow } from '../../audit/versioned-row.ts'
import { refuseGtinTaken } from '../gtin-holder.ts'
import { ItemRow } from '../item.model.ts'
import { checkedItem } from '../item.rules.ts'
import { itemsToAddTo, refuseHouse } from '../items-to-add-to.ts'
import { convert, lowestTerms } from './convert.ts'
import { PackagingLevelRow } from './packaging-level.model.ts'
import { checkFactor, checkName } from './packaging-level.rules.ts'
import type {
  BaseQuantity,
  NewPackagingLevel,
  PackagingLevel,
  PackagingLevelPatch,
} from './packaging-level.schemas.ts'

/** What core and plugins may ask of packaging levels. */
export interface PackagingLevelService {
  /** @throws `http.row_not_found`, also for a level that the actor may not see */
  get(trx: Transaction, id: string): Promise<PackagingLevel>
  create(
    trx: Transaction,
    author: Author,
    wish: NewPackagingLevel,
  ): Promise<{ level: PackagingLevel; isNew: boolean }>
  /**
   * Changes a level that still has the version the caller has seen.
   * @throws `items.level_factor_fixed`: its factor stays for good
   */
  change(trx: Transaction, author: Author, wish: LevelChange): Promise<PackagingLevel>
  /**
   * What so many of a level are in base units, exactly.
   * @throws `items.level_quantity_uneven` with the nearest two quantities
   */
  convert(trx: Transaction, wish: { readonly id: string; readonly quantity: number }): Promise<BaseQuantity>
}

/** A change of one packaging level. */
export interface LevelChange {
  readonly id: string
  readonly version: number
  readonly patch: PackagingLevelPatch
}

/** Makes the service of packaging levels. */
export function createPackagingLevelService(): PackagingLevelService {
  return {
    get: async (trx, id) => onTheWire(await findLevel(trx, id)),
    create: createLevel,
    change: changeLevel,
    async convert(trx, { id, quantity }) {
      const row = await findLevel(trx, id)
      const { sku, baseUnit, step } = (await ItemRow.query(trx).findById(row.item))!
      const { name: level, numerator, denominator } = row
      const factor = { name: level, numerator, denominator, sku, baseUnit, step }
      return { quantity, level, baseQuantity: convert(quantity, factor), baseUnit }
    },
  }
}

async function findLevel(trx: Transaction, id: string): Promise<PackagingLevelRow> {
  const row = await PackagingLevelRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'packaging level', id })
  return row
}

async function createLevel(
  trx: Transaction,
  author: Author,
  wish: NewPackagingLevel,
): Promise<{ level: PackagingLevel; isNew: boolean }> {
  const items = await itemsToAddTo(trx, author, [wish], () => '')
  const item = items.get(wish.item)!
  const { numerator, denominator } = lowestTerms({ denominator: 1, ...wish })
  const checked = checkedItem(wish)
  const { name } = checked
  checkName({ name, numerator, denominator }, item)
  const standing = wish.id === undefined ? undefined : await PackagingLevelRow.query(trx).findById(wish.id)
  if (standing === undefined) {
    await refuseTaken(trx, { item, name, gtin: checked.gtin ?? null })
  }
  const { row, isNew } = await createRow<PackagingLevelRow>(trx, author, {
    model: PackagingLevelRow,
    entity: 'items.packaging_level',
    values: { ...checked, numerator, denominator, owner: item.owner },
    owner: item.owner,
    taken: takenNow(item, checked),
  })
  return { level: onTheWire(row), isNew }
}

async function changeLevel(
  trx: Transaction,
  author: Author,
  { id, version, patch }: LevelChange,
): Promise<PackagingLevel> {
  const row = await findLevel(trx, id)
  const item = (await ItemRow.query(trx).findById(row.item))!
  refuseHouse(author, item)
  const { numerator: _, denominator: __, ...checked } = checkedItem(patch)
  checkFactor(patch, row, item)
  const { name, gtin, isActive } = { ...row, ...checked }
  if (isActive) {
    const isRenamed = !row.isActive || name.toLowerCase() !== row.name.toLowerCase()
    const isRelabelled = !row.isActive || gtin !== row.gtin
    await refuseTaken(trx, {
      item,
      ...(isRenamed ? { name } : {}),
      gtin: isRelabelled ? gtin : null,
      except: row.id,
    })
  }
  const changed = await changeRow<PackagingLevelRow>(trx, author, {
    model: PackagingLevelRow,
    entity: 'items.packaging_level',
    row,
    version,
    patch: checked,
    owner: row.owner,
    taken: takenNow(item, { name, gtin }),
  })
  return onTheWire(changed)
}

interface Names {
  readonly item: ItemRow
  readonly name?: string
  readonly gtin: string | null
  readonly except?: string
}

async function refuseTaken(trx: Transaction, { item, name, gtin, except }: Names): Promise<void> {
  if (name !== undefined) {
    const clash = await PackagingLevelRow.query(trx)
      .where({ item: item.id, is_active: true })
      .whereRaw('lower(name) = lower(?)', [name])
      .first()
    if (clash !== undefined && clash.id !== except) throw levelTaken(item, clash.name)
  }
  if (gtin !== null) await refuseGtinTaken(trx, { gtin, owner: item.owner, except: except ?? null })
}

function levelTaken({ sku }: ItemRow, name: string): Error {
  return refuse('items.level_name_taken', { sku, name }, '/name')
}

/** What was free a moment ago can be taken by somebody else's transaction. */
function takenNow(item: ItemRow, { name, gtin }: { name: string; gtin?: string | null }) {
  return {
    packaging_level_name_key: () => levelTaken(item, name),
    gtin_key: () => refuse('items.gtin_taken', { gtin, holder: 'something else' }, '/gtin'),
  }
}

function onTheWire(row: PackagingLevelRow): PackagingLevel {
  const { id, item, name, numerator, denominator, gtin, isActive, version, createdAt, updatedAt } = row
  const { weightGrams, lengthMm, widthMm, heightMm } = row
  const size = { weightGrams, lengthMm, widthMm, heightMm }
  return { id, item, name, numerator, denominator, gtin, ...size, isActive, version, createdAt, updatedAt }
}
