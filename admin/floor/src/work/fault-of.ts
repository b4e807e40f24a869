import type { Facts, Word } from '../words/words.ts'
import { baseQuantity, type StockMove } from './move.ts'

/** What is plainly wrong with a quantity, before it is sent. Rules are the server's. */
export function faultOf(move: StockMove): { readonly word: Word; readonly facts: Facts } | undefined {
  const { item, balance, serials } = move
  const { sku, step } = item
  const quantity = baseQuantity(move)
  const hasNumbers = item.serials === 'always'
  if (hasNumbers && (serials.length === 0 || serials.length !== quantity)) {
    return { word: 'wrong.needsSerial', facts: { sku } }
  }
  if (quantity > balance.unallocated) {
    return { word: 'wrong.tooMany', facts: { count: quantity, free: balance.unallocated } }
  }
  const isSteps = Math.abs(quantity / step - Math.round(quantity / step)) < 1e-6
  return quantity > 0 && isSteps ? undefined : { word: 'wrong.step', facts: { sku, step } }
}
