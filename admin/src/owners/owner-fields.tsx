import { required, SelectInput } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { NameInput } from '../pieces/name-input.tsx'
import { anyCompany } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { say } from '../words/say.ts'

/** What an owner can be. */
export const ownerKinds = () =>
  [
    { id: 'company', name: say('company of ours') },
    { id: 'client', name: say('client') },
    { id: 'supplier', name: say('supplier') },
  ] as const

/** An owner's fields. What kind it is stays for good, because its stock's meaning hangs on it. */
export function OwnerFields({ isNew = false }: { isNew?: boolean }) {
  const kind: unknown = useWatch({ name: 'kind' })
  return (
    <>
      <NameInput />
      <SelectInput
        source="kind"
        label={say('Kind')}
        choices={[...ownerKinds()]}
        validate={required()}
        disabled={!isNew}
        helperText={isNew ? say('It stays for good') : false}
      />
      {kind === 'company' ? (
        <PickerInput source="company" label={say('Company')} of={anyCompany} isDisabled={!isNew} />
      ) : null}
    </>
  )
}
