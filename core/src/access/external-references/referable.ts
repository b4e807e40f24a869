import { refuse, type Transaction } from '@stowage/sdk'

/** What can have a name in another system: its table, and the column of its owner where it has one. */
const TABLES = {
  'items.item': { owner: 'owner', what: 'item' },
  'items.lot': { owner: 'owner', what: 'lot' },
  'locations.location': { owner: null, what: 'location' },
  'locations.site': { owner: null, what: 'site' },
  'locations.handling_unit': { owner: null, what: 'handling unit' },
  'access.owner': { owner: 'no', what: 'owner' },
  'access.company': { owner: null, what: 'company' },
} as const

/** The audit's name of something that can have a name in another system. */
export type Referable = keyof typeof TABLES

/** All of them. */
export const REFERABLE = Object.keys(TABLES) as Referable[]

/**
 * Whose row it is, by number; null is the house's.
 * @throws `http.row_not_found`, also for a row that the actor may not see
 */
export async function ownerOfReferred(
  trx: Transaction,
  { entity, id }: { entity: Referable; id: string },
): Promise<number | null> {
  const { owner, what } = TABLES[entity]
  const row = await trx(entity)
    .where({ id })
    .first(owner === null ? 'id' : { owner })
  if (row === undefined) throw refuse('http.row_not_found', { what, id })
  return owner === null ? null : row.owner
}
