import { DataTable } from 'react-admin'
import { Figure } from '../pieces/figure.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import type { Cursor } from './cursor.ts'
import { CursorActs } from './cursor-acts.tsx'

const readAgainMs = 5_000
const tints: Readonly<Record<string, string>> = { running: 'available', failing: 'damaged', asking: 'hold' }

/** Each subscriber with how many events wait for it, and what stopped it. */
export default function CursorList() {
  return (
    <ListPage
      title="Event subscribers"
      noun="subscribers"
      readAgainMs={readAgainMs}
      empty={
        <>
          <b>No plugin takes part in events.</b>
          <span>A plugin that is on and names an event in its declaration stands here.</span>
        </>
      }
    >
      <DataTable<Cursor> rowClick={false} bulkActionButtons={false}>
        <DataTable.Col<Cursor> source="subscriber" label="Plugin" disableSort />
        <DataTable.Col<Cursor>
          source="event"
          label="Event"
          disableSort
          render={({ event }) => <span className="code">{event}</span>}
        />
        <DataTable.Col<Cursor>
          source="state"
          label="State"
          disableSort
          render={({ state }) => <span className={`chip ${tints[state] ?? 'neutral'}`}>{state}</span>}
        />
        <DataTable.Col<Cursor>
          source="lag"
          label="Waiting"
          align="right"
          disableSort
          render={({ lag }) => <Figure value={lag} />}
        />
        <DataTable.Col<Cursor>
          source="deliveredAt"
          label="Delivered last"
          disableSort
          render={({ deliveredAt }) => <Instant at={deliveredAt} length="short" />}
        />
        <DataTable.Col<Cursor> source="lastError" label="What stopped it" disableSort />
        <DataTable.Col<Cursor>
          label="To do"
          disableSort
          render={(cursor) => <CursorActs cursor={cursor} />}
        />
      </DataTable>
    </ListPage>
  )
}
