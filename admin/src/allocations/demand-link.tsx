import { Link } from 'react-router-dom'

interface Demand {
  readonly kind: string
  readonly id: string
}

/** For whom stock is kept, in words; leads to all that became of what was kept for it. */
export function DemandLink({ demand }: { demand: Demand }) {
  return (
    <Link to={eventsOf({ demandKind: demand.kind, demand: demand.id })} title={demand.id}>
      {demandWords(demand)}
    </Link>
  )
}

/** A demand as a sentence names it: `by hand 5f01c2aa`. */
export function demandWords({ kind, id }: Demand): string {
  return `${kind.replaceAll('_', ' ')} ${id.slice(-8)}`
}

/** The address of what became of some allocations. */
export function eventsOf(filter: Readonly<Record<string, string>>): string {
  return `/allocation-events?filter=${encodeURIComponent(JSON.stringify(filter))}`
}
