import { maxLength, regex, required, TextInput } from 'react-admin'
import { say } from '../words/say.ts'

/** A company's fields. */
export function CompanyFields() {
  return (
    <>
      <TextInput
        source="name"
        label={say('Name')}
        validate={[required(), maxLength(120)]}
        helperText={false}
      />
      <TextInput
        source="baseCurrency"
        label={say('Base currency')}
        validate={[required(), regex(/^[A-Z]{3}$/, say('Three capital letters'))]}
        helperText={say('ISO 4217, such as EUR')}
      />
    </>
  )
}
