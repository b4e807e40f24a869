import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { InstantField } from '../pieces/instant-field.tsx'
import type { FieldShape } from '../schema/field-shape.ts'
import { usePickable } from '../schema/references.ts'
import { say } from '../words/say.ts'
import { type Comparison, type Value, valueIn } from './condition.ts'

interface ComparisonValueProps {
  readonly comparison: Comparison
  readonly field: FieldShape | undefined
  readonly takes: 'one' | 'list' | 'nothing'
  readonly onChange: (comparison: Comparison) => void
}

/** What a fact is held against, filled in as its kind asks for. */
export function ComparisonValue({ comparison, field, takes, onChange }: ComparisonValueProps) {
  const { fact, is, value } = comparison
  const put = (next: Value | readonly Value[] | undefined) =>
    onChange({ fact, is, ...(next !== undefined && { value: next }) })
  if (takes === 'nothing') return <span />
  if (takes === 'list') return <ListField field={field} values={[value ?? []].flat()} onChange={put} />
  return <OneField field={field} value={[value].flat()[0]} onChange={put} />
}

interface OneFieldProps {
  readonly field: FieldShape | undefined
  readonly value: Value | undefined
  readonly onChange: (value: Value | undefined) => void
}

function OneField({ field, value, onChange }: OneFieldProps) {
  const kind = field?.kind
  const label = { 'aria-label': say('Value') }
  const text = value === undefined ? '' : String(value)
  if (kind === 'reference') return <ReferenceField field={field!} value={value} onChange={onChange} />
  if (kind === 'choice' || kind === 'boolean') {
    const choices =
      kind === 'choice'
        ? field!.choices
        : [
            { id: 'true', name: say('yes') },
            { id: 'false', name: say('no') },
          ]
    return (
      <TextField
        select
        margin="none"
        value={text}
        onChange={(event) => onChange(valueIn(kind, event.target.value))}
        slotProps={{ htmlInput: label }}
      >
        {choices.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    )
  }
  if (kind === 'date-time') {
    return (
      <InstantField
        value={text === '' ? undefined : text}
        onChange={onChange}
        slotProps={{ htmlInput: label }}
      />
    )
  }
  const type = kind === 'number' || kind === 'date' ? kind : 'text'
  return (
    <TextField
      type={type}
      margin="none"
      value={text}
      onChange={(event) => onChange(valueIn(kind, event.target.value))}
      slotProps={{ htmlInput: { ...label, ...(kind === 'number' && { step: 'any' }) } }}
    />
  )
}

function ReferenceField({ field, value, onChange }: OneFieldProps & { field: FieldShape }) {
  const of = usePickable(field.resource)
  const text = value === undefined ? '' : String(value)
  if (of) {
    return (
      <EntityPicker
        of={of}
        ariaLabel={say('Value')}
        value={text || null}
        onChange={(id) => onChange(id ?? undefined)}
      />
    )
  }
  return (
    <TextField
      margin="none"
      value={text}
      onChange={(event) => onChange(event.target.value || undefined)}
      slotProps={{ htmlInput: { 'aria-label': say('Value') } }}
    />
  )
}

interface ListFieldProps {
  readonly field: FieldShape | undefined
  readonly values: readonly Value[]
  readonly onChange: (values: readonly Value[] | undefined) => void
}

/** Words of a choice are picked, anything else is written with commas between. */
function ListField({ field, values, onChange }: ListFieldProps) {
  if (field?.kind === 'choice') {
    return (
      <TextField
        select
        margin="none"
        value={values}
        onChange={(event) => onChange(event.target.value as unknown as string[])}
        slotProps={{ select: { multiple: true }, htmlInput: { 'aria-label': say('Values') } }}
      >
        {field.choices.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    )
  }
  const read = (text: string) => {
    const found = text.split(',').flatMap((one) => valueIn(field?.kind, one.trim()) ?? [])
    onChange(found.length === 0 ? undefined : found)
  }
  return (
    <TextField
      margin="none"
      key={field?.source}
      defaultValue={values.join(', ')}
      placeholder={say('Several, with commas between')}
      onChange={(event) => read(event.target.value)}
      slotProps={{ htmlInput: { 'aria-label': say('Values') } }}
    />
  )
}
