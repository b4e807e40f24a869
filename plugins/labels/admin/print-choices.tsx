import { TextField } from '@mui/material'
import { call } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { wordsOf } from './words.ts'

/** What a label can be of. */
export type Kind = 'item' | 'lot' | 'location' | 'unit'

/** How something is printed. */
export interface Choices {
  readonly template: string
  readonly printer: string
  readonly level: string
  readonly copies: number
  readonly reason: string
}

/** Before anybody chose. */
export const noChoices: Choices = { template: '', printer: '', level: '', copies: 1, reason: '' }

interface Template {
  readonly id: string
  readonly name: string
  readonly isDefault: boolean
}

interface Printer {
  readonly id: string
  readonly name: string
  readonly connection: string
}

/** The choices as the API takes them: what nobody chose is left out. */
export function wishOf({ template, printer, level, copies, reason }: Choices) {
  return {
    copies,
    ...(template && { template }),
    ...(printer && { printer }),
    ...(level && { level }),
    ...(reason.trim() && { reason: reason.trim() }),
  }
}

/** By which template, where, how often, and why. */
export function PrintChoices(props: {
  readonly kind: Kind
  readonly choices: Choices
  readonly onChange: (choices: Choices) => void
}) {
  const { kind, choices, onChange } = props
  const words = wordsOf()
  const templates = useQuery({
    queryKey: ['labels', 'templates', kind],
    queryFn: () => call<{ data: Template[] }>(`/labels/templates?kind=${kind}&limit=200`),
  })
  const printers = useQuery({
    queryKey: ['labels', 'printers'],
    queryFn: () => call<{ data: Printer[] }>('/labels/printers?isActive=true&limit=200'),
  })
  const known = templates.data?.data ?? []
  const taken = known.find(({ isDefault }) => isDefault)?.id ?? ''
  const places = printers.data?.data ?? []
  const browser = places.find(({ connection }) => connection === 'browser')?.id ?? ''
  return (
    <div className="row wrap" style={{ gap: 12 }}>
      <Choice
        label={words.template}
        value={choices.template || taken}
        options={known.map(({ id, name }) => [id, name])}
        onChange={(template) => onChange({ ...choices, template })}
      />
      <Choice
        label={words.printer}
        value={choices.printer || browser}
        options={places.map(({ id, name }) => [id, name])}
        onChange={(printer) => onChange({ ...choices, printer })}
      />
      <TextField
        size="small"
        type="number"
        label={words.copies}
        value={choices.copies}
        onChange={({ target }) => onChange({ ...choices, copies: Number(target.value) })}
        slotProps={{ htmlInput: { min: 1, max: 100 } }}
        sx={{ width: 110 }}
      />
      <TextField
        size="small"
        label={words.reason}
        value={choices.reason}
        onChange={({ target }) => onChange({ ...choices, reason: target.value })}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </div>
  )
}

/** One of a few. */
export function Choice(props: {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
  readonly width?: number
}) {
  const { label, value, options, onChange, width = 220 } = props
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      sx={{ width, maxWidth: '100%' }}
    >
      {options.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </TextField>
  )
}
