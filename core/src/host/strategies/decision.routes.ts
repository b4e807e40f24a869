import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type Transaction } from '@stowage/sdk'
import { Type } from 'typebox'
import { Id, IdParams, Instant } from '../../access/wire-types.ts'
import { defineList } from '../../http/list/define-list.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { type DerivedAgain, type DerivedToday, derive, type RecordedDecision } from './derive-decision.ts'

const closed = { additionalProperties: false }
const Any = Type.Unsafe<unknown>({})
const Whole = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })
const nullable = <T extends Type.TSchema>(schema: T, options = {}) =>
  Type.Union([schema, Type.Null()], options)
const head = {
  id: Id,
  at: Instant,
  point: Type.String(),
  strategy: Type.String(),
  strategyVersion: Type.Integer(),
  plugin: Type.String(),
  pluginVersion: Type.String(),
  binding: nullable(Id, { description: 'Null where the default answered' }),
  bindingVersion: nullable(Type.Integer()),
  because: nullable(Type.String()),
  keptFor: nullable(Type.String()),
}
const DecisionRow = Type.Object(head, closed)
const DecisionOnTheWire = Type.Object(
  {
    ...head,
    rule: nullable(Type.String(), { description: 'What the binding that answered was called then' }),
    sentence: Type.String({ description: 'What was chosen and why, to be read' }),
    snapshot: Type.String({ description: 'pg_current_snapshot() of the facts' }),
    record: Whole,
    evidence: nullable(Whole, {
      description:
        'What was asked, the facts, the settings, the rules passed over, and the candidates with the rule ' +
        'that dropped each; null where it was too large to be kept',
    }),
  },
  closed,
)
const derived = {
  isSame: Type.Boolean({ description: 'The same comes out' }),
  choice: Any,
  because: Type.String(),
}
const Derived = Type.Object(
  {
    fromRecord: nullable(Type.Object(derived, closed), {
      description: 'By what was recorded alone; null where that was too large to be kept',
    }),
    today: nullable(
      Type.Object(
        {
          ...derived,
          changedFacts: Type.Array(Type.String(), { description: 'The facts that are not what they were' }),
        },
        closed,
      ),
      { description: 'As things are today; null where what was asked was too large to be kept' },
    ),
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
    binding: { column: 'd.binding', type: 'uuid', filter: ['eq', 'in'] },
    bindingVersion: { column: 'd.binding_version', type: 'integer' },
    because: { column: "d.record ->> 'because'", type: 'string' },
    keptFor: { column: 'd.kept_for', type: 'string' },
  },
})

const tags = ['host']
const read = { permission: 'host.decision.read' }

/** `/api/v1/host/decisions`: what strategies chose, and why. */
export function decisionRoutes({ plugins }: Kernel): FastifyPluginAsyncTypebox {
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
        const { evidence } = row
        return {
          ...row,
          because: row.record.because,
          sentence: sentenceOf(row),
          record: { ...row.record },
          evidence: evidence && { ...evidence },
        }
      },
    )
    app.post(
      '/decisions/:id/derivation',
      {
        config: read,
        schema: {
          tags,
          summary: 'Derive a decision again: by its record, and as things are today',
          params: IdParams,
          response: { 200: Derived },
        },
      },
      async (request) =>
        request.transaction(async (trx) => {
          const { fromRecord, today } = await derive(trx, plugins, await findDecision(trx, request.params.id))
          return {
            fromRecord: fromRecord ? told(fromRecord) : null,
            today: today ? { ...told(today), changedFacts: [...today.changedFacts] } : null,
            sentence: whatCameOut(fromRecord, today),
          }
        }),
    )
  }
}

interface DecisionRowStored extends RecordedDecision {
  readonly at: string
  readonly pluginVersion: string
  readonly binding: string | null
  readonly bindingVersion: number | null
  readonly rule: string | null
  readonly snapshot: string
  readonly keptFor: string | null
}

async function findDecision(trx: Transaction, id: string): Promise<DecisionRowStored> {
  const { rows } = await trx.raw<{ rows: DecisionRowStored[] }>(
    `select d.id, d.at, d.point, d.strategy, d.strategy_version as "strategyVersion", d.plugin,
            d.plugin_version as "pluginVersion", d.binding, d.binding_version as "bindingVersion", d.snapshot,
            d.record, d.evidence, d.kept_for as "keptFor", v.title as rule
       from host.decision d left join host.strategy_binding_version v
         on v.binding = d.binding and v.version = d.binding_version
      where d.id = ?`,
    [id],
  )
  if (rows[0] === undefined) throw refuse('http.row_not_found', { what: 'decision', id })
  return rows[0]
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

function told({ isSame, answer }: DerivedAgain) {
  return { isSame, choice: answer.choice, because: answer.because }
}

function whatCameOut(fromRecord: DerivedAgain | undefined, today: DerivedToday | undefined): string {
  const sentences = [
    fromRecord === undefined
      ? 'Too much was asked for all of it to be kept.'
      : fromRecord.isSame
        ? 'The same comes out of what was recorded.'
        : 'Something else comes out of what was recorded.',
  ]
  if (today === undefined) return sentences[0]!
  const { isSame, changedFacts } = today
  const changed =
    changedFacts.length === 0 ? 'no fact has changed' : `changed since: ${changedFacts.join(', ')}`
  sentences.push(isSame ? `The same would be chosen today; ${changed}.` : `Another choice today; ${changed}.`)
  return sentences.join(' ')
}
