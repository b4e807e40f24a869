import { BooleanInput, email, maxLength, minLength, PasswordInput, required, TextInput } from 'react-admin'
import { RightsInput } from './rights-input.tsx'
import { RolesInput } from './roles-input.tsx'

/** A person's fields. A new password, other rights or a closed log-in ends all his sessions at once. */
export function UserFields({ isNew = false }: { isNew?: boolean }) {
  const long = minLength(12, 'At least 12 characters')
  return (
    <>
      <TextInput source="name" label="Name" validate={[required(), maxLength(120)]} helperText={false} />
      <TextInput source="email" label="E-mail" validate={[required(), email()]} helperText={false} />
      <PasswordInput
        source="password"
        label={isNew ? 'Password' : 'New password, optional'}
        validate={isNew ? [required(), long] : [long]}
        autoComplete="new-password"
        helperText="At least 12 characters"
      />
      <RolesInput />
      <RightsInput />
      {isNew ? null : <BooleanInput source="isActive" label="May log in" helperText={false} />}
    </>
  )
}
