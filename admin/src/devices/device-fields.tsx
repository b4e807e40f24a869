import { BooleanInput, maxLength, required, TextInput } from 'react-admin'
import { anySite } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'

/** A device's fields. */
export function DeviceFields() {
  return (
    <>
      <TextInput
        source="name"
        label="Name"
        validate={[required(), maxLength(120)]}
        helperText="As it stands on the device"
      />
      <PickerInput
        source="site"
        label="Site"
        of={anySite}
        validate={required()}
        help="Whoever logs in on it works there alone"
      />
      <BooleanInput
        source="asksPin"
        label="It asks for the PIN as well"
        helperText="A badge alone does not do on it"
      />
    </>
  )
}
