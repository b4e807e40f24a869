import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useInput } from 'react-admin'
import { say } from '../words/say.ts'

interface TextsInputProps {
  readonly source: string
  readonly label: string
  readonly help: string | undefined
}

/** Several short texts; Enter takes what was typed. */
export function TextsInput({ source, label, help }: TextsInputProps) {
  const { field, fieldState } = useInput({ source })
  return (
    <Autocomplete<string, true, false, true>
      multiple
      freeSolo
      autoSelect
      options={[]}
      value={(field.value as string[] | null) || []}
      onChange={(_, texts) => field.onChange(texts.map((text) => text.trim()).filter(Boolean))}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          error={Boolean(fieldState.error)}
          helperText={messageOf(fieldState.error) ?? help ?? say('Enter after each')}
        />
      )}
    />
  )
}

/** A refusal may be of the whole, or of one of its texts. */
export function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('message' in error && typeof error.message === 'string') return error.message
  return Object.values(error).map(messageOf).find(Boolean)
}
