import { BooleanInput, maxLength, regex, required, TextInput } from 'react-admin'
import { say } from '../words/say.ts'
import { statusFlags } from './status.ts'

/** A status's fields. Its name stays, because movements are told by it. */
export function StatusFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <TextInput
        source="name"
        label={say('Name')}
        validate={[
          required(),
          regex(/^[a-z][a-z0-9_.-]{0,63}$/, say('Small letters, digits, dots and dashes')),
        ]}
        disabled={!isNew}
        helperText={isNew ? say('What movements are told by; it stays for good') : false}
      />
      <TextInput
        source="title"
        label={say('Title')}
        validate={[required(), maxLength(200)]}
        helperText={false}
      />
      {statusFlags().map(({ source, word, help }) => (
        <BooleanInput key={source} source={source} label={word} helperText={help} />
      ))}
    </>
  )
}
