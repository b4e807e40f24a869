import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type RaRecord, useCreate } from 'react-admin'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { sentenceOfError } from '../providers/problem.ts'
import { say } from '../words/say.ts'
import type { DraftLine } from './draft.ts'

interface LotFieldProps {
  readonly line: DraftLine
  readonly number: number
  /** Whether goods come that may be of a lot nobody has seen yet. */
  readonly canBeNew: boolean
  readonly error: string | undefined
  readonly isHeld: boolean
  readonly onChange: (part: Partial<DraftLine>) => void
}

/** The lot of a line: picked or scanned, or made where the goods come in. */
export function LotField({ line, number, canBeNew, error, isHeld, onChange }: LotFieldProps) {
  const [isNew, setNew] = useState(false)
  if (line.item === null) return null
  if (isNew) {
    return (
      <NewLot
        item={line.item}
        number={number}
        onDone={(lot) => {
          setNew(false)
          if (lot) onChange({ lot })
        }}
      />
    )
  }
  return (
    <div className="row" style={{ alignItems: 'flex-start', gap: 8 }}>
      <EntityPicker
        of={{ resource: 'lots', code: 'name', filter: { item: line.item } }}
        label={say('Lot')}
        ariaLabel={say('Lot of line {number}', { number })}
        width={220}
        value={line.lot}
        onChange={(lot) => onChange({ lot })}
        isDisabled={isHeld}
        error={error}
      />
      {canBeNew ? (
        <Button onClick={() => setNew(true)} disabled={isHeld} sx={{ marginTop: '20px' }}>
          {say('New lot')}
        </Button>
      ) : null}
    </div>
  )
}

/** A lot as its label says it. */
function NewLot(props: { item: string; number: number; onDone: (lot: string | null) => void }) {
  const { item, number, onDone } = props
  const [name, setName] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const [create, { isPending, error }] = useCreate<RaRecord>()
  const send = () => {
    if (name.trim() === '' || isPending) return
    create(
      'lots',
      { data: { item, name: name.trim(), ...(expiresOn ? { expiresOn } : {}) } },
      { onSuccess: ({ id }) => onDone(String(id)) },
    )
  }
  const onKeyDown = (event: { key: string; preventDefault(): void; stopPropagation(): void }) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    send()
  }
  return (
    <div className="row wrap" style={{ alignItems: 'flex-end', gap: 8 }}>
      <TextField
        label={say('New lot')}
        margin="none"
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
        error={Boolean(error)}
        helperText={error ? sentenceOfError(error) : undefined}
        sx={{ width: 180 }}
        slotProps={{
          htmlInput: {
            'aria-label': say('Name of the new lot, line {number}', { number }),
            className: 'code',
          },
        }}
      />
      <TextField
        label={say('Expires, optional')}
        type="date"
        margin="none"
        value={expiresOn}
        onChange={(event) => setExpiresOn(event.target.value)}
        onKeyDown={onKeyDown}
        sx={{ width: 160 }}
      />
      <Button onClick={send} disabled={name.trim() === '' || isPending}>
        {say('Create lot')}
      </Button>
      <Button variant="text" onClick={() => onDone(null)}>
        {say('Cancel')}
      </Button>
    </div>
  )
}
