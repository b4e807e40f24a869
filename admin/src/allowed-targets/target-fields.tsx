import { BooleanInput, maxLength, NumberInput, required, TextInput } from 'react-admin'
import { say } from '../words/say.ts'

/** What is allowed. Another host is another target. */
export function TargetFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <TextInput
        source="host"
        label={say('Host')}
        validate={[required(), maxLength(253)]}
        disabled={!isNew}
        helperText={say('A name or an address: erp.example.com, 10.0.0.5')}
      />
      <NumberInput
        source="port"
        label={say('Port, optional')}
        min={1}
        max={65535}
        step={1}
        helperText={say('Empty allows all of its ports')}
      />
      <BooleanInput
        source="plainHttp"
        label={say('By plain http as well')}
        helperText={say('Anybody on the way reads what is sent; better in the own network alone')}
      />
      <TextInput
        source="note"
        label={say('Note, optional')}
        validate={maxLength(500)}
        helperText={say('What it is, for whoever asks later')}
      />
    </>
  )
}
