import {
  type Decided,
  type Decision,
  type PluginDeclaration,
  type ReadContext,
  refuse,
  type StrategyPlace,
  type StrategyPoint,
} from '@stowage/sdk'
import { newId } from '../../database/ids.ts'
import { type Facts, holds } from '../conditions/condition-holds.ts'
import { checkDecisions } from './check-decisions.ts'
import { recordOf } from './decision-record.ts'
import { evidenceOf } from './evidence.ts'
import { askableFactsOf } from './point-facts.ts'
import type { BoundStrategy, Rule } from './rules-in-force.ts'

const MAX_REQUESTS = 10_000
const PASSED_MAX = 5

/** Answers with what is to be recorded of them. */
export interface Answers {
  readonly decided: readonly Decided[]
  readonly records: readonly object[]
}

/** What is asked, of whom, and where. */
export interface Asked {
  readonly plugins: readonly PluginDeclaration[]
  readonly name: string
  readonly point: StrategyPoint
  readonly rules: readonly Rule[]
  readonly requests: readonly unknown[]
  readonly place: StrategyPlace
}

/**
 * Asks for each request the first rule whose condition holds: it reads its facts and chooses.
 * @throws DomainError `host.strategy_missing` where no rule holds and there is no default,
 *   `host.strategy_failed` when a strategy throws or answers something else than it was asked
 */
export async function answerRequests(read: ReadContext, asked: Asked): Promise<Answers> {
  const { point, rules, place } = asked
  const requests = asRecorded(asked.requests)
  if (requests.length > MAX_REQUESTS) {
    const problem = `${requests.length} requests came at once, and ${MAX_REQUESTS} are the most`
    throw refuse('host.strategy_failed', { plugin: '', strategy: '', point: asked.name, problem })
  }
  const [row] = await read.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot')
  const askable = askableFactsOf(point)
  const about = await askable.read(requests, read)
  const first = (facts: Facts) =>
    rules.findIndex(({ condition }) => condition === null || holds(condition, facts, askable.shapes))
  const groups = Map.groupBy(requests.keys(), (n) => first(about[n]!))
  const decided: Decided[] = []
  const records: object[] = []
  for (const [index, members] of groups) {
    const rule = rules[index]
    if (rule === undefined) throw refuse('host.strategy_missing', { point: asked.name })
    const wishes = members.map((n) => requests[n])
    const { facts, answers } = await factsAndAnswers(read, rule, wishes)
    try {
      checkDecisions(point, answers)
    } catch (cause) {
      throw failed(rule, cause)
    }
    const passed = rules
      .slice(0, index)
      .slice(0, PASSED_MAX)
      .map(({ title }) => title)
    for (const [m, n] of members.entries()) {
      const decision = { ...answers[m]!, id: newId() }
      const seen = { decision, request: wishes[m], facts: facts[m], settings: rule.settings }
      decided[n] = decision
      records[n] = {
        id: decision.id,
        ...headOf(rule, asked),
        snapshot: row!.snapshot,
        owner: place.owner ?? null,
        record: recordOf(seen),
        evidence: evidenceOf({ ...seen, about: about[n]!, place, passed }),
      }
    }
  }
  return { decided, records }
}

function headOf({ point, plugin, strategy, binding, bindingVersion }: Rule, { plugins }: Asked) {
  return {
    point,
    strategy: strategy.id,
    strategy_version: strategy.version,
    plugin,
    plugin_version: plugins.find(({ name }) => name === plugin)?.version ?? 'unknown',
    binding,
    binding_version: bindingVersion,
  }
}

/** Lets a strategy read its facts and choose. @throws DomainError `host.strategy_failed` */
export async function factsAndAnswers(
  read: ReadContext,
  bound: BoundStrategy,
  requests: readonly unknown[],
): Promise<{ readonly facts: readonly unknown[]; readonly answers: readonly Decision[] }> {
  const { strategy } = bound
  let facts: readonly unknown[]
  try {
    facts = asRecorded(await strategy.facts(requests, read))
  } catch (cause) {
    throw failed(bound, cause)
  }
  return { facts, answers: choices(bound, requests, facts) }
}

/** As it stands in the record, so that what is chosen by is what a decision is derived from again. */
function asRecorded<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value
}

/** Lets a strategy choose by facts that are known. @throws DomainError `host.strategy_failed` */
export function choices(
  bound: BoundStrategy,
  requests: readonly unknown[],
  facts: readonly unknown[],
): readonly Decision[] {
  const { strategy, settings } = bound
  let answers: unknown = []
  try {
    if (facts.length === requests.length) answers = strategy.choose(requests, facts, settings)
  } catch (cause) {
    throw failed(bound, cause)
  }
  if (Array.isArray(answers) && answers.length === requests.length) return answers as Decision[]
  throw failed(bound, new Error('it gave another number of answers than it was asked'))
}

function failed({ plugin, strategy, point }: BoundStrategy, cause: unknown): Error {
  const facts = { plugin, strategy: strategy.id, point, problem: (cause as Error).message }
  return Object.assign(refuse('host.strategy_failed', facts), { cause })
}
