import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type Transaction } from '@stowage/sdk'
import { Type } from 'typebox'
import { Id, IdParams, Instant } from '../../access/wire-types.ts'
import { defineList } from '../../http/list/define-list.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { pointRegistryOf } from '../points/point-registry.ts'
import { deriveAgain } from './answer-requests.ts'
import type { DecisionRecord } from './decision-record.ts'
import { readInTransaction } from './read-in-transaction.ts'

const closed = { additionalProperties: false }
const Any = Type.Unsafe<unknown>({})
const TextOrNull = Type.Union([Type.String(), Type.Null()])
const head = {
  id: Id,
  at: Instant,
  point: Type.String(),
  strategy: Type.String(),
  strategyVersion: Type.Integer(),
  plugin: Type.String(),
  pluginVersion: Type.String(),
  binding: Type.Union([Id, Type.Null()], { description: 'Null where the default answered' }),
  because: TextOrNull,
  keptFor: TextOrNull,
}
const DecisionRow = Type.Object(head, closed)
const DecisionOnTheWire = Type.Object(
  {
    ...head,
    sentence: Type.String({ description: 'What was chosen and why, to be read' }),
    snapshot: Type.String({ description: 'pg_current_snapshot() of the facts' }),
    record: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
  },
  closed,
)
const Derived = Type.Object(
  {
    isSame: Type.Boolean({ description: 'The same comes out today' }),
    changedFacts: Type.Array(Type.String(), { description: 'The facts that are not what they were' }),
    choice: Any,
    because: Type.String(),
    sentence: Type.String(),
  },
  closed,
)

const decisionList = defineList({
  from: 'host.decision as d',
  key: 'd.id',
  defaultSort: '-at',
  row: DecisionRow,
  fields: {
    id: { column: 'd.id', type: 'uuid', filter: true },
    at: { column: 'd.at', type: 'date-time', filter: true, sort: true },
    point: { column: 'd.point', type: 'string', filter: ['eq', 'in'] },
    strategy: { column: 'd.strategy', type: 'string', filter: ['eq', 'in'] },
    strategyVersion: { column: 'd.strategy_version', type: 'integer' },
    plugin: { column: 'd.plugin', type: 'string' },
    pluginVersion: { column: 'd.plugin_version', type: 'string' },
    binding: { column: 'd.binding', type: 'uuid' },
    because: { column: "d.record ->> 'because'", type: 'string' },
    keptFor: { column: 'd.kept_for', type: 'string' },
  },
})

const tags = ['host']
const read = { permission: 'host.decision.read' }

/** `/api/v1/host/decisions`: what strategies chose, and why. */
export function decisionRoutes(kernel: Kernel): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/decisions', {
      ...read,
      list: decisionList,
      summary: 'List decisions: what was chosen, and why',
    })
    app.get(
      '/decisions/:id',
      {
        config: read,
        schema: {
          tags,
          summary: 'Read one decision, as a sentence and whole',
          params: IdParams,
          response: { 200: DecisionOnTheWire },
        },
      },
      async (request) => {
        const row = await request.transaction((trx) => findDecision(trx, request.params.id))
        return { ...row, because: row.record.because, sentence: sentenceOf(row), record: { ...row.record } }
      },
    )
    app.post(
      '/decisions/:id/derivation',
      {
        config: read,
        schema: {
          tags,
          summary: 'Derive a decision again: is it the same today, or which fact changed?',
          params: IdParams,
          response: { 200: Derived },
        },
      },
      async (request) => request.transaction((trx) => derive(trx, kernel, request.params.id)),
    )
  }
}

interface DecisionRowStored {
  readonly id: string
  readonly at: string
  readonly point: string
  readonly strategy: string
  readonly strategyVersion: number
  readonly plugin: string
  readonly pluginVersion: string
  readonly binding: string | null
  readonly snapshot: string
  readonly record: DecisionRecord
  readonly keptFor: string | null
}

async function findDecision(trx: Transaction, id: string): Promise<DecisionRowStored> {
  const names = { strategyVersion: 'strategy_version', pluginVersion: 'plugin_version', keptFor: 'kept_for' }
  const row: DecisionRowStored | undefined = await trx('host.decision')
    .where({ id })
    .first('id', 'at', 'point', 'strategy', 'plugin', 'binding', 'snapshot', 'record', names)
  if (row === undefined) throw refuse('http.row_not_found', { what: 'decision', id })
  return row
}

function sentenceOf({ strategy, strategyVersion, record }: DecisionRowStored): string {
  const dropped = (record.rules ?? [])
    .filter((rule) => rule.dropped > 0)
    .map(({ rule, dropped, examples = [] }) =>
      examples.length === 0
        ? `${rule} dropped ${dropped}`
        : `${rule} dropped ${dropped} (${examples.join(', ')})`,
    )
  const rules = dropped.length === 0 ? '' : ` ${dropped.join('; ')}.`
  return `${record.because.replace(/\.$/, '')}.${rules} Asked of ${strategy}, version ${strategyVersion}.`
}

async function derive(trx: Transaction, { plugins }: Kernel, id: string) {
  const row = await findDecision(trx, id)
  const { request, choiceDigest, facts, settings = {} } = row.record
  const cannot = (why: string) => refuse('host.decision_not_derivable', { why })
  if (request === undefined || facts === undefined) throw cannot('what was asked was too large to be kept')
  const found = pointRegistryOf(plugins)
    .strategiesOf(row.point)
    .find(({ value }) => value.id === row.strategy)
  if (found === undefined) throw cannot(`the plugin ${row.plugin} is off, or has no ${row.strategy} any more`)
  const { plugin, value: strategy } = found
  if (strategy.version !== row.strategyVersion) {
    throw cannot(`${row.strategy} was version ${row.strategyVersion} then, and is ${strategy.version} now`)
  }
  const bound = {
    point: row.point,
    plugin,
    strategy,
    settings: settings as object as never,
    binding: row.binding,
  }
  const { isSame, changedFacts, answer } = await readInTransaction(trx, (reader) =>
    deriveAgain(reader, bound, { request, choiceDigest, facts }),
  )
  const changed =
    changedFacts.length === 0 ? 'no fact has changed' : `changed since: ${changedFacts.join(', ')}`
  const sentence = isSame
    ? `The same would be chosen today; ${changed}.`
    : `Another choice today; ${changed}.`
  return { isSame, changedFacts: [...changedFacts], choice: answer.choice, because: answer.because, sentence }
}
