import { BooleanInput, email, minLength, PasswordInput, required, TextInput } from 'react-admin'
import { NameInput } from '../pieces/name-input.tsx'
import { say } from '../words/say.ts'
import { RightsInput } from './rights-input.tsx'
import { RolesInput } from './roles-input.tsx'

/** A person's fields. A new password, other rights or a closed log-in ends all his sessions at once. */
export function UserFields({ isNew = false }: { isNew?: boolean }) {
  const long = minLength(12, say('At least 12 characters'))
  return (
    <>
      <NameInput />
      <TextInput source="email" label={say('E-mail')} validate={[required(), email()]} helperText={false} />
      <PasswordInput
        source="password"
        label={isNew ? say('Password, optional') : say('New password, optional')}
        validate={long}
        autoComplete="new-password"
        helperText={
          isNew
            ? say('At least 12 characters; left empty for who logs in by other ways alone')
            : say('At least 12 characters')
        }
      />
      <RolesInput />
      <RightsInput />
      {isNew ? null : <BooleanInput source="isActive" label={say('May log in')} helperText={false} />}
    </>
  )
}
