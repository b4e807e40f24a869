import { type PointFacts, Reference, strategyPoint } from '@stowage/sdk'
import { Type } from 'typebox'

/** What is asked: how much to reorder of an item that runs short at a site. */
export interface ReorderRequest {
  readonly item: string
  readonly site: string
  readonly sku: string
  readonly siteCode: string
  readonly category: string | null
  /** Base units, as are all figures. */
  readonly minimum: number
  readonly target: number | null
  readonly available: number
}

/** The name of the question. */
export const REORDER_QUANTITY = 'inventory.reorder_quantity'

const Quantity = (title: string) => Type.Number({ title, description: 'Base units' })
const OrNull = <T extends Type.TSchema>(schema: T, title: string) =>
  Type.Union([schema, Type.Null()], { title })

const facts: PointFacts = {
  schema: Type.Object({
    item: Reference('items', { title: 'Item' }),
    sku: Type.String({ title: 'SKU' }),
    category: OrNull(Type.String(), 'Category'),
    siteCode: Type.String({ title: 'Site' }),
    minimum: Quantity('Minimum'),
    target: OrNull(Type.Number(), 'Fill up to'),
    available: Quantity('Available'),
    missing: Quantity('Missing to the minimum'),
  }),
  async read(requests: readonly ReorderRequest[]) {
    return requests.map((request) => ({ ...request, missing: request.minimum - request.available }))
  },
}

/** The question as others see it. */
export const reorderQuantity = strategyPoint('How much to reorder of what runs short', {
  request: Type.Object(
    {
      item: Reference('items'),
      site: Reference('sites'),
      sku: Type.String(),
      siteCode: Type.String(),
      category: OrNull(Type.String(), 'Category'),
      minimum: Type.Number(),
      target: OrNull(Type.Number(), 'Fill up to'),
      available: Type.Number(),
    },
    { additionalProperties: false },
  ),
  choice: Type.Number({ description: 'Base units' }),
  facts,
})
