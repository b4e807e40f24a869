import type { Invariant, PluginDeclaration, Transaction } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { decisionsDeriveAgain, deriveSample } from '../strategies/derive-sample.ts'

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
  const all = looksOf(plugins)
  for (const [index, { id, plugin, look }] of all.entries()) {
    signal.throwIfAborted()
    await tell(index, all.length, id)
    const start = performance.now()
    const found = await within(database, look).catch((error: Error) => ({
      broken: null,
      offenders: [],
      error: error.message.slice(0, ERROR_MAX),
    }))
    await database.background('host.invariant_run').insert({
      invariant: id,
      plugin,
      ...found,
      offenders: JSON.stringify(found.offenders),
      ms: Math.round(performance.now() - start),
    })
  }
  await tell(all.length, all.length, 'done')
}

/** What is found in one look. */
interface Found {
  readonly broken: number
  readonly offenders: readonly unknown[]
}

/** One thing that is always true, and how it is looked at. */
export interface Look {
  readonly id: string
  readonly plugin: string
  readonly sentence: string
  /** The same in other languages. */
  readonly said: Readonly<Record<string, string | undefined>>
  look(trx: Transaction): Promise<Found>
}

/** All that is looked at: what plugins declare in SQL, and that decisions come out again. */
export function looksOf(plugins: readonly PluginDeclaration[]): readonly Look[] {
  const declared = plugins.flatMap(({ name, invariants = [], messages = {} }) =>
    invariants.map((invariant: Invariant) => ({
      id: invariant.id,
      plugin: name,
      sentence: invariant.sentence,
      said: Object.fromEntries(
        Object.entries(messages).map(([language, { words }]) => [language, words?.[invariant.sentence]]),
      ),
      look: (trx: Transaction) => offendersOf(trx, invariant),
    })),
  )
  const decisions = {
    ...decisionsDeriveAgain,
    plugin: 'host',
    async look(trx: Transaction) {
      const offenders = await deriveSample(trx, plugins)
      return { broken: offenders.length, offenders: offenders.slice(0, OFFENDERS_MAX) }
    },
  }
  return [...declared, decisions]
}

function within({ background }: Database, look: Look['look']) {
  return background.transaction(
    async (trx) => {
      await trx.raw(`set local statement_timeout = '${TIME_LIMIT}'; set local jit = off`)
      return { ...(await look(trx as unknown as Transaction)), error: null }
    },
    { readOnly: true },
  )
}

/** Materialized, so that it is planned to find nothing. */
async function offendersOf(trx: Transaction, { offendingRows }: Invariant): Promise<Found> {
  const { rows } = await trx.raw<{ rows: Found[] }>(
    `with offending as materialized (${offendingRows})
     select (select count(*) from offending) as broken,
            coalesce((select jsonb_agg(to_jsonb(o))
              from (select * from offending limit ${OFFENDERS_MAX}) o), '[]') as offenders`,
  )
  return rows[0]!
}
