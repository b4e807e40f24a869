import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { type FormEvent, useRef, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyUnit, balancedLocation } from '../pieces/pickables.ts'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { newId } from '../providers/ids.ts'
import { problemOf } from '../providers/problem.ts'
import type { UnitDetail } from './handling-unit.ts'

/** Asks where a unit goes, and moves it with all that is in it. */
export function MoveDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const [location, setLocation] = useState<string | null>(null)
  const [into, setInto] = useState<string | null>(null)
  const { move, error, isBusy } = useMove(unit, onClose)
  const isOpen = location === null && into === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isOpen) void move(into === null ? { location } : { handlingUnit: into })
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

/**
 * Moves a unit. While no answer has come, pressing again sends the same command; a refusal is an answer,
 * after which the next try is another one.
 */
function useMove(unit: UnitDetail, onDone: () => void) {
  const key = useRef(newId())
  const inFlight = useRef(false)
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const notify = useNotify()
  const refresh = useRefresh()
  const move = async (to: object) => {
    if (inFlight.current) return
    inFlight.current = true
    setBusy(true)
    setError(undefined)
    try {
      await call('/ledger/movements', {
        method: 'POST',
        headers: { 'Idempotency-Key': key.current },
        body: { mode: 'all', movements: [{ kind: 'transfer', handlingUnits: [{ id: unit.id, to }] }] },
      })
      notify(`${unit.code} was moved with all that is in it.`, { type: 'success' })
      refresh()
      onDone()
    } catch (refusal) {
      if (problemOf(refusal) !== undefined) key.current = newId()
      setError(refusal)
    } finally {
      inFlight.current = false
      setBusy(false)
    }
  }
  return { move, error, isBusy }
}
