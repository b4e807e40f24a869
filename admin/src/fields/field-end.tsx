import Button from '@mui/material/Button'
import { useState } from 'react'
import { useDataProvider, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { formatFigure } from '../pieces/format.ts'
import { call } from '../providers/http-client.ts'
import type { CustomField } from './field.ts'

type Question = 'retire' | 'remove'

/** The ways out of a field: hidden with what records say of it, or gone with all of that. */
export function FieldEnd() {
  const field = useRecordContext<CustomField>()
  const [question, setQuestion] = useState<Question>()
  const { retire, remove } = useEnds(field)
  if (!field) return null
  const { label, records = 0, isRetired } = field
  const hold = records === 1 ? '1 record holds a value' : `${formatFigure(records)} records hold a value`
  return (
    <>
      <h2>{isRetired ? 'It is retired' : 'Retire or remove'}</h2>
      <p style={{ margin: '0 0 8px' }}>
        {hold} of it.{' '}
        {isRetired ? 'All are kept, and come back with it.' : 'A retired field is hidden, and all is kept.'}
      </p>
      <div className="row wrap" style={{ marginBottom: 16 }}>
        {isRetired ? (
          <Button type="button" onClick={() => void retire(false)}>
            Bring back
          </Button>
        ) : (
          <Button type="button" onClick={() => setQuestion('retire')}>
            Retire
          </Button>
        )}
        <Button type="button" color="error" onClick={() => setQuestion('remove')}>
          Remove
        </Button>
      </div>
      {question === 'retire' ? (
        <AskDialog
          title={`Retire ${label}?`}
          verb="Retire field"
          onDo={() => retire(true)}
          onClose={() => setQuestion(undefined)}
        >
          It goes from forms, lists, filters and the API. {hold}; these are kept, and shown again once it is
          brought back.
        </AskDialog>
      ) : null}
      {question === 'remove' ? (
        <AskDialog
          title={`Remove ${label} for good?`}
          verb={records > 0 ? 'Remove with its values' : 'Remove for good'}
          onDo={remove}
          onClose={() => setQuestion(undefined)}
        >
          {records > 0 ? `${hold}, which are lost with it. To keep them, retire it.` : 'No record says it.'}
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
      done(isRetired ? `${label} is retired.` : `${label} is back.`)
    },
    async remove() {
      const { id, label, version } = field!
      const headers = { 'If-Match': `"${version}"` }
      await call(`/host/fields/${id}?withValues=true`, { method: 'DELETE', headers })
      done(`${label} is removed.`)
    },
  }
}
