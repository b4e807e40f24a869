import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'
import { TransformationRow } from './transformation.schemas.ts'

const id = (description: string) => Type.Optional(Type.String({ format: 'uuid', description }))

/** The items on one side of a transformation `t`, of those lines that the caller may see. */
const skus = (direction: 'input' | 'output') =>
  `coalesce((select string_agg(distinct i.sku, ', ' order by i.sku) from ledger.transformation_edge e
      join items.item i on i.id = e.item where e.transformation = t.id and e.direction = '${direction}'), '')`

/** `GET /api/v1/ledger/transformations`: those with an edge that the caller may see. */
export const transformationList = defineList({
  from: (trx, query) => {
    const edges = trx('ledger.transformation_edge as e')
      .whereRaw('e.transformation = t.id')
      .select(trx.raw('1'))
    const transformations = trx('ledger.transformation as t').whereExists(edges)
    for (const name of ['item', 'lot', 'handlingUnit', 'movement'] as const) {
      const value = query[name]
      if (value === undefined) continue
      const column = name === 'handlingUnit' ? 'handling_unit' : name
      transformations.whereIn(
        't.id',
        trx('ledger.transformation_edge').where(column, value).select('transformation'),
      )
    }
    return transformations
  },
  key: 't.id',
  defaultSort: '-at',
  row: TransformationRow,
  parameters: Type.Object({
    item: id('With this item as input or output'),
    lot: id('With this lot'),
    handlingUnit: id('With this handling unit'),
    movement: id('That this movement is of'),
  }),
  fields: {
    id: { column: 't.id', type: 'uuid', filter: true },
    kind: { column: 't.kind', type: 'string', filter: ['eq', 'in'], sort: true },
    at: { column: 't.at', type: 'date-time', filter: true, sort: true },
    skusIn: { column: skus('input'), type: 'string' },
    skusOut: { column: skus('output'), type: 'string' },
    isReversed: {
      column: `exists (select from ledger.transformation_edge e
             join ledger.reversal r on r.movement = e.movement
                        where e.transformation = t.id)`,
      type: 'boolean',
    },
  },
})
