/**
 * The least opening stock per item with which no later balance is below 0.
 * @param items how many items there are
 * @param order the rows in the order in which they happened
 * @param itemOf each row's item; a negative one is no item's
 * @param change each row's effect on the item's stock
 */
export function leastOpening(
  items: number,
  order: Iterable<number>,
  itemOf: ArrayLike<number>,
  change: ArrayLike<number>,
): Float64Array {
  const running = new Float64Array(items)
  const opening = new Float64Array(items)
  for (const row of order) {
    const item = itemOf[row]!
    if (item < 0) continue
    running[item] = running[item]! + change[row]!
    if (-running[item]! > opening[item]!) opening[item] = -running[item]!
  }
  return opening
}
