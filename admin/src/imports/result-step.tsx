import Button from '@mui/material/Button'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { say } from '../words/say.ts'
import { type Import, useImportCommands } from './import.ts'
import { CountFigures, stateWord } from './import-state.tsx'
import { RefusedRows } from './refused-rows.tsx'

/** What became of a file, the rows that did not go in, and the way back. */
export function ResultStep({ record }: { record: Import }) {
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
              <b>{say('It stopped.')}</b> {failure.detail}
            </div>
          </div>
        ) : (
          <p role="status" style={{ margin: 0 }}>
            {state === 'undone'
              ? say('{count} movements were taken back.', { count: undone })
              : state === 'done'
                ? say('It is done.')
                : stateWord(state)}
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
              {say('Go on')}
            </Button>
          ) : null}
          {state === 'paused' ? <Button onClick={() => attempt('cancel')}>{say('Cancel')}</Button> : null}
          {canUndo ? <UndoButton onUndo={() => send('undo')} /> : null}
          {canUndo ? (
            <Button component={Link} to={`/movements?filter=${movementsOf(record)}`}>
              {say('Its movements')}
            </Button>
          ) : null}
          {state === 'done' && record.refused > 0 ? (
            <Button onClick={() => attempt('run')}>{say('Import the mended rows')}</Button>
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
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('Undo …')}</Button>
      {isAsking ? (
        <AskDialog
          title={say('Take back what this file posted?')}
          verb={say('Take it back')}
          onDo={onUndo}
          onClose={() => setAsking(false)}
        >
          {say(
            'Each movement of it is reversed, and both stay in the record. Stock that has moved on ' +
              'since cannot be taken back, and is named.',
          )}
        </AskDialog>
      ) : null}
    </>
  )
}
