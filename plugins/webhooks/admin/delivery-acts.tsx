import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useAct } from './use-act.ts'
import { fill, wordsOf } from './words.ts'

const leastReason = 3

/** Has one delivery sent again now. */
export function SendAgainButton({ id }: { readonly id: number }) {
  const { words } = wordsOf()
  const act = useAct()
  const send = () => act(`/deliveries/${id}/send-again`, {}, () => fill(words.sentAgain, { count: 1 }))
  return (
    <Button size="small" onClick={() => void send()}>
      {words.sendAgain}
    </Button>
  )
}

/** Lets one delivery go, with a reason. */
export function DropButton({ id }: { readonly id: number }) {
  const { words } = wordsOf()
  const act = useAct()
  const [reason, setReason] = useState<string>()
  const close = () => setReason(undefined)
  const drop = async () => {
    await act(`/deliveries/${id}/drop`, { body: { reason } })
    close()
  }
  return (
    <>
      <Button size="small" color="error" onClick={() => setReason('')}>
        {words.drop}
      </Button>
      {reason === undefined ? null : (
        <Dialog open onClose={close}>
          <DialogTitle>{words.dropTitle}</DialogTitle>
          <DialogContent className="stack">
            <p>{words.dropText}</p>
            <TextField
              label={words.reason}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              fullWidth
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{words.cancel}</Button>
            <Button
              variant="contained"
              color="error"
              disabled={reason.trim().length < leastReason}
              onClick={() => void drop()}
            >
              {words.dropVerb}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  )
}
