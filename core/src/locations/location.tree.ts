import { refuse, type Transaction } from '@stowage/sdk'
import type { LocationRow } from './location.model.ts'

const MAX_PATH = 1_000
/** The condition that a path is P or beneath it: "/" is followed by "0" in the order of bytes. */
export const BENEATH = "(path = :path or (path >= :path || '/' and path < :path || '0'))"

/**
 * Makes whoever changes a site's tree wait for whoever does so already, until the transaction ends: paths and
 * the absence of circles hang on rows that this transaction reads.
 */
export async function holdTree(trx: Transaction, site: number): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtext('locations.tree'), ?)", [site])
}

/**
 * Gives all beneath a location the path that follows from its new one.
 * @throws `locations.too_deep`
 */
export async function movePaths(trx: Transaction, from: string, to: string): Promise<void> {
  if (from === to) return
  const { rows } = await trx.raw<{ rows: { longest: number }[] }>(
    `select max(length(path)) + length(:to) - length(:path) as longest from locations.location
           where ${BENEATH}`,
    { path: from, to },
  )
  checkDepth(to, rows[0]?.longest ?? to.length)
  await trx.raw(
    `update locations.location
        set path = :to || substr(path, length(:path) + 1), version = version + 1, updated_at = now()
      where path >= :path || '/' and path < :path || '0'`,
    { path: from, to },
  )
}

/** @throws `locations.too_deep` */
export function checkDepth(path: string, length = path.length): void {
  if (length > MAX_PATH) throw refuse('locations.too_deep', { path, limit: MAX_PATH })
}

/**
 * Puts a location and all beneath it in use or out of use.
 * @throws `locations.stock_stands_there`
 */
export async function setInUse(
  trx: Transaction,
  { path, code }: LocationRow,
  isActive: boolean,
): Promise<void> {
  await trx.raw(
    `update locations.location set is_active = :isActive, version = version + 1, updated_at = now()
      where path >= :path || '/' and path < :path || '0' and is_active <> :isActive`,
    { path, isActive },
  )
  if (!isActive) await refuseWhereStockStands(trx, { path, code })
}

async function refuseWhereStockStands(
  trx: Transaction,
  { path, code }: { path: string; code: string },
): Promise<void> {
  // What is being posted there goes first, and is seen; what comes later finds the place out of use.
  await trx.raw(`select ledger.hold_places(array(select id from locations.location where ${BENEATH}))`, {
    path,
  })
  const { rows } = await trx.raw<{ rows: { balances: number; examples: string[] }[] }>(
    `select count(*)::int as balances, (array_agg(distinct l.code))[1:3] as examples
       from locations.location l join ledger.balance b on b.location = l.id
      where ${BENEATH} and b.on_hand <> 0`,
    { path },
  )
  const { balances, examples } = rows[0]!
  if (balances > 0) throw refuse('locations.stock_stands_there', { code, balances, examples }, '/isActive')
}
