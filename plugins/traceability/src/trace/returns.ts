import type { Trace } from './trace.schemas.ts'

type Arrival = Trace['arrivals'][number]
type Departure = Trace['departures'][number]
type Total = NonNullable<Trace['totals']>[number]

/** What crossed the border of the house, before it is known what of it came back. */
export interface Crossings {
  /** The ids of what is followed forward. */
  readonly forward: ReadonlySet<string>
  readonly arrivals: readonly Arrival[]
  readonly departures: readonly Omit<Departure, 'returned'>[]
}

/** Millionths, which add up exactly. */
const MICROS = 1_000_000
const micros = (quantity: number) => Math.round(quantity * MICROS)

const WRITTEN_OFF = 'ADJUSTMENT'
/** Who gives stock to another owner, or takes over a former record, sends nobody anything. */
const NOBODY = ['TITLE', 'OPENING', 'TRANSFORM']

/**
 * Nets what came back against what left, as a recall is reconciled: a return that names its line counts for
 * that one; any other for the lines of its own document, of the same item and lot, oldest first and never
 * more than they took away. Whose the rest is, no document tells; it counts in the totals alone.
 */
export function withReturns({ forward, arrivals, departures }: Crossings): Departure[] {
  const out = new Map(departures.map(({ line, quantity }) => [line, micros(quantity)]))
  const bring = (line: number, quantity: number) => {
    const taken = Math.min(quantity, out.get(line)!)
    out.set(line, out.get(line)! - taken)
    return quantity - taken
  }
  const returns = arrivals.filter((arrival) => isReturn(arrival, forward))
  const named = returns.filter(({ returnsLine }) => returnsLine !== null && out.has(returnsLine))
  for (const { returnsLine, quantity } of named) bring(returnsLine!, micros(quantity))
  for (const arrival of returns.filter((one) => !named.includes(one) && one.returnsLine === null)) {
    const theirs = departures.filter((departure) => isSameGoods(arrival, departure))
    theirs.reduce((left, { line }) => bring(line, left), micros(arrival.quantity))
  }
  return departures.map((departure) => ({
    ...departure,
    returned: (micros(departure.quantity) - out.get(departure.line)!) / MICROS,
  }))
}

/** What became of what was followed forward, by item and lot: what is out there still, and what is here. */
export function totalsOf({
  forward,
  arrivals,
  departures,
  places,
}: Crossings & Pick<Trace, 'places'>): Total[] {
  const totals = new Map<string, Total>()
  const add = (
    { item, lot }: Pick<Total, 'item' | 'lot'>,
    member: 'sent' | 'returned' | 'writtenOff' | 'onHand',
    quantity: number,
  ) => {
    const key = `${item.id} ${lot?.id}`
    const zero = { sent: 0, returned: 0, outstanding: 0, writtenOff: 0, onHand: 0 }
    const total = totals.get(key) ?? { item, lot, ...zero }
    totals.set(key, { ...total, [member]: (micros(total[member]) + micros(quantity)) / MICROS })
  }
  for (const row of departures) {
    if (row.outside === WRITTEN_OFF) add(row, 'writtenOff', row.quantity)
    else if (!NOBODY.includes(row.outside)) add(row, 'sent', row.quantity)
  }
  for (const row of arrivals) if (isReturn(row, forward)) add(row, 'returned', row.quantity)
  for (const row of places) add(row, 'onHand', row.onHand)
  return [...totals.values()].map((total) => ({
    ...total,
    outstanding: Math.max(micros(total.sent) - micros(total.returned), 0) / MICROS,
  }))
}

function isReturn({ kind, returnsLine, things }: Arrival, forward: ReadonlySet<string>): boolean {
  return (kind === 'return' || returnsLine !== null) && things.some((id) => forward.has(id))
}

function isSameGoods(arrival: Arrival, { source, item, lot }: Omit<Departure, 'returned'>): boolean {
  return (
    source !== null &&
    arrival.source?.type === source.type &&
    arrival.source.id === source.id &&
    arrival.item.id === item.id &&
    arrival.lot?.id === lot?.id
  )
}
