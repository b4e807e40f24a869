import { refuse } from '@stowage/sdk'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { placeOf } from './program-credentials.ts'

interface SecretRow {
  readonly secret: string
  readonly former: string | null
}

/**
 * What a program's messages are signed with: its secret, and for an hour the one before.
 * @throws DomainError `host.program_without_key` for one that is off, `host.secret_key_lost`
 */
export async function readSigningSecrets(
  { database, secrets }: Pick<Kernel, 'database' | 'secrets'>,
  plugin: string,
): Promise<string[]> {
  const { rows } = await database.callers.use((client) =>
    client.query<SecretRow>({
      name: 'host.read_signing_secrets',
      text: `select secret, case when former_until > now() then former_secret end as former
               from host.program where plugin = $1`,
      values: [plugin],
    }),
  )
  if (rows[0] === undefined) throw refuse('host.program_without_key', { plugin })
  const { secret, former } = rows[0]
  return [secret, former ?? []].flat().map((sealed) => secrets.open(sealed, placeOf(plugin)))
}
