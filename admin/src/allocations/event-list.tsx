import { DataTable } from 'react-admin'
import { Link } from 'react-router-dom'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { ChoiceFilter, LinkedFilter, PickFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyItem, anyOwner } from '../pieces/pickables.ts'
import { Plate } from '../pieces/plate.tsx'
import type { AllocationEvent } from './allocation-event.ts'
import { DemandLink, eventsOf } from './demand-link.tsx'
import { EventMark, eventKinds } from './event-kinds.tsx'
import { KeptThing } from './kept-thing.tsx'

/** What became of all that was ever kept for somebody, newest first. */
export default function AllocationEventList() {
  return (
    <ListPage
      title="What became of allocations"
      noun="events"
      sort={{ field: 'id', order: 'DESC' }}
      empty={
        <>
          <b>Nothing was ever kept for anybody.</b>
          <span>What is kept, carried, swapped, used and let go stands here, with who did it.</span>
        </>
      }
      filters={
        <>
          <ChoiceFilter source="kind" label="What" choices={eventKinds} />
          <PickFilter source="item" label="Item" of={anyItem} />
          <PickFilter source="owner" label="Owner" of={anyOwner} width={150} />
          <LinkedFilter label="For" sources={['demandKind', 'demand']} />
          <LinkedFilter label="Allocation" sources={['allocation']} />
          <LinkedFilter label="Movement" sources={['movement']} />
        </>
      }
    >
      <EventTable />
    </ListPage>
  )
}

function EventTable() {
  return (
    <DataTable<AllocationEvent> rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<AllocationEvent> source="id" label="When" render={({ at }) => <Instant at={at} />} />
      <DataTable.Col<AllocationEvent>
        label="What"
        disableSort
        render={({ kind }) => <EventMark kind={kind} />}
      />
      <DataTable.Col<AllocationEvent>
        label="Quantity"
        cellClassName="num"
        headerClassName="num"
        disableSort
        render={({ quantity, item }) => (
          <span className="strong">
            {formatFigure(quantity)} {item.baseUnit}
          </span>
        )}
      />
      <DataTable.Col<AllocationEvent> label="Item" disableSort render={(event) => <KeptThing of={event} />} />
      <DataTable.Col<AllocationEvent> label="Where" disableSort render={(event) => <Where event={event} />} />
      <DataTable.Col<AllocationEvent>
        label="For"
        disableSort
        render={({ demand }) => <DemandLink demand={demand} />}
      />
      <DataTable.Col<AllocationEvent>
        label="Allocation"
        disableSort
        render={(event) => <Chain event={event} />}
      />
      <DataTable.Col<AllocationEvent> label="By" disableSort render={(event) => <Who event={event} />} />
    </DataTable>
  )
}

function Where({ event: { location, toLocation } }: { event: AllocationEvent }) {
  return (
    <span className="row" style={{ gap: 6 }}>
      <Plate code={location.code} />
      {toLocation === null ? null : (
        <>
          <span aria-hidden="true" className="muted">
            →
          </span>
          <span className="sr-only">to</span>
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
          <span className="muted"> as </span>
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
      {actor.name}, <Link to={`/movements/${movement}/show`}>movement</Link>
    </>
  )
}
