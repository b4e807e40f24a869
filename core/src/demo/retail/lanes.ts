/**
 * Parts the rows into lanes that are posted side by side. All rows of one item are in one lane, in the order in
 * which they happened: order matters within an item's bin alone, and two lanes never wait for one another's
 * balances. The busiest items are dealt out first, so that the lanes are about as long.
 */
export function dealIntoLanes(
  lanes: number,
  items: number,
  order: Uint32Array,
  itemOf: ArrayLike<number>,
): Uint32Array[] {
  const rowsOfItem = new Uint32Array(items)
  for (const row of order) rowsOfItem[itemOf[row]!]!++
  const laneOf = new Uint8Array(items)
  const length = new Array<number>(lanes).fill(0)
  const busiestFirst = Array.from(rowsOfItem.keys()).sort((a, b) => rowsOfItem[b]! - rowsOfItem[a]! || a - b)
  for (const item of busiestFirst) {
    const lane = length.indexOf(Math.min(...length))
    laneOf[item] = lane
    length[lane]! += rowsOfItem[item]!
  }
  const dealt = length.map((rows) => new Uint32Array(rows))
  const filled = new Array<number>(lanes).fill(0)
  for (const row of order) {
    const lane = laneOf[itemOf[row]!]!
    dealt[lane]![filled[lane]!++] = row
  }
  return dealt
}
