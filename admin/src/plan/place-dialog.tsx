import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { say } from '../words/say.ts'
import { changePlace, type Place } from './plan.ts'

const fields = ['x', 'y', 'z', 'sizeX', 'sizeY', 'sizeZ'] as const
const fieldWords = () => ({
  x: say('x in m'),
  y: say('y in m'),
  z: say('z in m'),
  sizeX: say('Size along x in m'),
  sizeY: say('Size along y in m'),
  sizeZ: say('Height in m'),
})

interface PlaceDialogProps {
  readonly place: Place
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** Moves, resizes, renames or retires a place by figures: what dragging does, and what it cannot. */
export function PlaceDialog({ place, onChanged, onClose }: PlaceDialogProps) {
  const [code, setCode] = useState(place.code)
  const [isActive, setActive] = useState(place.isActive)
  const [typed, setTyped] = useState(() =>
    Object.fromEntries(fields.map((field) => [field, place[field] === null ? '' : String(place[field])])),
  )
  const metres = Object.fromEntries(
    fields.map((field) => [
      field,
      typed[field]?.trim() === '' ? null : Number(typed[field]?.replace(',', '.')),
    ]),
  )
  const isNumeric = Object.values(metres).every((value) => value === null || Number.isFinite(value))
  const save = async () => {
    const changed = Object.fromEntries(
      Object.entries({ code: code.trim(), isActive, ...metres }).filter(
        ([field, value]) => value !== place[field as keyof Place],
      ),
    )
    if (Object.keys(changed).length > 0) await changePlace(place, changed)
    onChanged()
  }
  return (
    <AskDialog
      title={say('Change {place}', { place: place.code })}
      verb={say('Save place')}
      isReady={code.trim() !== '' && isNumeric}
      onDo={save}
      onClose={onClose}
    >
      <TextField
        margin="none"
        label={say('Code')}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        helperText={say('What the label says. Another code keeps the history.')}
      />
      <div className="three-fields">
        {fields.map((field) => (
          <TextField
            key={field}
            margin="none"
            label={fieldWords()[field]}
            value={typed[field]}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          />
        ))}
      </div>
      <FormControlLabel
        control={<Switch checked={isActive} onChange={(_, next) => setActive(next)} />}
        label={say('In use; a place with stock cannot be retired')}
      />
    </AskDialog>
  )
}
