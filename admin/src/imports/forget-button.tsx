import Button from '@mui/material/Button'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'
import type { Import } from './import.ts'

/** Lets go of an import of which nothing went in. */
export function ForgetButton({ record: { id } }: { record: Import }) {
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
        {say('Forget this import …')}
      </Button>
      {isAsking ? (
        <AskDialog
          title={say('Forget this import and its file?')}
          verb={say('Forget')}
          onDo={forget}
          onClose={() => setAsking(false)}
        >
          {say('Nothing of it went in.')}
        </AskDialog>
      ) : null}
    </>
  )
}
