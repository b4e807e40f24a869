import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useInput } from 'react-admin'
import { say } from '../words/say.ts'
import { attributesOf, type LotAttributes, type TypedAttribute, typedOf } from './lot.ts'

interface Row extends TypedAttribute {
  /** Keeps a row's fields together while its key is typed. */
  readonly no: number
}

/** A lot's attributes, one row each: origin, potency, the mill it came from. */
export function AttributesInput() {
  const { field, fieldState } = useInput({ source: 'attributes' })
  const [before] = useState<LotAttributes>((field.value as LotAttributes | undefined) ?? {})
  const [rows, setRows] = useState<readonly Row[]>(() => typedOf(before).map((row, no) => ({ ...row, no })))
  const change = (next: readonly Row[]) => {
    setRows(next)
    field.onChange(attributesOf(next, before))
  }
  const set = (no: number, part: Partial<TypedAttribute>) =>
    change(rows.map((row) => (row.no === no ? { ...row, ...part } : row)))
  const add = () =>
    setRows([...rows, { key: '', text: '', no: 1 + Math.max(-1, ...rows.map(({ no }) => no)) }])
  return (
    <div className="stack" style={{ gap: 8 }}>
      {rows.map(({ key, text, no }, place) => (
        <div key={no} className="row" style={{ gap: 8 }}>
          <TextField
            margin="none"
            placeholder={say('origin')}
            value={key}
            onChange={(event) => set(no, { key: event.target.value })}
            sx={{ flex: 1 }}
            slotProps={{
              htmlInput: { 'aria-label': say('Attribute {place}', { place: place + 1 }), maxLength: 60 },
            }}
          />
          <TextField
            margin="none"
            placeholder={say('Peru')}
            value={text}
            onChange={(event) => set(no, { text: event.target.value })}
            sx={{ flex: 2 }}
            slotProps={{
              htmlInput: { 'aria-label': say('Value {place}', { place: place + 1 }), maxLength: 500 },
            }}
          />
          <IconButton
            aria-label={say('Take {key} away', { key: key || say('this attribute') })}
            onClick={() => change(rows.filter((row) => row.no !== no))}
          >
            <IconX className="icon s" />
          </IconButton>
        </div>
      ))}
      {fieldState.error?.message ? (
        <span className="small" role="alert" style={{ color: 'var(--damaged)' }}>
          {String(fieldState.error.message)}
        </span>
      ) : null}
      <div>
        <Button size="small" startIcon={<IconPlus className="icon s" />} onClick={add}>
          {say('Add an attribute')}
        </Button>
      </div>
    </div>
  )
}
