import { BooleanInput, maxLength, TextInput } from 'react-admin'
import { NameInput } from '../pieces/name-input.tsx'
import { say } from '../words/say.ts'
import { PermissionMatrix } from './permission-matrix.tsx'

/** A role's fields. */
export function RoleFields() {
  return (
    <>
      <NameInput />
      <TextInput
        source="description"
        label={say('What for')}
        format={(text: string | null) => text ?? ''}
        parse={(text: string) => text ?? ''}
        validate={maxLength(500)}
        helperText={false}
      />
      <BooleanInput
        source="isForFloor"
        label={say('Counts on the floor')}
        helperText={say('Where somebody logs in by badge or PIN on a registered device')}
      />
      <BooleanInput
        source="isBreakGlass"
        label={say('Kept for emergencies')}
        helperText={say('Whoever may break the glass may take it for half an hour, with a reason')}
      />
      <PermissionMatrix />
    </>
  )
}
