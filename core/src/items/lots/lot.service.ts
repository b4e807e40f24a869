import { refuse, type Transaction } from '@stowage/sdk'
import { ownerIds } from '../../access/owners/owner.service.ts'
import type { Author } from '../../audit/record-change.ts'
import { changeRow } from '../../audit/versioned-row.ts'
import { ItemRow } from '../item.model.ts'
import { refuseHouse } from '../items-to-add-to.ts'
import { createLots, getOrCreateLots, type MadeLot } from './create-lots.ts'
import { LotRow } from './lot.model.ts'
import { checkDays, checkedLot } from './lot.rules.ts'
import type { Lot, LotPatch, NewLot } from './lot.schemas.ts'

/** A lot, and whether it was made just now. */
export interface CreatedLot {
  readonly lot: Lot
  readonly isNew: boolean
}

/** A change of one lot. */
export interface LotChange {
  readonly id: string
  readonly version: number
  readonly patch: LotPatch
}

/** What core and plugins may ask of lots. */
export interface LotService {
  /** @throws `http.row_not_found`, also for a lot that the actor may not see */
  get(trx: Transaction, id: string): Promise<Lot>
  /**
   * Creates many lots, all or none. An id that stands already with the same content is left as it is.
   * @returns them in the order of the wishes
   */
  createMany(trx: Transaction, author: Author, wishes: readonly NewLot[]): Promise<CreatedLot[]>
  /**
   * The lots of these names, those created that do not stand yet; a day that is wished must be the one that
   * stands.
   * @returns them in the order of the wishes
   */
  getOrCreate(trx: Transaction, author: Author, wishes: readonly Omit<NewLot, 'id'>[]): Promise<CreatedLot[]>
  /** Changes a lot that still has the version the caller has seen. */
  change(trx: Transaction, author: Author, wish: LotChange): Promise<Lot>
}

/** Makes the service of lots. */
export function createLotService(): LotService {
  return {
    get: async (trx, id) => onTheWire(trx, await findLot(trx, id)),
    createMany: async (trx, author, wishes) => present(trx, await createLots(trx, author, wishes)),
    getOrCreate: async (trx, author, wishes) => present(trx, await getOrCreateLots(trx, author, wishes)),
    change: changeLot,
  }
}

async function findLot(trx: Transaction, id: string): Promise<LotRow> {
  const row = await LotRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'lot', id })
  return row
}

async function changeLot(trx: Transaction, author: Author, { id, version, patch }: LotChange): Promise<Lot> {
  const row = await findLot(trx, id)
  const item = (await ItemRow.query(trx).findById(row.item))!
  refuseHouse(author, item)
  const checked = checkedLot(patch)
  checkDays({ ...row, ...checked })
  const facts = { sku: item.sku, name: checked.name ?? row.name }
  if (facts.name !== row.name) {
    const clash = await LotRow.query(trx).findOne({ item: row.item, name: facts.name })
    if (clash !== undefined) {
      const { id: lot, expiresOn } = clash
      throw refuse('items.lot_name_taken', { ...facts, lot, expiresOn: expiresOn ?? 'no day' }, '/name')
    }
  }
  const changed = await changeRow<LotRow>(trx, author, {
    model: LotRow,
    entity: 'items.lot',
    row,
    version,
    patch: checked,
    owner: row.owner,
    taken: { lot_name_key: () => refuse('items.lot_name_taken_now', facts, '/name') },
  })
  return onTheWire(trx, changed)
}

async function present(trx: Transaction, made: readonly MadeLot[]): Promise<CreatedLot[]> {
  const lots = await lotsOnTheWire(
    trx,
    made.map(({ row }) => row),
  )
  return lots.map((lot, index) => ({ lot, isNew: made[index]!.isNew }))
}

async function onTheWire(trx: Transaction, row: LotRow): Promise<Lot> {
  const [lot] = await lotsOnTheWire(trx, [row])
  return lot!
}

async function lotsOnTheWire(trx: Transaction, rows: readonly LotRow[]): Promise<Lot[]> {
  const found = await ItemRow.query(trx)
    .select('id', 'sku', 'name')
    .whereRaw('id = any (?::uuid[])', [[...new Set(rows.map(({ item }) => item))]])
  const items = new Map(found.map((item) => [item.id, item]))
  const owners = await ownerIds(
    trx,
    rows.flatMap(({ owner }) => owner ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    item: row.item,
    sku: items.get(row.item)!.sku,
    itemName: items.get(row.item)!.name,
    owner: row.owner === null ? null : owners.get(row.owner)!,
    name: row.name,
    manufacturedOn: row.manufacturedOn,
    bestBefore: row.bestBefore,
    expiresOn: row.expiresOn,
    retestOn: row.retestOn,
    attributes: row.attributes,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }))
}
