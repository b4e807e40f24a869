import { maxLength, regex, required, TextInput } from 'react-admin'
import { NameInput } from '../pieces/name-input.tsx'
import { anyCompany } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { say } from '../words/say.ts'

/** A site's fields. Its root location is made along with it, under the same code. */
export function SiteFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <TextInput
        source="code"
        label={say('Code')}
        validate={[required(), maxLength(60), regex(/^[^/\s]+$/, say('No spaces, no slashes'))]}
        helperText={say('Short: LEEDS, UTR1')}
      />
      <NameInput longest={200} />
      <PickerInput
        source="company"
        label={say('Company')}
        of={anyCompany}
        validate={required()}
        isDisabled={!isNew}
      />
      <TextInput
        source="timeZone"
        label={say('Time zone')}
        validate={required()}
        helperText={say('IANA name, such as Europe/London; days and expiry are meant in it')}
      />
    </>
  )
}
