import { maxLength, regex, required, TextInput } from 'react-admin'

/** A company's fields. */
export function CompanyFields() {
  return (
    <>
      <TextInput source="name" label="Name" validate={[required(), maxLength(120)]} helperText={false} />
      <TextInput
        source="baseCurrency"
        label="Base currency"
        validate={[required(), regex(/^[A-Z]{3}$/, 'Three capital letters')]}
        helperText="ISO 4217, such as EUR"
      />
    </>
  )
}
