import { maxLength, required, TextInput } from 'react-admin'
import { say } from '../words/say.ts'

interface NameInputProps {
  /** What kind of name is meant, where that is not plain. */
  readonly help?: string
  readonly longest?: number
}

/** What people call a thing, by which they find it. */
export function NameInput({ help, longest = 120 }: NameInputProps) {
  return (
    <TextInput
      source="name"
      label={say('Name')}
      validate={[required(), maxLength(longest)]}
      helperText={help ?? false}
    />
  )
}
