import type { HealthCheck, Refusal, Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { placeOf } from '../programs/program-credentials.ts'
import { settingsShapeOf } from '../settings/settings-shape.ts'

/** So many are named; whoever mends one mends them all. */
const SHOWN = 5

interface SecretsRow {
  readonly plugin: string
  /** What names the place in a sentence; empty for the organisation. */
  readonly place: string
  readonly row: string
  readonly secrets: Readonly<Record<string, string>>
}

/**
 * What of the settings of plugins that are on, and of programs, was encrypted with another key: after a move
 * to another machine, or in a backup that was brought back without its key.
 * @returns a refusal that names them and the way out; nothing where all can be opened
 */
export async function findLostSecrets(
  database: Knex | Transaction,
  { plugins, secrets }: Pick<Kernel, 'plugins' | 'secrets'>,
): Promise<Refusal | undefined> {
  const rows = await readSealed(
    database,
    plugins.map(({ name }) => name),
  )
  const shapes = new Map(plugins.map((plugin) => [plugin.name, settingsShapeOf(plugin)]))
  const lost = rows.flatMap(({ plugin, place, row, secrets: sealed }) =>
    Object.entries(sealed)
      .filter(([member, text]) => !secrets.canOpen(text, { plugin, row, member }))
      .map(([member]) => {
        const title = shapes.get(plugin)?.members.get(member)?.title ?? member
        return `${title} (${plugin}${place && `, ${place}`})`
      }),
  )
  if (lost.length === 0) return undefined
  const more = lost.length > SHOWN ? ', …' : ''
  const names = lost.slice(0, SHOWN).join(', ') + more
  return { code: 'host.health_secrets_lost', facts: { count: lost.length, names } }
}

async function readSealed(database: Knex | Transaction, plugins: string[]): Promise<SecretsRow[]> {
  const { member, row } = placeOf('')
  const { rows } = await database.raw<{ rows: SecretsRow[] }>(
    `select plugin, case scope when 'organisation' then '' else scope end as place, id::text as row, secrets
       from host.setting_value where secrets <> '{}'
     union all
     select plugin, name, id::text, secrets from host.setting_instance where secrets <> '{}'
     union all
     select plugin, '', :row, jsonb_build_object(:member::text, secret) from host.program
      order by plugin, place`,
    { member, row },
  )
  return rows.filter(({ plugin }) => plugins.includes(plugin))
}

/** The page of health tells of them, too. */
export function secretsCheck(kernel: Kernel): HealthCheck {
  return {
    name: 'host.secrets',
    // The same word in French.
    title: 'Secrets',
    mend: '/host/plugins',
    look: async (trx) => [(await findLostSecrets(trx, kernel)) ?? []].flat(),
  }
}
