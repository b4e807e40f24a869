import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { fromLocalField, toLocalField } from './format.ts'
import { useClock } from './site-clock.tsx'
import { hasSameClock, ownZone, zoneWord } from './zoned-instant.ts'

type InstantFieldProps = Omit<TextFieldProps, 'type' | 'value' | 'onChange' | 'label'> & {
  readonly label?: string
  /** An instant, or nothing. */
  readonly value: string | undefined
  /** Gets nothing while the field is empty or half filled in. */
  readonly onChange: (instant: string | undefined) => void
}

/** An instant, filled in by the clock of the site; the label names it where it is not the reader's own. */
export function InstantField({ label, value, onChange, ...field }: InstantFieldProps) {
  const zone = useClock()
  const isNamed = label !== undefined && !hasSameClock(zone, ownZone)
  return (
    <TextField
      margin="none"
      {...field}
      {...(label === undefined ? {} : { label: isNamed ? `${label}, ${zoneWord(zone, value)}` : label })}
      type="datetime-local"
      value={value ? toLocalField(value, zone) : ''}
      onChange={(event) => onChange(fromLocalField(event.target.value, zone))}
    />
  )
}
