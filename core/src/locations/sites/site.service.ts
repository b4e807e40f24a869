import { refuse, type Transaction } from '@stowage/sdk'
import { Company } from '../../access/companies/company.model.ts'
import type { Author } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow } from '../../audit/versioned-row.ts'
import { newId } from '../../database/ids.ts'
import { LocationRow } from '../location.model.ts'
import { checkedCode, checkedText } from '../location.rules.ts'
import { holdTree, movePaths } from '../location.tree.ts'
import { SiteRow } from './site.model.ts'

/** A site as somebody wishes it. */
export interface SiteWish {
  readonly id?: string
  readonly company: string
  readonly code: string
  readonly name: string
  readonly timeZone: string
}

/** @throws `http.row_not_found` */
export async function getSite(trx: Transaction, id: string): Promise<SiteRow> {
  const site = await SiteRow.query(trx).findOne({ id })
  if (site === undefined) throw refuse('http.row_not_found', { what: 'site', id })
  return site
}

/** Creates a site together with its root, the location that all others stand in. */
export async function createSite(
  trx: Transaction,
  author: Author,
  wish: SiteWish,
): Promise<Created<SiteRow>> {
  const { company } = wish
  if ((await Company.query(trx).findById(company)) === undefined) {
    throw refuse('locations.company_unknown', { company }, '/company')
  }
  const values = { ...wish, ...checked(wish) }
  const taken = takenCode(values.code)
  const created = await createRow<SiteRow>(trx, author, {
    model: SiteRow,
    entity: 'locations.site',
    values,
    taken,
  })
  if (created.isNew) {
    const { code } = values
    const root = { id: newId(), site: created.row.no, kind: 'site', code, path: code }
    await createRow<LocationRow>(trx, author, {
      model: LocationRow,
      entity: 'locations.location',
      values: root,
      taken,
    })
  }
  return created
}

/** Changes a site; another code goes for its root and all paths beneath it. */
export async function changeSite(
  trx: Transaction,
  author: Author,
  { id, version, patch }: { id: string; version: number; patch: Partial<Omit<SiteWish, 'id' | 'company'>> },
): Promise<SiteRow> {
  const row = await getSite(trx, id)
  await holdTree(trx, row.no)
  const values = checked(patch)
  const taken = takenCode(values.code ?? row.code)
  const model = SiteRow
  const changed = await changeRow<SiteRow>(trx, author, {
    model,
    entity: 'locations.site',
    row,
    version,
    patch: values,
    taken,
  })
  if (changed.code !== row.code) {
    const { code } = changed
    const root = await LocationRow.query(trx).findOne({ site: row.no, kind: 'site' })
    const rename = { row: root!, version: root!.version, patch: { code, path: code }, taken }
    await changeRow<LocationRow>(trx, author, { model: LocationRow, entity: 'locations.location', ...rename })
    await movePaths(trx, row.code, code)
  }
  return changed
}

function checked({ code, name, timeZone }: Partial<SiteWish>): Partial<SiteWish> {
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw refuse('locations.time_zone_unknown', { timeZone }, '/timeZone')
  }
  return {
    ...(code === undefined ? {} : { code: checkedCode(code) }),
    ...(name === undefined ? {} : { name: checkedText(name, 'name') }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }
}

/** Names only: an offset such as +01:00, which Intl takes as well, knows no summer time. */
function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z]/.test(timeZone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== undefined
  } catch {
    return false
  }
}

function takenCode(code: string | undefined) {
  const refusal = () => refuse('locations.site_code_taken', { code }, '/code')
  return { site_code_key: refusal, location_path_key: refusal }
}
