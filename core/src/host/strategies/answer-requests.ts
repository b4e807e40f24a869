import { type Decided, type Decision, type ReadContext, refuse } from '@stowage/sdk'
import { newId } from '../../database/ids.ts'
import type { BoundStrategy } from './bound-strategy.ts'
import { digestOf, digestsOf, recordOf } from './decision-record.ts'

const MAX_REQUESTS = 10_000

/** Answers with what is to be recorded of them. */
export interface Answers {
  readonly decided: readonly Decided[]
  readonly records: readonly object[]
}

/** What is asked, for whom, and which version of the plugin answers. */
export interface Asked {
  readonly requests: readonly unknown[]
  readonly owner: string | null
  readonly pluginVersion: string
}

/**
 * Lets a strategy read its facts and choose.
 * @throws DomainError `host.strategy_failed` when it throws or answers something else than it was asked
 */
export async function answerRequests(
  read: ReadContext,
  bound: BoundStrategy,
  asked: Asked,
): Promise<Answers> {
  const { requests, owner, pluginVersion } = asked
  if (requests.length > MAX_REQUESTS) {
    throw failed(bound, `${requests.length} requests came at once, and ${MAX_REQUESTS} are the most`)
  }
  const [row] = await read.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot')
  const { facts, answers } = await factsAndAnswers(read, bound, requests)
  const { point, plugin, strategy, settings, binding } = bound
  const decided = answers.map((answer) => ({ ...answer, id: newId() }))
  const records = decided.map((decision, index) => ({
    id: decision.id,
    point,
    strategy: strategy.id,
    strategy_version: strategy.version,
    plugin,
    plugin_version: pluginVersion,
    binding,
    snapshot: row!.snapshot,
    owner,
    record: recordOf({ decision, request: requests[index], facts: facts[index], settings }),
  }))
  return { decided, records }
}

/** What came out when the same was asked again. */
export interface DerivedAgain {
  readonly isSame: boolean
  /** The members of the facts that are not what they were. */
  readonly changedFacts: readonly string[]
  readonly answer: Decision
}

/** Asks again what was asked before, and compares. */
export async function deriveAgain(
  read: ReadContext,
  bound: BoundStrategy,
  before: {
    readonly request: unknown
    readonly choiceDigest: string
    readonly facts: Readonly<Record<string, string>>
  },
): Promise<DerivedAgain> {
  const { facts, answers } = await factsAndAnswers(read, bound, [before.request])
  const now = digestsOf(facts[0])
  const names = new Set([...Object.keys(now), ...Object.keys(before.facts)])
  return {
    isSame: digestOf(answers[0]!.choice) === before.choiceDigest,
    changedFacts: [...names].filter((name) => now[name] !== before.facts[name]),
    answer: answers[0]!,
  }
}

async function factsAndAnswers(read: ReadContext, bound: BoundStrategy, requests: readonly unknown[]) {
  const { strategy, settings } = bound
  try {
    const facts = await strategy.facts(requests, read)
    const answers = strategy.choose(requests, facts, settings)
    if (facts.length === requests.length && answers.length === requests.length) return { facts, answers }
  } catch (cause) {
    throw Object.assign(failed(bound, (cause as Error).message), { cause })
  }
  throw failed(bound, 'it gave another number of answers than it was asked')
}

function failed({ plugin, strategy, point }: BoundStrategy, problem: string): Error {
  return refuse('host.strategy_failed', { plugin, strategy: strategy.id, point, problem })
}
