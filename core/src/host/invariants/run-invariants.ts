import type { Invariant, PluginDeclaration } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'

const OFFENDERS_MAX = 10
const TIME_LIMIT = '15min'
const ERROR_MAX = 2_000

/** What a look at the invariants needs. */
export interface InvariantLook {
  readonly database: Database
  readonly plugins: readonly PluginDeclaration[]
  readonly signal: AbortSignal
  readonly tell: (done: number, total: number, note: string) => Promise<void>
}

/**
 * Looks at every plugin's invariants, one after the other, each on what stands at that moment, and keeps what
 * came of it. One that cannot be looked at is kept with its error, and the others go on.
 */
export async function runInvariants({ database, plugins, signal, tell }: InvariantLook): Promise<void> {
  const all = plugins.flatMap(({ name, invariants = [] }) =>
    invariants.map((invariant: Invariant) => ({ plugin: name, invariant })),
  )
  for (const [index, { plugin, invariant }] of all.entries()) {
    signal.throwIfAborted()
    await tell(index, all.length, invariant.id)
    const start = performance.now()
    const found = await look(database, invariant).catch((error: Error) => ({
      broken: null,
      offenders: [],
      error: error.message.slice(0, ERROR_MAX),
    }))
    await database.background('host.invariant_run').insert({
      invariant: invariant.id,
      plugin,
      ...found,
      offenders: JSON.stringify(found.offenders),
      ms: Math.round(performance.now() - start),
    })
  }
  await tell(all.length, all.length, 'done')
}

/** Materialized, so that it is planned to find nothing. */
async function look({ background }: Database, { offendingRows }: Invariant) {
  return background.transaction(
    async (trx) => {
      await trx.raw(`set local statement_timeout = '${TIME_LIMIT}'; set local jit = off`)
      const { rows } = await trx.raw<{ rows: { broken: number; offenders: unknown[] }[] }>(
        `with offending as materialized (${offendingRows})
         select (select count(*) from offending) as broken,
                coalesce((select jsonb_agg(to_jsonb(o))
                  from (select * from offending limit ${OFFENDERS_MAX}) o), '[]') as offenders`,
      )
      return { ...rows[0]!, error: null }
    },
    { readOnly: true },
  )
}
