import { BooleanInput, maxLength, NumberInput, required, TextInput } from 'react-admin'

/** What is allowed. Another host is another target. */
export function TargetFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <TextInput
        source="host"
        label="Host"
        validate={[required(), maxLength(253)]}
        disabled={!isNew}
        helperText="A name or an address: erp.example.com, 10.0.0.5"
      />
      <NumberInput
        source="port"
        label="Port, optional"
        min={1}
        max={65535}
        step={1}
        helperText="Empty allows all of its ports"
      />
      <BooleanInput
        source="plainHttp"
        label="By plain http as well"
        helperText="Anybody on the way reads what is sent; better in the own network alone"
      />
      <TextInput
        source="note"
        label="Note, optional"
        validate={maxLength(500)}
        helperText="What it is, for whoever asks later"
      />
    </>
  )
}
