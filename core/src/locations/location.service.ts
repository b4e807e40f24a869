import { refuse, type Transaction } from '@stowage/sdk'
import { type Author, recordChange } from '../audit/record-change.ts'
import { type Created, changeRow, createRow } from '../audit/versioned-row.ts'
import { layOut } from './layouts/lay-out.ts'
import type { LayoutAnswer, LayoutWish } from './layouts/layout.schemas.ts'
import { LocationRow } from './location.model.ts'
import { checkedCode, checkedText, checkKind, toMillimetre } from './location.rules.ts'
import type { Location, LocationPatch, NewLocation } from './location.schemas.ts'
import { checkDepth, holdTree, movePaths, setInUse } from './location.tree.ts'
import type { SiteRow } from './sites/site.model.ts'
import { createSite, getSite, type SiteWish } from './sites/site.service.ts'

/** What core and plugins may ask of locations. */
export interface LocationService {
  /** @throws `http.row_not_found` */
  get(trx: Transaction, id: string): Promise<Location>
  create(trx: Transaction, author: Author, wish: NewLocation): Promise<{ location: Location; isNew: boolean }>
  /** Changes a location that still has the version the caller has seen; all beneath it goes along. */
  change(trx: Transaction, author: Author, wish: LocationChange): Promise<Location>
  createSite(trx: Transaction, author: Author, wish: SiteWish): Promise<Created<SiteRow>>
  /** Lays out a whole building from a pattern, all or nothing. */
  layOut(trx: Transaction, author: Author, wish: LayoutWish): Promise<LayoutAnswer>
}

/** A change of one location. */
export interface LocationChange {
  readonly id: string
  readonly version: number
  readonly patch: LocationPatch
}

declare module '@stowage/sdk' {
  interface Services {
    readonly locations: LocationService
  }
}

/** Makes the service of locations. */
export function createLocationService(): LocationService {
  return { get: getLocation, create: createLocation, change: changeLocation, createSite, layOut }
}

async function getLocation(trx: Transaction, id: string): Promise<Location> {
  return onTheWire(trx, await findLocation(trx, id))
}

async function createLocation(
  trx: Transaction,
  author: Author,
  wish: NewLocation,
): Promise<{ location: Location; isNew: boolean }> {
  const site = await getSiteToUse(trx, wish.site)
  await holdTree(trx, site.no)
  const { kind = 'bin', barcode = null, debtLimit = 0, x = null, y = null, z = null } = wish
  const { checkDigits = null, sizeX = null, sizeY = null, sizeZ = null } = wish
  await checkKind(trx, kind)
  const parent = await findParent(trx, site.no, wish.parent ?? undefined)
  if (!parent.isActive) throw refuse('locations.parent_inactive', { parent: parent.code }, '/parent')
  const code = checkedCode(wish.code)
  const path = `${parent.path}/${code}`
  checkDepth(path)
  const values = {
    ...(wish.id === undefined ? {} : { id: wish.id.toLowerCase() }),
    site: site.no,
    parent: parent.id,
    kind,
    code,
    path,
    barcode: barcode === null ? null : checkedText(barcode, 'barcode'),
    checkDigits,
    xM: toMillimetre(x),
    yM: toMillimetre(y),
    zM: toMillimetre(z),
    xSizeM: toMillimetre(sizeX),
    ySizeM: toMillimetre(sizeY),
    zSizeM: toMillimetre(sizeZ),
  }
  const { row, isNew } = await createRow<LocationRow>(trx, author, {
    model: LocationRow,
    entity: 'locations.location',
    values,
    taken: taken(values),
  })
  if (isNew && debtLimit > 0) await setDebtLimit(trx, row, debtLimit)
  return { location: await getLocation(trx, row.id), isNew }
}

async function changeLocation(
  trx: Transaction,
  author: Author,
  { id, version, patch }: LocationChange,
): Promise<Location> {
  const found = await findLocation(trx, id)
  if (found.site === null) throw refuse('locations.external_is_fixed', { code: found.code })
  await holdTree(trx, found.site)
  const row = await findLocation(trx, id)
  const change = await checkedChange(trx, row, patch)
  const { debtLimit = row.debtLimit } = patch
  const changed = await changeRow<LocationRow>(trx, author, {
    model: LocationRow,
    entity: 'locations.location',
    row,
    version,
    patch: change,
    taken: taken({ ...row, ...change }),
  })
  await movePaths(trx, row.path, changed.path)
  if (changed.isActive !== row.isActive) await setInUse(trx, changed, changed.isActive)
  if (debtLimit !== row.debtLimit) {
    await changeDebtLimit(trx, author, { row: changed, debtLimit })
    if (changed.version === version) await LocationRow.query(trx).findById(id).increment('version', 1)
  }
  return getLocation(trx, id)
}

/** What a patch means for the columns. */
async function checkedChange(
  trx: Transaction,
  row: LocationRow,
  patch: LocationPatch,
): Promise<Partial<LocationRow>> {
  const { kind = row.kind, isActive = row.isActive, parent = row.parent } = patch
  const code = patch.code === undefined ? row.code : checkedCode(patch.code)
  if (row.parent === null) {
    const isFixed = parent !== null || kind !== row.kind || code !== row.code || isActive !== row.isActive
    if (isFixed) throw refuse('locations.root_is_fixed', { code: row.code })
  }
  if (kind !== row.kind) await checkKind(trx, kind)
  const change: Partial<LocationRow> = { kind, code, parent, isActive }
  if (parent !== null) change.path = `${await pathOfParent(trx, row, { parent, isActive })}/${code}`
  if (patch.barcode !== undefined) {
    change.barcode = patch.barcode === null ? null : checkedText(patch.barcode, 'barcode')
  }
  if (patch.checkDigits !== undefined) change.checkDigits = patch.checkDigits
  return { ...change, ...changedExtent(patch) }
}

/** Where it is and how large, as the columns have it. */
function changedExtent({ x, y, z, sizeX, sizeY, sizeZ }: LocationPatch): Partial<LocationRow> {
  const told = { xM: x, yM: y, zM: z, xSizeM: sizeX, ySizeM: sizeY, zSizeM: sizeZ }
  return Object.fromEntries(
    Object.entries(told).flatMap(([column, metres]) =>
      metres === undefined ? [] : [[column, toMillimetre(metres)]],
    ),
  )
}

async function pathOfParent(
  trx: Transaction,
  row: LocationRow,
  { parent: id, isActive }: { parent: string; isActive: boolean },
): Promise<string> {
  const parent = await findParent(trx, row.site!, id)
  if (parent.id === row.id || parent.path.startsWith(`${row.path}/`)) {
    throw refuse('locations.parent_is_beneath', { code: row.code, parent: parent.code }, '/parent')
  }
  if (isActive && !parent.isActive)
    throw refuse('locations.parent_inactive', { parent: parent.code }, '/parent')
  return parent.path
}

async function findLocation(trx: Transaction, id: string): Promise<LocationRow> {
  const row = await LocationRow.query(trx).findById(id)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'location', id })
  return row
}

/** The site's root, where no parent is named. */
async function findParent(trx: Transaction, site: number, id: string | undefined): Promise<LocationRow> {
  const parent = await LocationRow.query(trx)
    .where(id === undefined ? { site, kind: 'site' } : { site, id })
    .first()
  if (parent === undefined) throw refuse('locations.parent_unknown', { parent: id }, '/parent')
  return parent
}

async function getSiteToUse(trx: Transaction, id: string): Promise<SiteRow> {
  return getSite(trx, id).catch(() => {
    throw refuse('locations.site_unknown', { site: id }, '/site')
  })
}

async function changeDebtLimit(
  trx: Transaction,
  author: Author,
  { row, debtLimit }: { row: LocationRow; debtLimit: number },
): Promise<void> {
  await setDebtLimit(trx, row, debtLimit)
  await recordChange(trx, {
    ...author,
    entity: 'locations.location',
    id: row.id,
    action: 'change',
    before: { debtLimit: row.debtLimit },
    after: { debtLimit },
  })
}

/**
 * The ledger's own function keeps the copies in the balances. They are held before it is asked how they
 * stand, so that what is in the way can be named.
 */
async function setDebtLimit(trx: Transaction, { id, code }: LocationRow, debtLimit: number): Promise<void> {
  await trx.raw('select ledger.hold_places(array[?::uuid])', [id])
  const deepest = await trx('ledger.balance as b')
    .join('items.item as i', 'i.id', 'b.item')
    .where('b.location', id)
    .where('b.on_hand', '<', -debtLimit)
    .orderBy('b.on_hand')
    .first<{ sku: string; on_hand: number } | undefined>('i.sku', 'b.on_hand')
  if (deepest !== undefined) {
    const { sku, on_hand: onHand } = deepest
    throw refuse('locations.debt_too_low', { code, debtLimit, sku, onHand, needed: -onHand }, '/debtLimit')
  }
  await trx.raw('select ledger.set_debt_limit(?, ?)', [id, debtLimit])
}

function taken({ code, barcode }: Partial<LocationRow>) {
  const codeTaken = () => refuse('locations.code_taken', { code }, '/code')
  return {
    location_code_key: codeTaken,
    location_path_key: codeTaken,
    location_barcode_key: () => refuse('locations.barcode_taken', { barcode }, '/barcode'),
  }
}

async function onTheWire(trx: Transaction, row: LocationRow): Promise<Location> {
  const { id, parent, kind, code, path, barcode, debtLimit, isActive, version, createdAt, updatedAt } = row
  const site = row.site === null ? undefined : await trx('locations.site').where({ no: row.site }).first('id')
  const place = {
    x: row.xM,
    y: row.yM,
    z: row.zM,
    sizeX: row.xSizeM,
    sizeY: row.ySizeM,
    sizeZ: row.zSizeM,
  }
  const rest = {
    parent,
    kind,
    code,
    path,
    barcode,
    checkDigits: row.checkDigits,
    debtLimit,
    ...place,
    isActive,
    version,
    createdAt,
    updatedAt,
  }
  return { id, site: site?.id ?? null, ...rest }
}
