import { useState } from 'react'
import { maxLength, SelectInput, TextInput } from 'react-admin'
import { CreatePage } from '../pieces/form-page.tsx'
import { anyUnitSeries, balancedLocation } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { unitKinds } from './handling-unit.ts'

/** A new unit: with the label that it has, or with one drawn for it. Saving twice makes one. */
export default function UnitCreate() {
  const [defaults] = useState(() => ({ id: newId(), kind: 'pallet' }))
  return (
    <CreatePage
      title={say('New handling unit')}
      over={{ word: say('Handling units'), to: '/handling-units' }}
      verb={say('Create unit')}
      redirect="show"
      defaults={defaults}
      transform={said}
    >
      <h2>{say('What it is')}</h2>
      <SelectInput source="kind" label={say('Kind')} choices={[...unitKinds()]} />
      <TextInput
        source="code"
        label={say('What the label says, optional')}
        helperText={say(
          'A license plate, or the 18 digits of an SSCC. Left empty, a code is drawn from the series.',
        )}
        validate={maxLength(60)}
      />
      <PickerInput
        source="series"
        label={say('Series, optional')}
        of={anyUnitSeries}
        help={say('License plates unless said')}
      />
      <h2>{say('Where it stands')}</h2>
      <PickerInput
        source="location"
        label={say('Location, optional')}
        of={balancedLocation}
        help={say('Left empty, the first stock put into it says where it stands.')}
      />
    </CreatePage>
  )
}

/** What was left empty is not sent. */
function said(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== ''))
}
