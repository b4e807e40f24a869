import Button from '@mui/material/Button'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { call } from '../providers/http-client.ts'
import type { Import } from './import.ts'

/** Lets go of an import of which nothing went in. */
export function ForgetButton({ record: { id } }: { record: Import }) {
  const translate = useTranslate()
  const [isAsking, setAsking] = useState(false)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const forget = async () => {
    await call(`/imports/${id}`, { method: 'DELETE' })
    queries.removeQueries({ queryKey: ['imports', 'whole', id] })
    navigate('/imports')
  }
  return (
    <>
      <Button className="push" onClick={() => setAsking(true)}>
        {translate('imports.forget')}
      </Button>
      {isAsking ? (
        <AskDialog
          title={translate('imports.forget_title')}
          verb={translate('imports.forget_verb')}
          onDo={forget}
          onClose={() => setAsking(false)}
        >
          {translate('imports.forget_text')}
        </AskDialog>
      ) : null}
    </>
  )
}
