import { regex, required, TextInput } from 'react-admin'
import { NameInput } from '../pieces/name-input.tsx'
import { say } from '../words/say.ts'

/** A company's fields. */
export function CompanyFields() {
  return (
    <>
      <NameInput />
      <TextInput
        source="baseCurrency"
        label={say('Base currency')}
        validate={[required(), regex(/^[A-Z]{3}$/, say('Three capital letters'))]}
        helperText={say('ISO 4217, such as EUR')}
      />
    </>
  )
}
