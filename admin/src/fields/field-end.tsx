import Button from '@mui/material/Button'
import { useState } from 'react'
import { useDataProvider, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'
import type { CustomField } from './field.ts'

type Question = 'retire' | 'remove'

/** The ways out of a field: hidden with what records say of it, or gone with all of that. */
export function FieldEnd() {
  const field = useRecordContext<CustomField>()
  const [question, setQuestion] = useState<Question>()
  const { retire, remove } = useEnds(field)
  if (!field) return null
  const { label, records = 0, isRetired } = field
  const hold = say('1 record holds a value | {count} records hold a value', { count: records })
  return (
    <>
      <h2>{isRetired ? say('It is retired') : say('Retire or remove')}</h2>
      <p style={{ margin: '0 0 8px' }}>
        {say('{hold} of it.', { hold })}{' '}
        {isRetired
          ? say('All are kept, and come back with it.')
          : say('A retired field is hidden, and all is kept.')}
      </p>
      <EndButtons isRetired={isRetired} onBack={() => void retire(false)} onAsk={setQuestion} />
      {question === 'retire' ? (
        <AskDialog
          title={say('Retire {label}?', { label })}
          verb={say('Retire field')}
          onDo={() => retire(true)}
          onClose={() => setQuestion(undefined)}
        >
          {say(
            'It goes from forms, lists, filters and the API. {hold}; these are kept, and shown again ' +
              'once it is brought back.',
            { hold },
          )}
        </AskDialog>
      ) : null}
      {question === 'remove' ? (
        <AskDialog
          title={say('Remove {label} for good?', { label })}
          verb={records > 0 ? say('Remove with its values') : say('Remove for good')}
          isFinal
          onDo={remove}
          onClose={() => setQuestion(undefined)}
        >
          {records > 0
            ? say('{hold}, which are lost with it. To keep them, retire it.', { hold })
            : say('No record says it.')}
        </AskDialog>
      ) : null}
    </>
  )
}

function useEnds(field: CustomField | undefined) {
  const dataProvider = useDataProvider()
  const navigate = useNavigate()
  const notify = useNotify()
  const refresh = useRefresh()
  const done = (message: string) => {
    notify(message, { type: 'success' })
    navigate('/custom-fields')
    refresh()
  }
  return {
    async retire(isRetired: boolean) {
      const { id, label } = field!
      const previousData = field!
      await dataProvider.update('custom-fields', { id, data: { ...previousData, isRetired }, previousData })
      done(isRetired ? say('{label} is retired.', { label }) : say('{label} is back.', { label }))
    },
    async remove() {
      const { id, label, version } = field!
      const headers = { 'If-Match': `"${version}"` }
      await call(`/host/fields/${id}?withValues=true`, { method: 'DELETE', headers })
      done(say('{label} is removed.', { label }))
    },
  }
}

interface EndButtonsProps {
  readonly isRetired: boolean
  readonly onBack: () => void
  readonly onAsk: (question: Question) => void
}

function EndButtons({ isRetired, onBack, onAsk }: EndButtonsProps) {
  return (
    <div className="row wrap" style={{ marginBottom: 16 }}>
      {isRetired ? (
        <Button type="button" onClick={onBack}>
          {say('Bring back')}
        </Button>
      ) : (
        <Button type="button" onClick={() => onAsk('retire')}>
          {say('Retire')}
        </Button>
      )}
      <Button type="button" color="error" onClick={() => onAsk('remove')}>
        {say('Remove')}
      </Button>
    </div>
  )
}
