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
import { type Override, overridableOf } from '../posting/override.ts'
import { OverrideForm } from '../posting/override-form.tsx'
import { useCommand } from '../providers/use-command.ts'
import { say } from '../words/say.ts'

interface ReverseDialogProps {
  readonly kind: 'movement' | 'transformation'
  /** Of what is reversed, under the API's root. */
  readonly path: string
  readonly onClose: () => void
}

/** Asks why, then posts the reversal. Pressing twice reverses once. */
export function ReverseDialog({ kind, path, onClose }: ReverseDialogProps) {
  const [reason, setReason] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { send, error, isBusy } = useCommand(onClose)
  const [overrides, setOverrides] = useState<readonly Override[]>([])
  const refused = overridableOf(error)
  const reverse = (against: readonly Override[]) =>
    void send({
      path: `${path}/reversal`,
      body: {
        ...(reason ? { reason } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(against.length > 0 ? { overrides: against } : {}),
      },
      done: say('Reversed: stock stands as it did before.'),
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setOverrides([])
    reverse([])
  }
  const override = (said: Override) => {
    const against = [...overrides.filter(({ code }) => code !== said.code), said]
    setOverrides(against)
    reverse(against)
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="reverse-title">
      <form onSubmit={submit}>
        <DialogTitle id="reverse-title">
          {kind === 'movement' ? say('Reverse this movement?') : say('Reverse this transformation?')}
        </DialogTitle>
        <DialogContent>
          <p style={{ margin: '0 0 12px' }}>{whatItDoes()}</p>
          <EntityPicker of={anyReason} label={say('Reason')} value={reason} onChange={setReason} autoFocus />
          <TextField
            label={say('Note, optional')}
            fullWidth
            value={note}
            onChange={(event) => setNote(event.target.value)}
            sx={{ mt: 1.5 }}
          />
          {error ? <Trouble error={error} /> : null}
          {refused ? (
            <OverrideForm key={refused.code} refused={refused} isBusy={isBusy} onOverride={override} />
          ) : null}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button type="submit" variant="contained" disabled={isBusy}>
            {kind === 'movement' ? say('Reverse movement') : say('Reverse transformation')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function whatItDoes(): string {
  return say('Further movements take the same quantities back the way they came. All stay in the record.')
}
