import {
  type Decision,
  type PluginDeclaration,
  refuse,
  type StrategyPoint,
  type Transaction,
} from '@stowage/sdk'
import type { Static } from 'typebox'
import { holds } from '../conditions/condition-holds.ts'
import { pointRegistryOf } from '../points/point-registry.ts'
import { choices, factsAndAnswers } from './answer-requests.ts'
import type { Draft as DraftSchema, TrialOnTheWire } from './binding.schemas.ts'
import { checkContent, checkPlace } from './binding.service.ts'
import { type DecisionRecord, digestOf } from './decision-record.ts'
import type { Evidence } from './evidence.ts'
import { askableFactsOf } from './point-facts.ts'
import { readInTransaction } from './read-in-transaction.ts'
import { type BoundStrategy, bound } from './rules-in-force.ts'

/** The most decisions that one trial looks at, how many at once, and how long it may take. */
const DECISIONS_MAX = 10_000
const AT_ONCE = 100
const TIME_MAX_MS = 10_000
const EXAMPLES_MAX = 10
const TEXT_MAX = 160
const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** A rule that is to be tried. */
export type Draft = Static<typeof DraftSchema>
/** What would have become of the decisions of a time. */
export type Trial = Static<typeof TrialOnTheWire>
type Outcome = Trial['examples'][number]['outcome']

interface Row {
  readonly id: string
  readonly at: string
  readonly strategy: string
  readonly strategyVersion: number
  readonly record: DecisionRecord
  readonly evidence: Evidence | null
}

/** A row with all that is needed to decide it once more. */
interface Case extends Row {
  readonly evidence: Evidence
}

interface Period {
  readonly from: string
  readonly until: string
}

/**
 * Puts a rule to the decisions of a period as if it were asked first, the newest of them: how many it would
 * answer, how many of these otherwise, and why. Reads in portions, changes nothing and locks nothing.
 */
export async function tryRule(
  trx: Transaction,
  plugins: readonly PluginDeclaration[],
  draft: Draft,
): Promise<Trial> {
  checkContent(plugins, draft)
  await checkPlace(trx, draft)
  const period = periodOf(draft)
  const rule = ruleOf(plugins, draft)
  const isMeant = await meant(trx, plugins, draft)
  const trial = new Tally()
  const deadline = performance.now() + TIME_MAX_MS
  let last: Row | undefined
  while (trial.decisions < DECISIONS_MAX && performance.now() < deadline) {
    const rows = await portion(trx, draft.point, period, last)
    last = rows.at(-1)
    const cases = rows.filter((row): row is Case => row.evidence !== null)
    trial.decisions += rows.length
    trial.unknown += rows.length - cases.length
    await decideAgain(trx, rule, cases.filter(isMeant), trial)
    if (rows.length < AT_ONCE) return trial.told(period, { rule, isCut: false })
  }
  return trial.told(period, { rule, isCut: true })
}

function periodOf({ from, until }: Draft): Period {
  const end = until === undefined ? Date.now() : Date.parse(until)
  const begin = from === undefined ? end - WEEK_MS : Date.parse(from)
  const period = { from: new Date(begin).toISOString(), until: new Date(end).toISOString() }
  if (begin < end) return period
  const facts = { validFrom: period.from, validUntil: period.until }
  throw refuse('host.trial_runs_backward', facts, '/from')
}

function ruleOf(
  plugins: readonly PluginDeclaration[],
  { point, strategy, settings = {} }: Draft,
): BoundStrategy {
  const found = pointRegistryOf(plugins)
    .strategiesOf(point)
    .find(({ value }) => value.id === strategy)!
  return bound({ point, plugin: found.plugin, strategy: found.value }, settings)
}

/** Whether a decision was made in the place of the rule, and its condition holds of it. */
async function meant(trx: Transaction, plugins: readonly PluginDeclaration[], draft: Draft) {
  const { condition = null, company, site, owner, category } = draft
  const point = pointRegistryOf(plugins).points.get(draft.point)!.declaration as StrategyPoint
  const { shapes } = askableFactsOf(point)
  const companies = company ? await companiesOfSites(trx) : new Map<string, string>()
  return ({ evidence: { place, about } }: Case) =>
    (!site || place.site === site) &&
    (!owner || place.owner === owner) &&
    (!category || place.category?.toLowerCase() === category.toLowerCase()) &&
    (!company || (place.company ?? companies.get(place.site ?? '')) === company) &&
    (condition === null || holds(condition, about, shapes))
}

async function companiesOfSites(trx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; company: string }[] = await trx('locations.site').select('id', 'company')
  return new Map(rows.map(({ id, company }) => [id, company]))
}

async function portion(trx: Transaction, point: string, { from, until }: Period, last?: Row): Promise<Row[]> {
  const query = trx('host.decision')
    .where({ point })
    .where('at', '>=', from)
    .where('at', '<', until)
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(AT_ONCE)
  if (last !== undefined) query.whereRaw('(at, id) < (?::timestamptz, ?::uuid)', [last.at, last.id])
  const version = { strategyVersion: 'strategy_version' }
  return query.select<Row[]>('id', 'at', 'strategy', 'record', 'evidence', version)
}

/** By the facts that were recorded where the same strategy read them, else by those of today. */
async function decideAgain(trx: Transaction, rule: BoundStrategy, cases: readonly Case[], trial: Tally) {
  const { id, version } = rule.strategy
  const isKnown = (row: Case) => row.strategy === id && row.strategyVersion === version
  const known = cases.filter(isKnown)
  const others = cases.filter((row) => !isKnown(row))
  if (known.length > 0) {
    const requests = known.map(({ evidence }) => evidence.request)
    const facts = known.map(({ evidence }) => evidence.facts)
    trial.add(known, choices(rule, requests, facts))
  }
  if (others.length > 0) {
    trial.isOnTodaysFacts = true
    const requests = others.map(({ evidence }) => evidence.request)
    const { answers } = await readInTransaction(trx, (read) => factsAndAnswers(read, rule, requests))
    trial.add(others, answers)
  }
}

/** What has been found so far. */
class Tally {
  decisions = 0
  unknown = 0
  isOnTodaysFacts = false
  readonly #counts: Record<Outcome, number> = { same: 0, different: 0, none: 0 }
  readonly #examples: Record<Outcome, Trial['examples']> = { same: [], different: [], none: [] }

  add(cases: readonly Case[], answers: readonly Decision[]): void {
    for (const [n, { id, at, record, evidence }] of cases.entries()) {
      const answer = answers[n]!
      const isSame = digestOf(answer.choice) === record.choiceDigest
      const outcome = answer.choice === null && !isSame ? 'none' : isSame ? 'same' : 'different'
      this.#counts[outcome] += 1
      if (this.#examples[outcome].length >= EXAMPLES_MAX) continue
      this.#examples[outcome].push({
        decision: id,
        at,
        outcome,
        about: { ...evidence.about },
        was: wordsOf(record.choice, evidence.considered),
        wasBecause: record.because,
        wouldBe: wordsOf(answer.choice, answer.considered),
        wouldBeBecause: answer.because,
      })
    }
  }

  told(period: Period, { rule, isCut }: { readonly rule: BoundStrategy; readonly isCut: boolean }): Trial {
    const { decisions, unknown, isOnTodaysFacts } = this
    const { same, different, none } = this.#counts
    const matching = same + different + none
    const examples = this.#examples
    const counts = { decisions, isCut, matching, same, different, none, unknown, isOnTodaysFacts }
    const few = examples.same.slice(0, 5)
    return {
      ...period,
      ...counts,
      sentence: sentenceOf(counts, rule),
      examples: [...examples.none, ...examples.different, ...few],
    }
  }
}

type Counts = Pick<
  Trial,
  'decisions' | 'isCut' | 'matching' | 'same' | 'different' | 'none' | 'unknown' | 'isOnTodaysFacts'
>

function sentenceOf(counts: Counts, { strategy }: BoundStrategy): string {
  const { decisions, isCut, matching, same, different, none, unknown, isOnTodaysFacts } = counts
  const of = `${isCut ? 'the newest ' : ''}${decisions} ${decisions === 1 ? 'decision' : 'decisions'}`
  if (decisions === 0) return 'Nothing was decided in that time, so there is nothing to try it on.'
  const share = matching === 0 ? '' : ` (${((100 * same) / matching).toFixed(1)} %)`
  return [
    `It would answer ${matching} of ${of}: ${same}${share} come out the same, ${different} otherwise, ` +
      `${none} without an answer.`,
    ...(unknown > 0 ? [`Of ${unknown} too little was kept to say.`] : []),
    ...(isOnTodaysFacts
      ? [`What ${strategy.title} reads was read today where another strategy answered then.`]
      : []),
  ].join(' ')
}

/** A choice in few words: by the names of the candidates where they were told. */
function wordsOf(choice: unknown, considered: Decision['considered'] = []): string {
  if (choice === null || choice === undefined) return 'nothing'
  const chosen = considered.filter(({ isChosen }) => isChosen).map(({ candidate }) => candidate)
  const text =
    chosen.length > 0 ? chosen.join(', ') : typeof choice === 'string' ? choice : JSON.stringify(choice)
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 1)}…`
}
