import { refuse, type Transaction } from '@stowage/sdk'

/** Those in use who may do everything, everywhere and for good. */
export const ADMINISTRATORS = `select a.id from access.account a where a.is_active and (
    (a.permissions @> '{*}' and a.owners is null and a.sites is null)
    or exists (select from access.role_grant g join access.role r on r.id = g.role
                where g.actor = a.id and r.permissions @> '{*}' and g.owners is null and g.sites is null
                  and g.ends_at is null))`

/**
 * Two administrators who take each other's rights at once wait for one another here.
 * @throws `access.last_administrator`
 */
export async function checkAdministratorLeft(trx: Transaction): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtext('access.last_administrator'))")
  const { rowCount } = await trx.raw(`${ADMINISTRATORS} limit 1`)
  if (rowCount === 0) throw refuse('access.last_administrator')
}
