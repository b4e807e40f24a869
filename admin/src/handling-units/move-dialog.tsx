import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { type FormEvent, useState } from 'react'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyUnit, balancedLocation } from '../pieces/pickables.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { useCommand } from '../providers/use-command.ts'
import type { UnitDetail } from './handling-unit.ts'

/** Asks where a unit goes, and moves it with all that is in it. */
export function MoveDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const [location, setLocation] = useState<string | null>(null)
  const [into, setInto] = useState<string | null>(null)
  const { send, error, isBusy } = useCommand(onClose)
  const isOpen = location === null && into === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isOpen) return
    const to = into === null ? { location } : { handlingUnit: into }
    void send({
      path: '/ledger/movements',
      body: { mode: 'all', movements: [{ kind: 'transfer', handlingUnits: [{ id: unit.id, to }] }] },
      done: `${unit.code} was moved with all that is in it.`,
    })
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="move-title">
      <form onSubmit={submit}>
        <DialogTitle id="move-title">Where does {unit.code} go?</DialogTitle>
        <DialogContent>
          <p style={{ margin: '0 0 12px' }}>{goesAlong(unit)}</p>
          <EntityPicker
            of={balancedLocation}
            label="To the location"
            value={location}
            onChange={(id) => {
              setLocation(id)
              if (id !== null) setInto(null)
            }}
            autoFocus
          />
          <p className="muted" style={{ margin: '8px 0' }}>
            or
          </p>
          <EntityPicker
            of={anyUnit}
            label="Into the unit"
            value={into}
            onChange={(id) => {
              setInto(id)
              if (id !== null) setLocation(null)
            }}
          />
          {error ? <Trouble error={error} /> : null}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={isBusy || isOpen}>
            Move unit
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function goesAlong({ contents, nested }: UnitDetail): string {
  if (contents.length === 0 && nested.length === 0) return 'Nothing is in it.'
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`
  return `${counted(contents.length, 'balance')} and ${counted(nested.length, 'unit')} in it go along.`
}
