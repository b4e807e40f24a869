import type { PluginDeclaration, Transaction } from '@stowage/sdk'
import { deriveFromRecord, type RecordedDecision, whoAnswered } from './derive-decision.ts'

const SAMPLE = 100
/** Pages are drawn at random that hold about so many, and of these the sample. */
const DRAWN = 1_000

/** What is proved of decisions beside the SQL of invariants. */
export const decisionsDeriveAgain = {
  id: 'host.decisions_derive_again',
  sentence: 'A hundred decisions at random come out the same from what was recorded of them.',
  // It is core's own look, and stands in no declaration whose words could have it.
  said: { fr: 'Cent décisions prises au hasard redonnent le même résultat d’après ce qui en fut noté.' },
} as const

/** A decision that comes out otherwise, or not at all. */
export interface DecisionDifference {
  readonly decision: string
  readonly strategy: string
  readonly was: string
  readonly is: string
}

/**
 * Derives up to a hundred decisions at random from their records alone.
 * @returns those that come out otherwise. One whose strategy is off or of another version now is left out:
 * nobody can say.
 */
export async function deriveSample(
  trx: Transaction,
  plugins: readonly PluginDeclaration[],
): Promise<readonly DecisionDifference[]> {
  const rows = await drawn(trx)
  return rows.flatMap((row): DecisionDifference[] => {
    const bound = whoAnswered(plugins, row)
    if (typeof bound === 'string') return []
    const { id: decision, strategy, record } = row
    const was = shortly(record.choice ?? record.choiceDigest)
    try {
      const { isSame = true, answer } = deriveFromRecord(bound, row) ?? {}
      return isSame ? [] : [{ decision, strategy, was, is: shortly(answer?.choice) }]
    } catch (error) {
      return [{ decision, strategy, was, is: (error as Error).message }]
    }
  })
}

async function drawn(trx: Transaction): Promise<RecordedDecision[]> {
  const { rows: pages } = await trx.raw<{ rows: { n: number }[] }>(
    "select reltuples::float8 as n from pg_class where oid = 'host.decision'::regclass",
  )
  const percent = Math.min(100, (100 * DRAWN) / Math.max(1, pages[0]!.n))
  const { rows } = await trx.raw<{ rows: RecordedDecision[] }>(
    `select id, point, strategy, strategy_version as "strategyVersion", plugin, record, evidence
       from host.decision tablesample system (?) where evidence is not null order by random() limit ?`,
    [percent, SAMPLE],
  )
  return rows
}

function shortly(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200)
}
