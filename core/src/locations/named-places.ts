import type { Transaction } from '@stowage/sdk'
import { LocationRow } from './location.model.ts'
import { SiteRow } from './sites/site.model.ts'

/** The sites that rows of a file name, by code, name or id in whatever case. */
export async function namedSites(
  trx: Transaction,
  said: readonly (string | undefined)[],
): Promise<{ readonly sites: ReadonlyMap<string, SiteRow>; readonly only: SiteRow | undefined }> {
  const all = await SiteRow.query(trx).orderBy('no').limit(10_000)
  const wanted = new Set(said.flatMap((name) => name?.toLowerCase() ?? []))
  const sites = new Map<string, SiteRow>()
  for (const site of all) {
    for (const name of [site.name, site.code, site.id]) {
      if (wanted.has(name.toLowerCase())) sites.set(name.toLowerCase(), site)
    }
  }
  return { sites, only: all.length === 1 ? all[0] : undefined }
}

/** A place as a row names it: by its code or barcode, in the site where it says one. */
export interface PlaceName {
  readonly code: string
  readonly site: number | undefined
}

/**
 * The places that rows name.
 * @returns in the order of the names: the place, none, or how many there are where that is not one
 */
export async function namedPlaces(
  trx: Transaction,
  names: readonly PlaceName[],
): Promise<(LocationRow | number)[]> {
  const codes = [...new Set(names.map(({ code }) => code.trim()))]
  const rows = await LocationRow.query(trx)
    .whereNotNull('site')
    .whereRaw('(code = any (?::text[]) or barcode = any (?::text[]))', [codes, codes])
  const byName = new Map<string, LocationRow[]>()
  for (const row of rows) {
    for (const name of new Set([row.code, row.barcode])) {
      if (name !== null) byName.set(name, [...(byName.get(name) ?? []), row])
    }
  }
  return names.map(({ code, site }) => {
    const found = (byName.get(code.trim()) ?? []).filter((row) => site === undefined || row.site === site)
    return found.length === 1 ? found[0]! : found.length
  })
}
