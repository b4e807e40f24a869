import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useInput } from 'react-admin'
import { say } from '../words/say.ts'

interface JsonInputProps {
  readonly source: string
  readonly label: string
  readonly help: string | undefined
}

/** What no field is made for, as JSON. Only what can be read as such is taken over. */
export function JsonInput({ source, label, help }: JsonInputProps) {
  const [isBroken, setBroken] = useState(false)
  const { field, fieldState } = useInput({
    source,
    validate: () => (isBroken ? say('This is not JSON') : undefined),
  })
  const [text, setText] = useState(() =>
    field.value === null || field.value === undefined || field.value === ''
      ? ''
      : JSON.stringify(field.value, null, 2),
  )
  const change = (typed: string) => {
    setText(typed)
    try {
      field.onChange(typed.trim() === '' ? null : JSON.parse(typed))
      setBroken(false)
    } catch {
      setBroken(true)
    }
  }
  return (
    <TextField
      label={label}
      multiline
      minRows={3}
      value={text}
      onChange={(event) => change(event.target.value)}
      error={isBroken || Boolean(fieldState.error)}
      helperText={isBroken ? say('This is not JSON yet') : (fieldState.error?.message ?? help)}
      slotProps={{ input: { sx: { fontFamily: 'var(--font-code)' } } }}
    />
  )
}
