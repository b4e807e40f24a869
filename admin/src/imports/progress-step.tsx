import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { useNotify, useTranslate } from 'react-admin'
import { formatFigure } from '../pieces/format.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { type Import, useImportCommands } from './import.ts'
import { CountFigures } from './import-state.tsx'

const hundred = 100

/** How far it has come, while somebody works on it. */
export function ProgressStep({ record }: { record: Import }) {
  const translate = useTranslate()
  const notify = useNotify()
  const { send } = useImportCommands(record)
  const { state, total, created, updated, unchanged, refused } = record
  const done = created + updated + unchanged + refused
  const isCounted = state === 'running' && total !== null && total > 0
  const ask = (command: string) =>
    void send(command).catch((error) => notify(sentenceOfError(error), { type: 'error' }))
  const facts = { done: formatFigure(done), total: formatFigure(total ?? 0) }
  return (
    <section className="card pad stack">
      <p role="status" style={{ margin: 0 }}>
        {translate(
          `imports.${state === 'checking' ? 'checking' : state === 'running' ? 'running' : 'state.undoing'}`,
        )}{' '}
        {state === 'undoing' ? null : translate(isCounted ? 'imports.of' : 'imports.so_far', facts)}
      </p>
      <LinearProgress
        aria-label={translate('imports.progress')}
        {...(isCounted ? { variant: 'determinate', value: Math.min(hundred, (done / total) * hundred) } : {})}
      />
      {state === 'undoing' ? null : <CountFigures counts={record} />}
      <div className="row">
        {state === 'running' ? (
          <Button onClick={() => ask('pause')}>{translate('imports.pause')}</Button>
        ) : null}
        {state === 'undoing' ? null : (
          <Button onClick={() => ask('cancel')}>{translate('imports.cancel')}</Button>
        )}
      </div>
    </section>
  )
}
