/** What the lanes are dealt from. */
export interface Deal {
  readonly lanes: number
  readonly items: number
  /** Rows in the order in which they happened. */
  readonly order: Uint32Array
  readonly itemOf: ArrayLike<number>
  readonly secondOf: ArrayLike<number>
}

/**
 * Parts the rows into lanes that are posted side by side. All rows of one item are in one lane, in the order
 * in which they happened: order matters within an item's bin alone, and two lanes never wait for one
 * another's balances. The busiest items are dealt out first, so that the lanes are about as long.
 *
 * A lane goes month by month, and within the month item by item: a batch then changes a tenth of the balances
 * that it would in the order of the clock, and its lines lie side by side in the index of their bins.
 */
export function dealIntoLanes({ lanes, items, order, itemOf, secondOf }: Deal): Uint32Array[] {
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
  const keys = length.map((rows) => new Float64Array(rows))
  const filled = new Array<number>(lanes).fill(0)
  for (const [place, row] of order.entries()) {
    const item = itemOf[row]!
    const lane = laneOf[item]!
    // One exact number to sort by: months stay below 2^12, items below 2^17, places below 2^24.
    keys[lane]![filled[lane]!++] = (monthOf(secondOf[row]!) * 2 ** 17 + item) * 2 ** 24 + place
  }
  return keys.map((lane) => Uint32Array.from(lane.sort(), (key) => order[key % 2 ** 24]!))
}

const monthsByDay = new Map<number, number>()

/** Months since 1970, in UTC as the ledger's own. */
function monthOf(second: number): number {
  const day = Math.floor(second / 86_400)
  let month = monthsByDay.get(day)
  if (month === undefined) {
    const date = new Date(second * 1000)
    month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
    monthsByDay.set(day, month)
  }
  return month
}
