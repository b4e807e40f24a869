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
import { say } from '../words/say.ts'
import { locationKinds } from './location.ts'

/** A location's fields. */
export function LocationFields({ isNew = false }: { isNew?: boolean }) {
  const site: unknown = useWatch({ name: 'site' })
  const inSite = typeof site === 'string' && site ? { ...anyLocation, filter: { site } } : anyLocation
  return (
    <>
      <PickerInput source="site" label={say('Site')} of={anySite} validate={required()} isDisabled={!isNew} />
      <PickerInput
        source="parent"
        label={say('In, optional')}
        of={inSite}
        help={say('The place it is in; empty is the site itself')}
      />
      <div className="two">
        <TextInput
          source="code"
          label={say('Code')}
          validate={[required(), maxLength(60), regex(/^[^/\s]+$/, say('No spaces, no slashes'))]}
          helperText={say('What the label says; unique in its site')}
        />
        <SelectInput
          source="kind"
          label={say('Kind')}
          choices={[...locationKinds()]}
          validate={required()}
          helperText={false}
        />
      </div>
      <div className="two">
        <TextInput
          source="barcode"
          label={say('Barcode, optional')}
          helperText={say('Where it is not the code')}
        />
        <TextInput
          source="checkDigits"
          label={say('Check digits, optional')}
          validate={regex(/^[0-9]{2,4}$/, say('Two to four digits'))}
          helperText={say('Read out to confirm the place')}
        />
        <NumberInput
          source="debtLimit"
          label={say('May go below zero by')}
          validate={minValue(0)}
          helperText={say('0: what is not there cannot leave')}
        />
      </div>
      <h2>{say('Where it is')}</h2>
      <div className="three">
        <NumberInput source="x" label={say('x in m, optional')} helperText={false} />
        <NumberInput source="y" label={say('y in m, optional')} helperText={false} />
        <NumberInput source="z" label={say('z in m, optional')} helperText={false} />
      </div>
      {isNew ? null : (
        <BooleanInput source="isActive" label={say('In use, with all beneath it')} helperText={false} />
      )}
    </>
  )
}
