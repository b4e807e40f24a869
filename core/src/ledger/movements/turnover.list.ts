import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import { scopeParameters } from '../balances/balance-scope.ts'

const { item, owner } = scopeParameters

/** How much of an item moved in a period: the first rows are the top movers. */
const Turnover = Type.Object({
  id: Type.String({ format: 'uuid', description: 'The item’s' }),
  sku: Type.String(),
  name: Type.String(),
  baseUnit: Type.String(),
  issued: Type.Number({ description: 'What left for the world outside' }),
  received: Type.Number({ description: 'What came from there' }),
  moved: Type.Number({ description: 'What went from one place of ours to another' }),
  lines: Type.Integer({ description: 'How many lines that took' }),
})

/**
 * `GET /api/v1/ledger/turnover?from=…&until=…`. A line is posted when it happened or later, so that only
 * partitions from `from` on are read.
 */
export const turnoverList = defineList({
  from: (trx, query) => {
    const sums = trx('ledger.line as l')
      .join('ledger.bucket as b', 'b.id', 'l.from_bucket')
      .groupBy('b.item')
      .select(
        'b.item',
        trx.raw('coalesce(sum(l.quantity) filter (where l.to_after is null), 0) as issued'),
        trx.raw('coalesce(sum(l.quantity) filter (where l.from_after is null), 0) as received'),
        trx.raw(
          `coalesce(sum(l.quantity) filter (where l.to_after is not null and l.from_after is not null), 0)
             as moved`,
        ),
        trx.raw('count(*)::int as lines'),
      )
    if (query.from !== undefined) {
      sums.where('l.at', '>=', query.from).where('l.effective_at', '>=', query.from)
    }
    if (query.until !== undefined) sums.where('l.effective_at', '<', query.until)
    if (query.item !== undefined) sums.where('b.item', query.item)
    if (query.owner !== undefined) {
      sums.where('l.owner', trx('access.owner').select('no').where('id', query.owner))
    }
    return trx.from(sums.as('g')).join('items.item as i', 'i.id', 'g.item')
  },
  key: 'g.item',
  defaultSort: '-issued',
  row: Turnover,
  search: ['i.sku', 'i.name'],
  parameters: Type.Object({
    from: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'The period’s first instant, by when things happened; all time unless said',
      }),
    ),
    until: Type.Optional(
      Type.String({ format: 'date-time', description: 'The first instant after the period' }),
    ),
    item,
    owner,
  }),
  fields: {
    id: { column: 'i.id', type: 'uuid', filter: ['in'] },
    sku: { column: 'i.sku', type: 'string', sort: true },
    name: { column: 'i.name', type: 'string', sort: true },
    baseUnit: { column: 'i.base_unit', type: 'string' },
    issued: { column: 'g.issued', type: 'number', sort: true, filter: true },
    received: { column: 'g.received', type: 'number', sort: true, filter: true },
    moved: { column: 'g.moved', type: 'number', sort: true, filter: true },
    lines: { column: 'g.lines', type: 'integer', sort: true, filter: true },
  },
})
