import { newPassword } from '../access/secret.ts'
import { systemActor } from '../access/system-actor.ts'
import { createUser, hasUsers } from '../access/users/user.service.ts'
import type { Database } from '../database/database.ts'

/** The role that every deployment begins with. */
const ADMINISTRATOR = '00000000-0000-7000-8000-000000000051'
const EMAIL = 'admin@stowage.local'

/** A log-in that was just made. The password is kept nowhere. */
export interface MadeLogIn {
  readonly email: string
  readonly password: string
}

/** Makes the first administrator of a deployment that nobody can log in to yet. */
export async function ensureAdministrator(database: Database): Promise<MadeLogIn | undefined> {
  return database.transaction(systemActor, async (trx) => {
    await trx.raw("select pg_advisory_xact_lock(hashtext('access.first_administrator'))")
    if (await hasUsers(trx)) return undefined
    const made = { email: EMAIL, password: newPassword() }
    const wish = { ...made, name: 'Administrator', roles: [{ role: ADMINISTRATOR }] }
    await createUser(trx, { actor: systemActor }, { wish, known: new Map() })
    return made
  })
}
