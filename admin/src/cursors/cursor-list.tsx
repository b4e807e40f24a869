import Button from '@mui/material/Button'
import { DataTable, type RaRecord, useNotify, useRefresh } from 'react-admin'
import { Figure } from '../pieces/figure.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'

interface Cursor extends RaRecord {
  readonly subscriber: string
  readonly event: string
  readonly state: string
  readonly lag: number
  readonly deliveredAt: string | null
  readonly lastError: string | null
}

const tints: Readonly<Record<string, string>> = { running: 'available', failing: 'damaged', asking: 'hold' }

/** Each subscriber with how many events wait for it, and what stopped it. */
export default function CursorList() {
  return (
    <ListPage
      title="Event subscribers"
      noun="subscribers"
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
        <DataTable.Col<Cursor> label="" disableSort render={(cursor) => <Acts cursor={cursor} />} />
      </DataTable>
    </ListPage>
  )
}

function Acts({ cursor: { id, state } }: { cursor: Cursor }) {
  const refresh = useRefresh()
  const notify = useNotify()
  const act = state === 'failing' ? 'retry' : state === 'asking' ? 'catch-up' : undefined
  if (act === undefined) return null
  const run = () =>
    call(`/host/cursors/${id}/${act}`, { method: 'POST' })
      .then(() => refresh())
      .catch((error: unknown) => notify(sentenceOfError(error), { type: 'error' }))
  return (
    <Button size="small" onClick={() => void run()}>
      {act === 'retry' ? 'Try again now' : 'Catch up'}
    </Button>
  )
}
