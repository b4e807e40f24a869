import type { ListColumn } from '../lists/list-columns.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import type { Cursor } from './cursor.ts'
import { CursorActs } from './cursor-acts.tsx'

const readAgainMs = 5_000
const tints: Readonly<Record<string, string>> = { running: 'available', failing: 'damaged', asking: 'hold' }

const columns = (): readonly ListColumn<Cursor>[] => [
  { source: 'subscriber', label: say('Plugin') },
  { source: 'event', label: say('Event'), as: 'code' },
  {
    source: 'state',
    label: say('State'),
    draw: ({ state }) => <span className={`chip ${tints[state] ?? 'neutral'}`}>{stateWord(state)}</span>,
  },
  { source: 'lag', label: say('Waiting'), as: 'figure' },
  { source: 'deliveredAt', label: say('Delivered last'), as: 'instantShort' },
  { source: 'lastError', label: say('What stopped it') },
  { source: 'id', label: say('To do'), draw: (cursor) => <CursorActs cursor={cursor} /> },
]

/** Each subscriber with how many events wait for it, and what stopped it. */
export default function CursorList() {
  return (
    <ListPage
      title={say('Event subscribers')}
      noun={say('subscribers')}
      readAgainMs={readAgainMs}
      empty={
        <>
          <b>{say('No plugin takes part in events.')}</b>
          <span>{say('A plugin that is on and names an event in its declaration stands here.')}</span>
        </>
      }
      columns={columns()}
    />
  )
}

function stateWord(state: string): string {
  const words: Readonly<Record<string, string>> = {
    running: say('running'),
    failing: say('failing'),
    asking: say('asking'),
  }
  return words[state] ?? state
}
