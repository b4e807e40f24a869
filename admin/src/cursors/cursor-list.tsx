import type { ListColumn } from '../lists/list-columns.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import type { Cursor } from './cursor.ts'
import { CursorActs } from './cursor-acts.tsx'

const readAgainMs = 5_000
const tints: Readonly<Record<string, string>> = { running: 'available', failing: 'damaged', asking: 'hold' }

const columns: readonly ListColumn<Cursor>[] = [
  { source: 'subscriber', label: 'Plugin' },
  { source: 'event', label: 'Event', as: 'code' },
  {
    source: 'state',
    label: 'State',
    draw: ({ state }) => <span className={`chip ${tints[state] ?? 'neutral'}`}>{state}</span>,
  },
  { source: 'lag', label: 'Waiting', as: 'figure' },
  { source: 'deliveredAt', label: 'Delivered last', as: 'instantShort' },
  { source: 'lastError', label: 'What stopped it' },
  { source: 'id', label: 'To do', draw: (cursor) => <CursorActs cursor={cursor} /> },
]

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
      columns={columns}
    />
  )
}
