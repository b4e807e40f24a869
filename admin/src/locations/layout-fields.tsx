import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyLocation, anySite } from '../pieces/pickables.ts'
import type { LayoutDraft } from './layout-draft.ts'

interface LayoutFieldsProps {
  readonly draft: LayoutDraft
  readonly onChange: (part: Partial<LayoutDraft>) => void
}

type TextName = Exclude<keyof LayoutDraft, 'site' | 'parent'>

/** The pattern's fields. */
export function LayoutFields({ draft, onChange }: LayoutFieldsProps) {
  const text = (name: TextName, label: string, help?: string, isNumber = false) => (
    <TextField
      label={label}
      margin="none"
      required
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
      helperText={help}
      slotProps={{ htmlInput: isNumber ? { inputMode: 'decimal' } : {} }}
    />
  )
  return (
    <>
      <h2>Where</h2>
      <div className="two" style={{ gap: '12px 16px' }}>
        <EntityPicker
          of={anySite}
          label="Site"
          isRequired
          value={draft.site}
          onChange={(site) => onChange({ site, parent: null })}
        />
        <EntityPicker
          of={{ ...anyLocation, filter: draft.site ? { site: draft.site } : {} }}
          label="In, optional"
          value={draft.parent}
          onChange={(parent) => onChange({ parent })}
          help="A place that all of it stands in; empty is the site itself"
        />
      </div>
      <h2>Codes</h2>
      <div className="three" style={{ gap: '12px 16px' }}>
        {text('code', 'Code of a place', '{aisle} {bay} {level} {position} {side}; {bay:02} writes 01')}
        <TextField
          label="Code of an aisle’s area, optional"
          margin="none"
          value={draft.areaCode}
          onChange={(event) => onChange({ areaCode: event.target.value })}
          helperText="Empty: no areas"
        />
        <TextField
          select
          label="Kind of place"
          margin="none"
          value={draft.kind}
          onChange={(event) => onChange({ kind: event.target.value })}
        >
          <MenuItem value="bin">bin</MenuItem>
          <MenuItem value="area">area</MenuItem>
          <MenuItem value="transit">in transit</MenuItem>
        </TextField>
      </div>
      <h2>How many, how large</h2>
      <div className="three" style={{ gap: '12px 16px' }}>
        {text('aisles', 'Aisles', undefined, true)}
        {text('aisleStart', 'First aisle', 'A letter or a number')}
        {text('aislePitch', 'From aisle to aisle, m', undefined, true)}
        {text('bays', 'Bays on each side', undefined, true)}
        {text('bayWidth', 'Width of a bay, m', undefined, true)}
        <TextField
          select
          label="Sides"
          margin="none"
          value={draft.sides}
          onChange={(event) => onChange({ sides: event.target.value === '2' ? '2' : '1' })}
        >
          <MenuItem value="1">bays on one side</MenuItem>
          <MenuItem value="2">bays on both sides</MenuItem>
        </TextField>
        {text('levels', 'Levels', undefined, true)}
        {text('levelHeight', 'Height of a level, m', undefined, true)}
        {text('positions', 'Positions in a bay', '1: a bay is one place on each level', true)}
      </div>
    </>
  )
}
