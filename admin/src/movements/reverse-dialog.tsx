import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type FormEvent, useRef, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import type { Movement } from '../ledger/rows.ts'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyReason } from '../pieces/pickables.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { newId } from '../providers/ids.ts'

/** Asks why, then posts the reversal. One key for the dialogue: pressing twice reverses once. */
export function ReverseDialog({ movement, onClose }: { movement: Movement; onClose: () => void }) {
  const [key] = useState(newId)
  const [reason, setReason] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const inFlight = useRef(false)
  const notify = useNotify()
  const refresh = useRefresh()
  const reverse = async (event: FormEvent) => {
    event.preventDefault()
    if (inFlight.current) return
    inFlight.current = true
    setBusy(true)
    setError(undefined)
    try {
      await call(`/ledger/movements/${movement.id}/reversal`, {
        method: 'POST',
        headers: { 'Idempotency-Key': key },
        body: { ...(reason ? { reason } : {}), ...(note.trim() ? { note: note.trim() } : {}) },
      })
      notify('Reversed: stock stands as it did before this movement.', { type: 'success' })
      refresh()
      onClose()
    } catch (refusal) {
      setError(refusal)
    } finally {
      inFlight.current = false
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="reverse-title">
      <form onSubmit={reverse}>
        <DialogTitle id="reverse-title">Reverse this movement?</DialogTitle>
        <DialogContent>
          <p style={{ margin: '0 0 12px' }}>
            A second movement takes the same quantities back the way they came. Both stay in the record.
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
            Reverse movement
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
