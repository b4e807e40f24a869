import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { useNotify } from 'react-admin'
import { sentenceOfError } from '../providers/problem.ts'
import { say } from '../words/say.ts'
import { type Import, useImportCommands } from './import.ts'
import { CountFigures, stateWord } from './import-state.tsx'

const hundred = 100

/** How far it has come, while somebody works on it. */
export function ProgressStep({ record }: { record: Import }) {
  const notify = useNotify()
  const { send } = useImportCommands(record)
  const { state, total, created, updated, unchanged, refused } = record
  const done = created + updated + unchanged + refused
  const isCounted = state === 'running' && total !== null && total > 0
  const ask = (command: string) =>
    void send(command).catch((error) => notify(sentenceOfError(error), { type: 'error' }))
  return (
    <section className="card pad stack">
      <p role="status" style={{ margin: 0 }}>
        {doing(state)}{' '}
        {state === 'undoing'
          ? null
          : isCounted
            ? say('{done} of {total} rows', { done, total })
            : say('{done} rows so far', { done })}
      </p>
      <LinearProgress
        aria-label={say('How far it is')}
        {...(isCounted ? { variant: 'determinate', value: Math.min(hundred, (done / total) * hundred) } : {})}
      />
      {state === 'undoing' ? null : <CountFigures counts={record} />}
      <div className="row">
        {state === 'running' ? <Button onClick={() => ask('pause')}>{say('Pause')}</Button> : null}
        {state === 'undoing' ? null : <Button onClick={() => ask('cancel')}>{say('Cancel')}</Button>}
      </div>
    </section>
  )
}

function doing(state: Import['state']): string {
  if (state === 'checking') return say('Every row is tried; nothing is written.')
  if (state === 'running') return say('Rows go in. You may leave this page; it goes on.')
  return stateWord(state)
}
