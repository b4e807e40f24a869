import { formatFigure } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import type { Counts, ImportState } from './import.ts'

const looks: Partial<Record<ImportState, string>> = {
  done: 'available',
  failed: 'damaged',
  paused: 'hold',
  checking: 'transit',
  running: 'transit',
  undoing: 'transit',
}

/** Where an import stands, in a word. */
export function ImportStateChip({ state }: { state: ImportState }) {
  return <span className={`chip ${looks[state] ?? ''}`}>{stateWord(state)}</span>
}

/** What an import's state is called. */
export function stateWord(state: ImportState): string {
  const words: Record<ImportState, string> = {
    uploaded: say('to be mapped'),
    checking: say('being tried'),
    checked: say('tried'),
    running: say('running'),
    paused: say('paused'),
    done: say('done'),
    cancelled: say('cancelled'),
    failed: say('stopped'),
    undoing: say('being taken back'),
    undone: say('taken back'),
  }
  return words[state]
}

/** What became of rows, as it stands behind their count. */
export const countWords = () => ({
  created: say('new'),
  updated: say('changed'),
  unchanged: say('as they are'),
  refused: say('refused'),
  undone: say('taken back'),
})

const kinds = ['created', 'updated', 'unchanged', 'refused'] as const

/** What became of rows, or would: one figure for each way. */
export function CountFigures({ counts }: { counts: Counts }) {
  return (
    <div className="figures">
      {kinds.map((kind) => (
        <div key={kind}>
          <b>{formatFigure(counts[kind])}</b>
          <small>{countWords()[kind]}</small>
        </div>
      ))}
    </div>
  )
}
