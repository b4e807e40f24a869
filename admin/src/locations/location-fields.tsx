import {
  BooleanInput,
  maxLength,
  minValue,
  NumberInput,
  regex,
  required,
  SelectInput,
  TextInput,
} from 'react-admin'
import { useWatch } from 'react-hook-form'
import { anyLocation, anySite } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { locationKinds } from './location.ts'

/** A location's fields. */
export function LocationFields({ isNew = false }: { isNew?: boolean }) {
  const site: unknown = useWatch({ name: 'site' })
  const inSite = typeof site === 'string' && site ? { ...anyLocation, filter: { site } } : anyLocation
  return (
    <>
      <PickerInput source="site" label="Site" of={anySite} validate={required()} isDisabled={!isNew} />
      <PickerInput
        source="parent"
        label="In, optional"
        of={inSite}
        help="The place it is in; empty is the site itself"
      />
      <div className="two">
        <TextInput
          source="code"
          label="Code"
          validate={[required(), maxLength(60), regex(/^[^/\s]+$/, 'No spaces, no slashes')]}
          helperText="What the label says; unique in its site"
        />
        <SelectInput
          source="kind"
          label="Kind"
          choices={[...locationKinds]}
          validate={required()}
          helperText={false}
        />
      </div>
      <div className="two">
        <TextInput source="barcode" label="Barcode, optional" helperText="Where it is not the code" />
        <TextInput
          source="checkDigits"
          label="Check digits, optional"
          validate={regex(/^[0-9]{2,4}$/, 'Two to four digits')}
          helperText="Read out to confirm the place"
        />
        <NumberInput
          source="debtLimit"
          label="May go below zero by"
          validate={minValue(0)}
          helperText="0: what is not there cannot leave"
        />
      </div>
      <h2>Where it is</h2>
      <div className="three">
        <NumberInput source="x" label="x in m, optional" helperText={false} />
        <NumberInput source="y" label="y in m, optional" helperText={false} />
        <NumberInput source="z" label="z in m, optional" helperText={false} />
      </div>
      {isNew ? null : (
        <BooleanInput source="isActive" label="In use, with all beneath it" helperText={false} />
      )}
    </>
  )
}
