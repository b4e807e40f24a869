import { type PointFacts, Reference } from '@stowage/sdk'
import { Type } from 'typebox'

interface Asked {
  readonly item: string
  readonly quantity: number
  readonly candidates: readonly unknown[]
}

interface Row {
  readonly id: string
  readonly sku: string
  readonly category: string | null
  readonly hasLots: boolean
}

/** What rules may ask about a demand that stock is to be kept for. */
export const allocationFacts: PointFacts = {
  schema: Type.Object({
    item: Reference('items', { title: 'Item asked for' }),
    sku: Type.String({ title: 'SKU' }),
    category: Type.Union([Type.String(), Type.Null()], { title: 'Category' }),
    hasLots: Type.Boolean({ title: 'Kept in lots' }),
    quantity: Type.Number({ title: 'Quantity', description: 'Base units' }),
    balances: Type.Integer({ title: 'Balances to choose from' }),
  }),
  async read(requests: readonly Asked[], read) {
    const items = [...new Set(requests.map(({ item }) => item))]
    const rows = await read.query<Row>(
      'select id, sku, category, has_lots as "hasLots" from items.item where id = any ($1)',
      [items],
    )
    const known = new Map(rows.map((row) => [row.id, row]))
    return requests.map(({ item, quantity, candidates }) => {
      const { sku = null, category = null, hasLots = null } = known.get(item) ?? {}
      return { item, sku, category, hasLots, quantity, balances: candidates.length }
    })
  },
}
