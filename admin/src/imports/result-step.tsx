import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { formatFigure } from '../pieces/format.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { type Import, useImportCommands } from './import.ts'
import { CountFigures } from './import-state.tsx'
import { RefusedRows } from './refused-rows.tsx'

/** What became of a file, the rows that did not go in, and the way back. */
export function ResultStep({ record }: { record: Import }) {
  const translate = useTranslate()
  const say = (word: string, facts = {}) => translate(`imports.${word}`, facts)
  const { send } = useImportCommands(record)
  const [refusal, setRefusal] = useState<unknown>()
  const { state, failure, undone, undoRefused, canUndo } = record
  const isStopped = state === 'paused' || state === 'failed'
  const attempt = (command: string) => {
    setRefusal(undefined)
    void send(command).catch(setRefusal)
  }
  return (
    <>
      <section className="card pad stack">
        {failure ? (
          <div className="note bad" role="alert">
            <div>
              <b>{say('stopped')}</b> {failure.detail}
            </div>
          </div>
        ) : (
          <p role="status" style={{ margin: 0 }}>
            {state === 'undone'
              ? say('undone', { count: formatFigure(undone) })
              : say(state === 'done' ? 'result' : `state.${state}`)}
          </p>
        )}
        <CountFigures counts={record} />
        {undoRefused.map(({ detail }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may stand twice
          <div key={index} className="verdict bad">
            {detail}
          </div>
        ))}
        {refusal ? <Trouble error={refusal} /> : null}
        <div className="row wrap">
          {isStopped ? (
            <Button variant="contained" onClick={() => attempt('run')}>
              {say('go_on')}
            </Button>
          ) : null}
          {state === 'paused' ? <Button onClick={() => attempt('cancel')}>{say('cancel')}</Button> : null}
          {canUndo ? <UndoButton onUndo={() => send('undo')} /> : null}
          {canUndo ? (
            <Button component={Link} to={`/movements?filter=${movementsOf(record)}`}>
              {say('movements')}
            </Button>
          ) : null}
          {state === 'done' && record.refused > 0 ? (
            <Button onClick={() => attempt('run')}>{say('retry')}</Button>
          ) : null}
        </div>
      </section>
      {record.refused > 0 ? <RefusedRows record={record} /> : null}
    </>
  )
}

function movementsOf({ id }: Import): string {
  return encodeURIComponent(JSON.stringify({ sourceType: 'import', source: id }))
}

function UndoButton({ onUndo }: { onUndo: () => Promise<unknown> }) {
  const translate = useTranslate()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{translate('imports.undo')}</Button>
      {isAsking ? (
        <AskDialog
          title={translate('imports.undo_title')}
          verb={translate('imports.undo_verb')}
          onDo={onUndo}
          onClose={() => setAsking(false)}
        >
          {translate('imports.undo_text')}
        </AskDialog>
      ) : null}
    </>
  )
}
