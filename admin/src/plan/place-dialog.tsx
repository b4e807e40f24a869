import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { type TwoSaid, TwoSides } from '../pieces/two-sides.tsx'
import { call } from '../providers/http-client.ts'
import { problemOf } from '../providers/problem.ts'
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

/** What is typed: figures as text. */
interface Typed extends Record<(typeof fields)[number], string> {
  readonly code: string
  readonly isActive: boolean
}

function typedOf(place: Place): Typed {
  const figures = fields.map((field) => [field, place[field] === null ? '' : String(place[field])])
  return { ...Object.fromEntries(figures), code: place.code, isActive: place.isActive }
}

type Metres = Record<(typeof fields)[number], number | null>

/** The same as the API takes it. */
function valuesOf({ code, isActive, ...typed }: Typed): Metres & Pick<Place, 'code' | 'isActive'> {
  const metres = fields.map((field) => {
    const text = typed[field].trim().replace(',', '.')
    return [field, text === '' ? null : Number(text)] as const
  })
  return { code: code.trim(), isActive, ...(Object.fromEntries(metres) as Metres) }
}

/** Moves, resizes, renames or retires a place by figures: what dragging does, and what it cannot. */
export function PlaceDialog({ place, onChanged, onClose }: PlaceDialogProps) {
  const [begunWith, setBegunWith] = useState(place)
  const [typed, setTyped] = useState(() => typedOf(place))
  const [theirs, setTheirs] = useState<Place>()
  const values = valuesOf(typed)
  const isNumeric = fields.every((field) => values[field] === null || Number.isFinite(values[field]))
  const save = async () => {
    const changed = Object.fromEntries(
      Object.entries(values).filter(([field, value]) => value !== begunWith[field as keyof Place]),
    )
    try {
      if (Object.keys(changed).length > 0) await changePlace(begunWith, changed)
    } catch (error) {
      if (problemOf(error)?.status === 412) setTheirs(await call<Place>(`/locations/${place.id}`))
      throw error
    }
    onChanged()
  }
  const goOnFrom = (now: Place, then: Typed) => {
    setBegunWith(now)
    setTyped(then)
    setTheirs(undefined)
  }
  return (
    <AskDialog
      title={say('Change {place}', { place: place.code })}
      verb={say('Save place')}
      isReady={values.code !== '' && isNumeric && theirs === undefined}
      onDo={save}
      onClose={onClose}
    >
      <PlaceFields typed={typed} onChange={setTyped} />
      {theirs ? (
        <TwoSides
          rows={differencesOf(typedOf(theirs), typed)}
          onMine={() => goOnFrom(theirs, typed)}
          onTheirs={() => goOnFrom(theirs, typedOf(theirs))}
        />
      ) : null}
    </AskDialog>
  )
}

function differencesOf(theirs: Typed, mine: Typed): readonly TwoSaid[] {
  const use = ({ isActive }: Typed) => (isActive ? say('in use') : say('out of use'))
  const all = [
    { title: say('Code'), theirs: theirs.code, mine: mine.code },
    ...fields.map((field) => ({ title: fieldWords()[field], theirs: theirs[field], mine: mine[field] })),
    { title: say('Use'), theirs: use(theirs), mine: use(mine) },
  ]
  return all.filter((row) => row.theirs !== row.mine)
}

function PlaceFields({ typed, onChange }: { typed: Typed; onChange: (typed: Typed) => void }) {
  return (
    <>
      <TextField
        margin="none"
        label={say('Code')}
        value={typed.code}
        onChange={(event) => onChange({ ...typed, code: event.target.value })}
        helperText={say('What the label says. Another code keeps the history.')}
      />
      <div className="three-fields">
        {fields.map((field) => (
          <TextField
            key={field}
            margin="none"
            label={fieldWords()[field]}
            value={typed[field]}
            onChange={(event) => onChange({ ...typed, [field]: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          />
        ))}
      </div>
      <FormControlLabel
        control={
          <Switch checked={typed.isActive} onChange={(_, isActive) => onChange({ ...typed, isActive })} />
        }
        label={say('In use; a place with stock cannot be retired')}
      />
    </>
  )
}
