import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useInput } from 'react-admin'
import { say } from '../words/say.ts'
import { type Choice, valueFromLabel } from './field.ts'

interface Row {
  /** Keeps a row's fields together while they are typed and moved. */
  readonly no: number
  readonly label: string
  readonly french: string
  readonly value: string
  readonly labels: Readonly<Record<string, string>>
}

/** The list that values are chosen from, in its order: what people read, and what is stored. */
export function ChoicesInput() {
  const { field, fieldState } = useInput({ source: 'rules.choices' })
  const [rows, setRows] = useState<readonly Row[]>(() => rowsOf(field.value))
  const change = (next: readonly Row[]) => {
    setRows(next)
    field.onChange(next.filter(({ label }) => label.trim()).map(choiceOf))
  }
  const set = (no: number, part: Partial<Row>) =>
    change(rows.map((row) => (row.no === no ? { ...row, ...part } : row)))
  const lift = (place: number) => change(rows.with(place - 1, rows[place]!).with(place, rows[place - 1]!))
  const refusal = messageOf(fieldState.error)
  return (
    <fieldset className="members" aria-label={say('Choices')}>
      <legend>{say('Choices')}</legend>
      <div className="stack" style={{ gap: 8 }}>
        {rows.map((row, place) => (
          <ChoiceRow
            key={row.no}
            row={row}
            place={place}
            onSet={(part) => set(row.no, part)}
            onLift={() => lift(place)}
            onTake={() => change(rows.filter(({ no }) => no !== row.no))}
          />
        ))}
        {refusal ? (
          <span className="small" role="alert" style={{ color: 'var(--damaged)' }}>
            {refusal}
          </span>
        ) : null}
        <div>
          <Button
            size="small"
            startIcon={<IconPlus className="icon s" />}
            onClick={() => setRows([...rows, emptyRow(rows)])}
          >
            {say('Add a choice')}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}

interface ChoiceRowProps {
  readonly row: Row
  readonly place: number
  readonly onSet: (part: Partial<Row>) => void
  readonly onLift: () => void
  readonly onTake: () => void
}

function ChoiceRow({ row, place, onSet, onLift, onTake }: ChoiceRowProps) {
  const number = place + 1
  return (
    <div className="row" style={{ gap: 8 }}>
      <ChoiceText
        name={say('Choice {number}', { number })}
        placeholder={say('What people read')}
        value={row.label}
        onChange={(label) => onSet({ label })}
      />
      <ChoiceText
        name={say('Choice {number} in French', { number })}
        placeholder={say('In French')}
        value={row.french}
        onChange={(french) => onSet({ french })}
      />
      <ChoiceText
        name={say('Value of choice {number}', { number })}
        placeholder={valueFromLabel(row.label) || say('What is stored')}
        value={row.value}
        onChange={(value) => onSet({ value })}
      />
      <IconButton
        aria-label={say('Move choice {number} up', { number })}
        disabled={place === 0}
        onClick={onLift}
      >
        <IconArrowUp className="icon s" />
      </IconButton>
      <IconButton aria-label={say('Take choice {number} away', { number })} onClick={onTake}>
        <IconX className="icon s" />
      </IconButton>
    </div>
  )
}

interface ChoiceTextProps {
  readonly name: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (text: string) => void
}

function ChoiceText({ name, placeholder, value, onChange }: ChoiceTextProps) {
  return (
    <TextField
      margin="none"
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      sx={{ flex: 1 }}
      slotProps={{ htmlInput: { 'aria-label': name, maxLength: 80 } }}
    />
  )
}

/** A field that nobody filled in is an empty text to react-admin. */
function rowsOf(value: unknown): readonly Row[] {
  const choices: readonly Choice[] = Array.isArray(value) ? value : []
  const rows = choices.map(({ label, value, labels = {} }, no) => ({
    no,
    label,
    value,
    labels,
    french: labels.fr ?? '',
  }))
  return rows.length > 0 ? rows : [emptyRow([])]
}

function emptyRow(rows: readonly Row[]): Row {
  return { no: 1 + Math.max(-1, ...rows.map(({ no }) => no)), label: '', french: '', value: '', labels: {} }
}

function choiceOf({ label, french, value, labels }: Row): Choice {
  const { fr: _, ...others } = labels
  const words = french.trim() ? { ...others, fr: french.trim() } : others
  return {
    value: value.trim() || valueFromLabel(label),
    label: label.trim(),
    ...(Object.keys(words).length > 0 && { labels: words }),
  }
}

/** A refusal may be of the list, or of a part of one of its choices. */
function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('message' in error && typeof error.message === 'string') return error.message
  return Object.values(error).map(messageOf).find(Boolean)
}
