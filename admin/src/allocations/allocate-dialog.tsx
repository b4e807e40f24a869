import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import type { Item } from '../items/item.ts'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyItem, anyOwner, balancedLocation } from '../pieces/pickables.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { type Override, overridableOf } from '../posting/override.ts'
import { OverrideForm } from '../posting/override-form.tsx'
import { newId } from '../providers/ids.ts'
import { useCommand } from '../providers/use-command.ts'
import { say } from '../words/say.ts'

/** What is to be kept, as it stands in the form. */
interface Wish {
  readonly item: Item | null
  readonly within: string | null
  readonly owner: string | null
  readonly quantity: string
  /** The number of the one piece that is wanted; empty for any. */
  readonly serial: string
}

const nothing: Wish = { item: null, within: null, owner: null, quantity: '', serial: '' }

/** Keeps stock by hand, for a demand of its own: a sample put aside, a customer on the telephone. */
export function AllocateDialog({ onClose }: { onClose: () => void }) {
  const [demand] = useState(newId)
  const [wish, setWish] = useState<Wish>(nothing)
  const { send, error, isBusy } = useCommand(onClose)
  const isOnePiece = pieceOf(wish) !== null
  const isReady = wish.item !== null && (isOnePiece || Number(wish.quantity) > 0)
  const allocate = (overrides: readonly Override[]) => {
    const against = overrides.length > 0 ? { overrides } : {}
    const act = { act: 'allocate', demand: { kind: 'by_hand', id: demand }, ...wanted(wish), ...against }
    void send({
      path: '/ledger/allocations',
      body: { mode: 'all', allocations: [act] },
      done: say('Allocated: nobody else can take it.'),
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    allocate([])
  }
  const refused = overridableOf(error)
  return (
    <Dialog open onClose={onClose} aria-labelledby="allocate-title">
      <form onSubmit={submit}>
        <DialogTitle id="allocate-title">{say('Keep stock aside')}</DialogTitle>
        <DialogContent>
          <p style={{ margin: '0 0 12px' }}>
            {isOnePiece
              ? say('This very piece is kept, wherever it stands, until you release it.')
              : say('The oldest lot is taken first. It stays kept until you release it.')}
          </p>
          <WishFields wish={wish} onChange={(more) => setWish({ ...wish, ...more })} />
          {error ? <Trouble error={error} /> : null}
          {refused ? (
            <OverrideForm refused={refused} isBusy={isBusy} onOverride={(said) => allocate([said])} />
          ) : null}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button type="submit" variant="contained" disabled={isBusy || !isReady}>
            {say('Allocate')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** The piece that is named, of an item whose pieces stand in stock by their numbers. */
function pieceOf({ item, serial }: Wish): string | null {
  return item?.serials === 'always' && serial.trim() !== '' ? serial.trim() : null
}

function wanted(wish: Wish): object {
  const { item, quantity, within, owner } = wish
  const serial = pieceOf(wish)
  return {
    item: item?.id,
    ...(serial === null ? { quantity: Number(quantity) } : { quantity: 1, serial }),
    ...(within === null || serial !== null ? {} : { within }),
    ...(owner === null ? {} : { owner }),
  }
}

function WishFields({ wish, onChange }: { wish: Wish; onChange: (more: Partial<Wish>) => void }) {
  const isOnePiece = pieceOf(wish) !== null
  return (
    <>
      <EntityPicker
        of={anyItem}
        label={say('Item')}
        value={wish.item?.id ?? null}
        onChange={(_, item) => onChange({ item: item as Item | null, serial: '' })}
        isRequired
        autoFocus
      />
      {wish.item?.serials === 'always' ? (
        <TextField
          label={say('Serial number, any piece unless said')}
          fullWidth
          value={wish.serial}
          onChange={(event) => onChange({ serial: event.target.value })}
          sx={{ mt: 1.5 }}
        />
      ) : null}
      <TextField
        label={say('Quantity')}
        type="number"
        required
        fullWidth
        disabled={isOnePiece}
        value={isOnePiece ? '1' : wish.quantity}
        onChange={(event) => onChange({ quantity: event.target.value })}
        slotProps={{ htmlInput: { min: 0, step: 'any' } }}
        sx={{ my: 1.5 }}
      />
      {isOnePiece ? null : (
        <EntityPicker
          of={balancedLocation}
          label={say('Only from, optional')}
          value={wish.within}
          onChange={(within) => onChange({ within })}
        />
      )}
      <div style={{ height: 12 }} />
      <EntityPicker
        of={anyOwner}
        label={say('Owner, the house unless said')}
        value={wish.owner}
        onChange={(owner) => onChange({ owner })}
      />
    </>
  )
}
