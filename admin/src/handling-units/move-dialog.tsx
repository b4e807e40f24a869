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
import { say } from '../words/say.ts'
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
      done: say('{code} was moved with all that is in it.', { code: unit.code }),
    })
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="move-title">
      <form onSubmit={submit}>
        <DialogTitle id="move-title">{say('Where does {code} go?', { code: unit.code })}</DialogTitle>
        <DialogContent>
          <p style={{ margin: '0 0 12px' }}>{goesAlong(unit)}</p>
          <EntityPicker
            of={balancedLocation}
            label={say('To the location')}
            value={location}
            onChange={(id) => {
              setLocation(id)
              if (id !== null) setInto(null)
            }}
            autoFocus
          />
          <p className="muted" style={{ margin: '8px 0' }}>
            {say('or')}
          </p>
          <EntityPicker
            of={anyUnit}
            label={say('Into the unit')}
            value={into}
            onChange={(id) => {
              setInto(id)
              if (id !== null) setLocation(null)
            }}
          />
          {error ? <Trouble error={error} /> : null}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button type="submit" variant="contained" disabled={isBusy || isOpen}>
            {say('Move unit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function goesAlong({ contents, nested }: UnitDetail): string {
  if (contents.length === 0 && nested.length === 0) return say('Nothing is in it.')
  return say('{balances} and {units} in it go along.', {
    balances: say('1 balance | {count} balances', { count: contents.length }),
    units: say('1 unit | {count} units', { count: nested.length }),
  })
}
