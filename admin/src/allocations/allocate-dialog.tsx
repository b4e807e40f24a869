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

/** What is to be kept, as it stands in the form. */
interface Wish {
  readonly item: string | null
  readonly within: string | null
  readonly owner: string | null
  readonly quantity: string
}

/** Keeps stock by hand, for a demand of its own: a sample put aside, a customer on the telephone. */
export function AllocateDialog({ onClose }: { onClose: () => void }) {
  const [demand] = useState(newId)
  const [wish, setWish] = useState<Wish>({ item: null, within: null, owner: null, quantity: '' })
  const { item, within, owner, quantity } = wish
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
          <WishFields wish={wish} onChange={(more) => setWish({ ...wish, ...more })} />
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

function WishFields({ wish, onChange }: { wish: Wish; onChange: (more: Partial<Wish>) => void }) {
  return (
    <>
      <EntityPicker
        of={anyItem}
        label="Item"
        value={wish.item}
        onChange={(item) => onChange({ item })}
        isRequired
        autoFocus
      />
      <TextField
        label="Quantity"
        type="number"
        required
        fullWidth
        value={wish.quantity}
        onChange={(event) => onChange({ quantity: event.target.value })}
        slotProps={{ htmlInput: { min: 0, step: 'any' } }}
        sx={{ my: 1.5 }}
      />
      <EntityPicker
        of={balancedLocation}
        label="Only from, optional"
        value={wish.within}
        onChange={(within) => onChange({ within })}
      />
      <div style={{ height: 12 }} />
      <EntityPicker
        of={anyOwner}
        label="Owner, the house unless said"
        value={wish.owner}
        onChange={(owner) => onChange({ owner })}
      />
    </>
  )
}
