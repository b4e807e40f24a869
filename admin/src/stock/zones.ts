import type { BalanceRow } from '../ledger/rows.ts'

/** A bin with what is in it, the largest first. */
export interface Bin {
  readonly code: string
  readonly buckets: readonly BalanceRow[]
}

/** A part of a building with its bins in the order of their codes. */
export interface Zone {
  /** The codes between the site and the bin; empty for what stands directly in the site. */
  readonly path: string
  readonly site: string
  readonly bins: readonly Bin[]
}

/** Balances by zone and bin. Where they are in several sites, a zone's path begins with its site. */
export function binsByZone(buckets: readonly BalanceRow[]): Zone[] {
  const hasSites = new Set(buckets.map(({ site }) => site?.id)).size > 1
  const zones = Map.groupBy(buckets, ({ location }) => zoneOf(location.path, hasSites))
  return [...zones]
    .map(([path, inZone]) => ({ path, site: inZone[0]?.site?.code ?? '', bins: binsOf(inZone) }))
    .sort((a, b) => compare(a.path, b.path))
}

function binsOf(buckets: readonly BalanceRow[]): Bin[] {
  return [...Map.groupBy(buckets, ({ location }) => location.code)]
    .map(([code, inBin]) => ({ code, buckets: [...inBin].sort((a, b) => b.onHand - a.onHand) }))
    .sort((a, b) => compare(a.code, b.code))
}

function zoneOf(path: string, hasSites: boolean): string {
  return path
    .split('/')
    .slice(hasSites ? 0 : 1, -1)
    .join(' / ')
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
