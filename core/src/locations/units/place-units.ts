import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import { UNIT_DEPTH_MAX } from './unit.rules.ts'
import type { NewUnit } from './unit.schemas.ts'

/** Where units stand at first: the location of each place or parent that wishes name. */
export interface Starts {
  /** By the id of the place, or of the parent. */
  readonly locations: ReadonlyMap<string, string>
}

interface Parent {
  id: string
  code: string
  location: string | null
  is_active: boolean
  depth: number
}

/**
 * Finds where new units begin, and holds their parents until the transaction ends, so that none is moved
 * or closed meanwhile.
 * @throws `locations.unit_place_unknown`, `locations.unit_place_closed`, `locations.unit_parent_unknown`,
 *   `locations.unit_parent_unusable`, `locations.unit_parent_deep`
 */
export async function findStart(trx: Transaction, wishes: readonly NewUnit[]): Promise<Starts> {
  const places = [...new Set(wishes.flatMap(({ location }) => location?.toLowerCase() ?? []))]
  const parents = [...new Set(wishes.flatMap(({ parent }) => parent?.toLowerCase() ?? []))]
  const locations = new Map<string, string>()
  await checkPlaces(trx, places)
  for (const place of places) locations.set(place, place)
  for (const { id, location } of await heldParents(trx, parents)) locations.set(id, location!)
  return { locations }
}

/** Puts units where they stand at first. The ledger does it, because a unit's place is its own to write. */
export async function placeUnits(
  trx: Transaction,
  { actor }: Author,
  units: readonly { readonly id: string; readonly wish: NewUnit }[],
  { locations }: Starts,
): Promise<void> {
  const placed = units.filter(({ wish }) => wish.location !== undefined || wish.parent !== undefined)
  if (placed.length === 0) return
  const start = ({ location, parent }: NewUnit) => locations.get((parent ?? location)!.toLowerCase())!
  await trx.raw('select ledger.place_units(?::uuid[], ?::uuid[], ?::uuid[], ?)', [
    placed.map(({ id }) => id),
    placed.map(({ wish }) => start(wish)),
    placed.map(({ wish }) => wish.parent ?? null) as string[],
    actor.id,
  ])
}

async function checkPlaces(trx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows }: { rows: { id: string; code: string; is_active: boolean }[] } = await trx.raw(
    `select l.id, l.code, l.is_active from locations.location l join locations.kind k on k.name = l.kind
      where k.balanced and l.id = any (?::uuid[])`,
    [[...ids]],
  )
  const missing = ids.find((id) => rows.every((row) => row.id !== id))
  if (missing !== undefined) {
    throw refuse('locations.unit_place_unknown', { location: missing }, '/location')
  }
  const closed = rows.find(({ is_active }) => !is_active)
  if (closed !== undefined) {
    throw refuse('locations.unit_place_closed', { location: closed.code }, '/location')
  }
}

async function heldParents(trx: Transaction, ids: readonly string[]): Promise<Parent[]> {
  if (ids.length === 0) return []
  await trx.raw('select ledger.hold_units(?::uuid[])', [[...ids]])
  const { rows }: { rows: Parent[] } = await trx.raw(
    `with recursive up (id, ancestor, depth) as (
       select id, parent, 1 from locations.handling_unit where id = any (?::uuid[])
       union all
       select up.id, u.parent, up.depth + 1 from up join locations.handling_unit u on u.id = up.ancestor
        where up.depth < ${UNIT_DEPTH_MAX})
     select u.id, u.code, u.location, u.is_active, max(up.depth) as depth
       from up join locations.handling_unit u on u.id = up.id group by u.id`,
    [[...ids]],
  )
  for (const id of ids) {
    const parent = rows.find((row) => row.id === id)
    if (parent === undefined) throw refuse('locations.unit_parent_unknown', { parent: id }, '/parent')
    const { code, depth } = parent
    if (!parent.is_active || parent.location === null) {
      throw refuse('locations.unit_parent_unusable', { parent: code }, '/parent')
    }
    if (depth >= UNIT_DEPTH_MAX) {
      throw refuse('locations.unit_parent_deep', { parent: code, depth, limit: UNIT_DEPTH_MAX }, '/parent')
    }
  }
  return rows
}
