import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useState } from 'react'
import { Trouble } from '../pieces/trouble.tsx'
import { say } from '../words/say.ts'
import { ForgetButton } from './forget-button.tsx'
import { type Import, useImportCommands } from './import.ts'
import { CountFigures } from './import-state.tsx'
import { RefusedRows } from './refused-rows.tsx'

const atomicMax = 1_000

/** What a trial found, and the rows to mend before it goes in. */
export function TrialStep({ record, onMap }: { record: Import; onMap: () => void }) {
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
        <p style={{ margin: 0 }}>{say('This is what would happen:')}</p>
        <CountFigures counts={counts} />
        {refusal ? <Trouble error={refusal} /> : null}
        <div className="row wrap">
          <Button
            variant="contained"
            disabled={good === 0}
            onClick={() => attempt('run', isAtomic ? { isAtomic } : {})}
          >
            {isAtomic ? say('Import all rows') : say('Import {count} rows', { count: good })}
          </Button>
          {counts.refused > 0 ? <Button onClick={() => attempt('check')}>{say('Try again')}</Button> : null}
          <Button onClick={onMap}>{say('Change the mapping')}</Button>
          {(record.total ?? 0) <= atomicMax ? (
            <FormControlLabel
              control={<Checkbox checked={isAtomic} onChange={(event) => setAtomic(event.target.checked)} />}
              label={say('All rows or none')}
            />
          ) : null}
          <ForgetButton record={record} />
        </div>
      </section>
      {counts.refused > 0 ? <RefusedRows record={record} /> : null}
    </>
  )
}
