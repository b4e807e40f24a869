import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyItem, anyOwner, balancedLocation } from '../pieces/pickables.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { newId } from '../providers/ids.ts'
import { useActs } from './use-acts.ts'

/** Keeps stock by hand, for a demand of its own: a sample put aside, a customer on the telephone. */
export function AllocateDialog({ onClose }: { onClose: () => void }) {
  const [demand] = useState(newId)
  const [item, setItem] = useState<string | null>(null)
  const [within, setWithin] = useState<string | null>(null)
  const [owner, setOwner] = useState<string | null>(null)
  const [quantity, setQuantity] = useState('')
  const { send, error, isBusy } = useActs('Allocated: nobody else can take it.', onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send([
      {
        act: 'allocate',
        demand: { kind: 'by_hand', id: demand },
        item,
        quantity: Number(quantity),
        ...(within === null ? {} : { within }),
        ...(owner === null ? {} : { owner }),
      },
    ])
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="allocate-title">
      <form onSubmit={submit}>
        <DialogTitle id="allocate-title">Keep stock aside</DialogTitle>
        <DialogContent>
          <p style={{ margin: '0 0 12px' }}>
            The oldest lot is taken first. It stays kept until you release it.
          </p>
          <EntityPicker of={anyItem} label="Item" value={item} onChange={setItem} isRequired autoFocus />
          <TextField
            label="Quantity"
            type="number"
            required
            fullWidth
            value={quantity}
            onChange={(event) => setQuantity(event.target.value)}
            slotProps={{ htmlInput: { min: 0, step: 'any' } }}
            sx={{ my: 1.5 }}
          />
          <EntityPicker
            of={balancedLocation}
            label="Only from, optional"
            value={within}
            onChange={setWithin}
          />
          <div style={{ height: 12 }} />
          <EntityPicker
            of={anyOwner}
            label="Owner, the house unless said"
            value={owner}
            onChange={setOwner}
          />
          {error ? <Trouble error={error} /> : null}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={isBusy || item === null || !(Number(quantity) > 0)}
          >
            Allocate
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
