import type { Transaction } from '@stowage/sdk'
import type { Static } from 'typebox'
import type { FloorPerson } from './device.schemas.ts'

/** A screen of names is looked through, a longer list is not. */
const PEOPLE_MAX = 500

/**
 * Who may log in by PIN on a device of a site: whoever is active, has one, and has a role for the floor
 * there.
 * @param site by number
 */
export async function peopleOfSite(trx: Transaction, site: number): Promise<Static<typeof FloorPerson>[]> {
  const { rows } = await trx.raw(
    `select a.id, n.name from access.account a join access.actor n on n.id = a.id
       join access.badge b on b.account = a.id
      where a.is_active and b.pin_hash is not null and exists (
        select from access.role_grant g join access.role r on r.id = g.role
         where g.actor = a.id and r.is_for_floor and (g.ends_at is null or g.ends_at > now())
           and (g.sites is null or ? = any (g.sites)))
      order by lower(n.name), a.id limit ${PEOPLE_MAX}`,
    [site],
  )
  return rows
}
