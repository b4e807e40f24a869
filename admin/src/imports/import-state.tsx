import { useTranslate } from 'react-admin'
import { formatFigure } from '../pieces/format.ts'
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
  const translate = useTranslate()
  return <span className={`chip ${looks[state] ?? ''}`}>{translate(`imports.state.${state}`)}</span>
}

const kinds = ['created', 'updated', 'unchanged', 'refused'] as const

/** What became of rows, or would: one figure for each way. */
export function CountFigures({ counts }: { counts: Counts }) {
  const translate = useTranslate()
  return (
    <div className="figures">
      {kinds.map((kind) => (
        <div key={kind}>
          <b>{formatFigure(counts[kind])}</b>
          <small>{translate(`imports.counts.${kind}`)}</small>
        </div>
      ))}
    </div>
  )
}
