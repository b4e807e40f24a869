import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import type { Overridable, Override } from './override.ts'

interface OverrideFormProps {
  readonly refused: Overridable
  readonly isBusy: boolean
  /** Sends the same once more, with this. */
  readonly onOverride: (override: Override) => void
}

/** Below a refusal that may be overridden: the reason and the button, or who could. */
export function OverrideForm({ refused, isBusy, onOverride }: OverrideFormProps) {
  const { mayChange } = useRights()
  const [reason, setReason] = useState('')
  const { code, permission } = refused
  if (!mayChange(permission)) {
    return (
      <p style={{ margin: '8px 0 0' }}>
        {say('Who has the permission {permission} may post it all the same.', { permission })}
      </p>
    )
  }
  return (
    <fieldset
      aria-label={say('You may post it all the same')}
      style={{ border: 0, margin: '8px 0 0', padding: 0, minWidth: 0 }}
    >
      <TextField
        label={say('Why it is posted all the same')}
        helperText={say('The reason stays in the record of the movement, and in the audit.')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
        fullWidth
        multiline
      />
      <Button
        sx={{ mt: 1 }}
        disabled={isBusy || reason.trim() === ''}
        onClick={() => onOverride({ code, reason: reason.trim() })}
      >
        {say('Post it all the same')}
      </Button>
    </fieldset>
  )
}
