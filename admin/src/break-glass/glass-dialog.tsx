import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AskDialog, ReasonField } from '../pieces/ask-dialog.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'

const leastReason = 10

/** Takes a role that is kept for emergencies, for half an hour, with a reason. */
export function GlassDialog({ onClose }: { onClose: () => void }) {
  const { data, error } = useQuery({
    queryKey: ['break-glass', 'roles'],
    queryFn: ({ signal }) =>
      call<{ data: readonly { id: string; name: string }[] }>('/access/break-glass/roles', { signal }),
  })
  const [chosen, setChosen] = useState('')
  const [reason, setReason] = useState('')
  const roles = data?.data ?? []
  const role = chosen || (roles.length === 1 ? roles[0]!.id : '')
  const take = async () => {
    await call('/access/break-glass', { method: 'POST', body: { role, reason: reason.trim() } })
    window.location.assign('/')
  }
  return (
    <AskDialog
      title={say('Break the glass?')}
      verb={say('Take the role')}
      isReady={role !== '' && reason.trim().length >= leastReason}
      onDo={take}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>
        {say('You have the role for half an hour, and what you do with it stands in the audit.')}
      </p>
      {error ? <Trouble error={error} what={say('The roles for emergencies')} /> : null}
      {data && roles.length === 0 ? <p className="note">{say('No role is kept for emergencies.')}</p> : null}
      {roles.length > 0 ? (
        <TextField
          select
          label={say('Role')}
          required
          fullWidth
          margin="none"
          value={role}
          onChange={(event) => setChosen(event.target.value)}
        >
          {roles.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      <ReasonField value={reason} least={leastReason} onChange={setReason} />
    </AskDialog>
  )
}
