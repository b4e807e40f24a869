import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { formatFigure } from '../pieces/format.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { ForgetButton } from './forget-button.tsx'
import { type Import, useImportCommands } from './import.ts'
import { CountFigures } from './import-state.tsx'
import { RefusedRows } from './refused-rows.tsx'

const atomicMax = 1_000

/** What a trial found, and the rows to mend before it goes in. */
export function TrialStep({ record, onMap }: { record: Import; onMap: () => void }) {
  const translate = useTranslate()
  const say = (word: string, facts = {}) => translate(`imports.${word}`, facts)
  const { send } = useImportCommands(record)
  const [isAtomic, setAtomic] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const counts = record.checked ?? record
  const good = counts.created + counts.updated
  const attempt = (command: string, body = {}) => {
    setRefusal(undefined)
    void send(command, body).catch(setRefusal)
  }
  return (
    <>
      <section className="card pad stack">
        {record.failure ? (
          <div className="note bad" role="alert">
            <div>{record.failure.detail}</div>
          </div>
        ) : null}
        <p style={{ margin: 0 }}>{say('would')}</p>
        <CountFigures counts={counts} />
        {refusal ? <Trouble error={refusal} /> : null}
        <div className="row wrap">
          <Button
            variant="contained"
            disabled={good === 0}
            onClick={() => attempt('run', isAtomic ? { isAtomic } : {})}
          >
            {isAtomic ? say('run_all') : say('run', { count: formatFigure(good) })}
          </Button>
          {counts.refused > 0 ? <Button onClick={() => attempt('check')}>{say('check_again')}</Button> : null}
          <Button onClick={onMap}>{say('change_mapping')}</Button>
          {(record.total ?? 0) <= atomicMax ? (
            <FormControlLabel
              control={<Checkbox checked={isAtomic} onChange={(event) => setAtomic(event.target.checked)} />}
              label={say('atomic')}
            />
          ) : null}
          <ForgetButton record={record} />
        </div>
      </section>
      {counts.refused > 0 ? <RefusedRows record={record} /> : null}
    </>
  )
}
