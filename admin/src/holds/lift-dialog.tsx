import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { Trouble } from '../pieces/trouble.tsx'
import { useCommand } from '../providers/use-command.ts'
import { say } from '../words/say.ts'
import type { Hold } from './hold.ts'

/** Asks for a note, then lifts the hold. A refusal stands in the dialogue. */
export function LiftDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const [note, setNote] = useState('')
  const { send, error, isBusy } = useCommand(onClose)
  const lift = (event: FormEvent) => {
    event.preventDefault()
    void send({
      path: `/ledger/holds/${hold.id}/lift`,
      body: note.trim() ? { note: note.trim() } : {},
      done: say('{name} is no longer on hold for {reason}.', {
        name: hold.subject.name,
        reason: hold.reason,
      }),
    })
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="lift-title">
      <form onSubmit={lift}>
        <DialogTitle id="lift-title">{say('Lift this hold?')}</DialogTitle>
        <DialogContent>
          <p style={{ margin: '0 0 12px' }}>
            {say('{name}, {reason}: what it stops may go at once. The hold stays in the list.', {
              name: hold.subject.name,
              reason: hold.reason,
            })}
          </p>
          <TextField
            label={say('Note, optional')}
            fullWidth
            autoFocus
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {error ? <Trouble error={error} /> : null}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button type="submit" variant="contained" disabled={isBusy}>
            {say('Lift hold')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
