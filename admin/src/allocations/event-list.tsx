import { Link } from 'react-router-dom'
import type { ListColumn } from '../lists/list-columns.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, LinkedFilter, PickFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, anyOwner } from '../pieces/pickables.ts'
import { Plate } from '../pieces/plate.tsx'
import { say } from '../words/say.ts'
import type { AllocationEvent } from './allocation-event.ts'
import { DemandLink, eventsOf } from './demand-link.tsx'
import { EventMark, eventKinds } from './event-kinds.tsx'
import { KeptThing } from './kept-thing.tsx'

/** What became of all that was ever kept for somebody, newest first. */
export default function AllocationEventList() {
  return (
    <ListPage
      title={say('What became of allocations')}
      noun={say('events')}
      sort={{ field: 'id', order: 'DESC' }}
      empty={
        <>
          <b>{say('Nothing was ever kept for anybody.')}</b>
          <span>{say('What is kept, carried, swapped, used and let go stands here, with who did it.')}</span>
        </>
      }
      filters={
        <>
          <ChoiceFilter source="kind" label={say('What')} choices={eventKinds()} />
          <PickFilter source="item" label={say('Item')} of={anyItem} />
          <PickFilter source="owner" label={say('Owner')} of={anyOwner} width={150} />
          <LinkedFilter label={say('For')} sources={['demandKind', 'demand']} />
          <LinkedFilter label={say('Allocation')} sources={['allocation']} />
          <LinkedFilter label={say('Movement')} sources={['movement']} />
        </>
      }
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<AllocationEvent>[] => [
  { source: 'id', label: say('When'), canSort: true, draw: ({ at }) => <Instant at={at} /> },
  { source: 'kind', label: say('What'), draw: ({ kind }) => <EventMark kind={kind} /> },
  {
    source: 'quantity',
    label: say('Quantity'),
    as: 'figure',
    draw: ({ quantity, item }) => (
      <span className="strong">
        {formatFigure(quantity)} {item.baseUnit}
      </span>
    ),
  },
  { source: 'item', label: say('Item'), draw: (event) => <KeptThing of={event} /> },
  { source: 'location', label: say('Where'), draw: (event) => <Where event={event} /> },
  { source: 'demand', label: say('For'), draw: ({ demand }) => <DemandLink demand={demand} /> },
  { source: 'allocation', label: say('Allocation'), draw: (event) => <Chain event={event} /> },
  { source: 'actor', label: say('By'), draw: (event) => <Who event={event} /> },
]

function Where({ event: { location, toLocation } }: { event: AllocationEvent }) {
  return (
    <span className="row" style={{ gap: 6 }}>
      <Plate code={location.code} />
      {toLocation === null ? null : (
        <>
          <span aria-hidden="true" className="muted">
            →
          </span>
          <span className="sr-only">{say('to')}</span>
          <Plate code={toLocation.code} />
        </>
      )}
    </span>
  )
}

/** Which allocation it was, and as which one the quantity went on. */
function Chain({ event: { allocation, toAllocation } }: { event: AllocationEvent }) {
  const isSame = toAllocation === null || toAllocation === allocation
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <ShortId allocation={allocation} />
      {isSame ? null : (
        <>
          <span className="muted"> {say('as')} </span>
          <ShortId allocation={toAllocation} />
        </>
      )}
    </span>
  )
}

function ShortId({ allocation }: { allocation: string }) {
  return (
    <Link to={eventsOf({ allocation })} className="code" title={allocation}>
      …{allocation.slice(-8)}
    </Link>
  )
}

function Who({ event: { actor, movement } }: { event: AllocationEvent }) {
  if (movement === null) return actor.name
  return (
    <>
      {actor.name}, <Link to={`/movements/${movement}/show`}>{say('movement')}</Link>
    </>
  )
}
