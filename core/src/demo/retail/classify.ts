/** What a row of the former system's invoices becomes in the ledger. */
export type RowKind = 'issue' | 'return' | 'adjustment'

/** Every reason a row may be refused for, with the sentence that says so. The codes are stable. */
export const rowRefusals = {
  'retail.malformed_row': 'The row is not one of the eight fields with a whole quantity, a price and a date.',
  'retail.not_stock': 'The code stands for a service or for money, not for goods.',
  'retail.no_quantity': 'The quantity is 0, so nothing moved.',
  'retail.negative_price': 'The price is negative: it corrects money, not stock.',
  'retail.positive_cancellation': 'A cancellation must take a quantity back, and this one adds to the sale.',
  'retail.negative_sale': 'A sale cannot have a negative quantity; only a cancellation brings goods back.',
} as const

/** Why a row is no movement. */
export type RowRefusal = keyof typeof rowRefusals

/** What decides over a row. */
export interface RowFacts {
  readonly isStock: boolean
  readonly isCancellation: boolean
  readonly quantity: number
  readonly price: number
  readonly hasCustomer: boolean
}

/**
 * Positive quantities with a price are issues and cancellations are returns. Price 0 with a customer is an
 * issue as well (a gift, a replacement); price 0 without one changes stock by its quantity.
 */
export function classifyRow(row: RowFacts): RowKind | RowRefusal {
  if (!row.isStock) return 'retail.not_stock'
  if (row.quantity === 0) return 'retail.no_quantity'
  if (row.price < 0) return 'retail.negative_price'
  if (row.isCancellation) return row.quantity < 0 ? 'return' : 'retail.positive_cancellation'
  if (row.price === 0 && !row.hasCustomer) return 'adjustment'
  return row.quantity > 0 ? 'issue' : 'retail.negative_sale'
}
