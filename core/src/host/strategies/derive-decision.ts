import { type Decision, type PluginDeclaration, refuse, type Transaction } from '@stowage/sdk'
import { pointRegistryOf } from '../points/point-registry.ts'
import { choices, factsAndAnswers } from './answer-requests.ts'
import { type DecisionRecord, digestOf, digestsOf } from './decision-record.ts'
import type { Evidence } from './evidence.ts'
import { readInTransaction } from './read-in-transaction.ts'
import type { BoundStrategy } from './rules-in-force.ts'

/** A decision as it was recorded. */
export interface RecordedDecision {
  readonly id: string
  readonly point: string
  readonly strategy: string
  readonly strategyVersion: number
  readonly plugin: string
  readonly record: DecisionRecord
  readonly evidence: Evidence | null
}

/** What came out once more. */
export interface DerivedAgain {
  readonly isSame: boolean
  readonly answer: Decision
}

/** What comes out by the facts as they are today. */
export interface DerivedToday extends DerivedAgain {
  /** The members of the facts that are not what they were. */
  readonly changedFacts: readonly string[]
}

/** Who would answer a recorded decision once more; a sentence's end says why nobody can. */
export function whoAnswered(
  plugins: readonly PluginDeclaration[],
  row: RecordedDecision,
): BoundStrategy | string {
  const { point, strategy: id, strategyVersion, record, evidence } = row
  const found = pointRegistryOf(plugins)
    .strategiesOf(point)
    .find(({ value }) => value.id === id)
  if (found === undefined) return `the plugin ${row.plugin} is off, or has no ${id} any more`
  const { plugin, value: strategy } = found
  if (strategy.version !== strategyVersion) {
    return `${id} was version ${strategyVersion} then, and is ${strategy.version} now`
  }
  const settings = (evidence?.settings ?? record.settings ?? {}) as Record<string, unknown>
  return { point, plugin, strategy, settings, binding: null, bindingVersion: null }
}

/** Derives a decision by what was recorded of it alone; undefined where that was too large to be kept. */
export function deriveFromRecord(
  bound: BoundStrategy,
  { record, evidence }: Pick<RecordedDecision, 'record' | 'evidence'>,
): DerivedAgain | undefined {
  if (evidence === null) return undefined
  const [answer] = choices(bound, [evidence.request], [evidence.facts])
  return { isSame: digestOf(answer!.choice) === record.choiceDigest, answer: answer! }
}

/** Asks the same today; undefined where what was asked was too large to be kept. */
async function deriveToday(
  trx: Transaction,
  bound: BoundStrategy,
  { record, evidence }: Pick<RecordedDecision, 'record' | 'evidence'>,
): Promise<DerivedToday | undefined> {
  const request = evidence?.request ?? record.request
  if (request === undefined) return undefined
  const { facts, answers } = await readInTransaction(trx, (read) => factsAndAnswers(read, bound, [request]))
  const before = evidence === null ? (record.facts ?? {}) : digestsOf(evidence.facts)
  const now = digestsOf(facts[0])
  const names = new Set([...Object.keys(now), ...Object.keys(before)])
  const answer = answers[0]!
  return {
    isSame: digestOf(answer.choice) === record.choiceDigest,
    answer,
    changedFacts: [...names].filter((name) => now[name] !== before[name]),
  }
}

/**
 * Derives a decision once more: by its record, and as things are today.
 * @throws DomainError `host.decision_not_derivable`
 */
export async function derive(
  trx: Transaction,
  plugins: readonly PluginDeclaration[],
  row: RecordedDecision,
): Promise<{ readonly fromRecord?: DerivedAgain; readonly today?: DerivedToday }> {
  const bound = whoAnswered(plugins, row)
  if (typeof bound === 'string') throw refuse('host.decision_not_derivable', { why: bound })
  const fromRecord = deriveFromRecord(bound, row)
  const today = await deriveToday(trx, bound, row)
  if (fromRecord === undefined && today === undefined) {
    throw refuse('host.decision_not_derivable', { why: 'what was asked was too large to be kept' })
  }
  return { ...(fromRecord && { fromRecord }), ...(today && { today }) }
}
