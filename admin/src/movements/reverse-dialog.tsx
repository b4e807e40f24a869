import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyReason } from '../pieces/pickables.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { useCommand } from '../providers/use-command.ts'

interface ReverseDialogProps {
  readonly what: 'movement' | 'transformation'
  /** Of what is reversed, under the API's root. */
  readonly path: string
  readonly onClose: () => void
}

/** Asks why, then posts the reversal. Pressing twice reverses once. */
export function ReverseDialog({ what, path, onClose }: ReverseDialogProps) {
  const [reason, setReason] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { send, error, isBusy } = useCommand(onClose)
  const reverse = (event: FormEvent) => {
    event.preventDefault()
    void send({
      path: `${path}/reversal`,
      body: { ...(reason ? { reason } : {}), ...(note.trim() ? { note: note.trim() } : {}) },
      done: 'Reversed: stock stands as it did before.',
    })
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="reverse-title">
      <form onSubmit={reverse}>
        <DialogTitle id="reverse-title">Reverse this {what}?</DialogTitle>
        <DialogContent>
          <p style={{ margin: '0 0 12px' }}>
            Further movements take the same quantities back the way they came. All stay in the record.
          </p>
          <EntityPicker of={anyReason} label="Reason" value={reason} onChange={setReason} autoFocus />
          <TextField
            label="Note, optional"
            fullWidth
            value={note}
            onChange={(event) => setNote(event.target.value)}
            sx={{ mt: 1.5 }}
          />
          {error ? <Trouble error={error} /> : null}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={isBusy}>
            Reverse {what}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
