import { maxLength, required, SelectInput, TextInput } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { anyCompany } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'

/** What an owner can be. */
export const ownerKinds = [
  { id: 'company', name: 'company of ours' },
  { id: 'client', name: 'client' },
  { id: 'supplier', name: 'supplier' },
] as const

/** An owner's fields. What kind it is stays for good, because its stock's meaning hangs on it. */
export function OwnerFields({ isNew = false }: { isNew?: boolean }) {
  const kind: unknown = useWatch({ name: 'kind' })
  return (
    <>
      <TextInput source="name" label="Name" validate={[required(), maxLength(120)]} helperText={false} />
      <SelectInput
        source="kind"
        label="Kind"
        choices={[...ownerKinds]}
        validate={required()}
        disabled={!isNew}
        helperText={isNew ? 'It stays for good' : false}
      />
      {kind === 'company' ? (
        <PickerInput source="company" label="Company" of={anyCompany} isDisabled={!isNew} />
      ) : null}
    </>
  )
}
