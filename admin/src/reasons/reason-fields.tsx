import { BooleanInput, maxLength, regex, required, TextInput } from 'react-admin'
import { say } from '../words/say.ts'

/** A reason's fields. Its code stays, because movements carry it. */
export function ReasonFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <TextInput
        source="code"
        label={say('Code')}
        validate={[
          required(),
          regex(/^[a-z][a-z0-9_.-]{0,63}$/, say('Small letters, digits, dots and dashes')),
        ]}
        disabled={!isNew}
        helperText={isNew ? say('What movements carry; it stays for good') : false}
      />
      <TextInput
        source="title"
        label={say('Title')}
        validate={[required(), maxLength(200)]}
        helperText={false}
      />
      {isNew ? null : (
        <BooleanInput source="isActive" label={say('New movements may name it')} helperText={false} />
      )}
    </>
  )
}
