import { randomBytes } from 'node:crypto'
import type { PluginDeclaration, Transaction } from '@stowage/sdk'
import { draftApiKey, endApiKey, insertApiKey } from '../../access/api-keys/api-key.service.ts'
import type { ScopeNumbers } from '../../access/grant.ts'
import { systemActor } from '../../access/system-actor.ts'
import { type Author, recordChange } from '../../audit/record-change.ts'
import type { Database } from '../../database/database.ts'
import { programOf } from '../../plugin-host/program.ts'
import type { SecretBox } from '../secrets/secret-box.ts'

/** For how long what a program had before still counts after it got a new key. */
const GRACE = "now() + interval '1 hour'"

/** What a program takes part by, as it is kept: of the key its hash, the secret sealed. */
export interface KeptCredentials {
  readonly key: { readonly id: string; readonly hash: Buffer }
  readonly secret: string
  readonly scope: KeyScope
}

/**
 * For whose stock and at which sites a key counts, by number; null is all of them. What is left out stays as
 * with the key before.
 */
export type KeyScope = Partial<ScopeNumbers>

/** The same as it is shown, this once. */
export interface ShownCredentials {
  /** Sent by the program as `Authorization: Bearer …`. */
  readonly key: string
  /** What is told to the program is signed with this. */
  readonly signingSecret: string
}

interface ProgramRow {
  readonly key: string
  readonly former_key: string | null
  readonly owners: number[] | null
  readonly sites: number[] | null
}

/**
 * Makes the credentials of a program. They count once they are kept, together with its being switched on.
 * @throws DomainError `host.secret_key_missing`
 */
export function makeCredentials(
  box: SecretBox,
  plugin: string,
  scope: KeyScope = {},
): { kept: KeptCredentials; shown: ShownCredentials } {
  const { id, hash, token } = draftApiKey()
  const signingSecret = `whsec_${randomBytes(24).toString('base64')}`
  return {
    kept: {
      key: { id, hash },
      secret: box.seal(signingSecret, placeOf(plugin)),
      scope,
    },
    shown: { key: token, signingSecret },
  }
}

/**
 * Gives a program its key, with the rights that its declaration asks for and no others, for the owners that
 * and sites that were said. What it had before counts for an hour more. Nobody's leaving the house ends it: it
 * is the house's.
 */
export async function keepCredentials(
  trx: Transaction,
  author: Author,
  { plugin, kept }: { readonly plugin: PluginDeclaration; readonly kept: KeptCredentials },
): Promise<void> {
  const { name, title = name } = plugin
  const permissions = [...(programOf(plugin)?.rights ?? [])]
  const [before]: ProgramRow[] = await trx('host.program as p')
    .join('access.api_key as k', 'k.id', 'p.key')
    .where('p.plugin', name)
    .select('p.key', 'p.former_key', 'k.owners', 'k.sites')
  if (before?.former_key) await endApiKey(trx, author, before.former_key)
  if (before !== undefined) {
    await trx('access.api_key')
      .where({ id: before.key })
      .update({ expires_at: trx.raw(GRACE) })
  }
  const { owners = before?.owners ?? null, sites = before?.sites ?? null } = kept.scope
  const key = { ...kept.key, name: title, permissions, owners, sites, createdBy: systemActor.id }
  await insertApiKey(trx, key)
  await trx.raw(
    `insert into host.program as p (plugin, key, secret) values (?, ?, ?)
     on conflict (plugin) do update
        set former_key = p.key, former_secret = p.secret, former_until = ${GRACE},
            key = excluded.key, secret = excluded.secret, made_at = now()`,
    [name, key.id, kept.secret],
  )
  const whose = owners === null ? null : await trx('access.owner').whereIn('no', owners).pluck('id')
  const where = sites === null ? null : await trx('locations.site').whereIn('no', sites).pluck('id')
  const after = { name: title, program: name, permissions, owners: whose, sites: where }
  await recordChange(trx, { ...author, entity: 'access.api_key', id: key.id, action: 'create', after })
}

/** For whose stock and at which sites a program's key counts; one that has none counts for nothing. */
export async function scopeOfProgram({ callers }: Database, plugin: string): Promise<ScopeNumbers> {
  const { rows } = await callers.use((client) =>
    client.query<ScopeNumbers>({
      name: 'host.scope_of_program',
      text: `select k.owners, k.sites from host.program p join access.api_key k on k.id = p.key where p.plugin = $1`,
      values: [plugin],
    }),
  )
  return rows[0] ?? { owners: [], sites: [] }
}

/** Takes the keys of programs that are switched off; of plugins that are none there is nothing to take. */
export async function endCredentials(
  trx: Transaction,
  author: Author,
  plugins: readonly string[],
): Promise<void> {
  const ended: Pick<ProgramRow, 'key' | 'former_key'>[] = await trx('host.program')
    .whereIn('plugin', [...plugins])
    .delete()
    .returning(['key', 'former_key'])
  for (const id of ended.flatMap((row) => [row.key, row.former_key ?? []].flat())) {
    await endApiKey(trx, author, id)
  }
}

/** Where a signing secret stands. */
export function placeOf(plugin: string) {
  return { plugin, row: 'program', member: 'signing secret' }
}
