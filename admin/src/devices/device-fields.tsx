import { BooleanInput, required } from 'react-admin'
import { NameInput } from '../pieces/name-input.tsx'
import { anySite } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { say } from '../words/say.ts'

/** A device's fields. */
export function DeviceFields() {
  return (
    <>
      <NameInput help={say('As it stands on the device')} />
      <PickerInput
        source="site"
        label={say('Site')}
        of={anySite}
        validate={required()}
        help={say('Whoever logs in on it works there alone')}
      />
      <BooleanInput
        source="asksPin"
        label={say('It asks for the PIN as well')}
        helperText={say('A badge alone does not do on it')}
      />
    </>
  )
}
