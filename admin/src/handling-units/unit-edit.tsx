import { BooleanInput, maxLength, required, SelectInput, TextInput } from 'react-admin'
import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { unitKinds } from './handling-unit.ts'

/** A unit's label and kind, and whether it is in use. Where it stands is changed by moving it. */
export default function UnitEdit() {
  return (
    <EditPage
      title={say('The handling unit')}
      over={{ word: say('Handling units'), to: '/handling-units' }}
      nameOf={(unit) => String(unit.code)}
    >
      <h2>{say('What it is')}</h2>
      <TextInput source="code" label={say('What the label says')} validate={[required(), maxLength(60)]} />
      <SelectInput source="kind" label={say('Kind')} choices={[...unitKinds()]} validate={required()} />
      <BooleanInput
        source="isActive"
        label={say('In use')}
        helperText={say('A closed unit takes nothing any more; it has to be empty.')}
      />
    </EditPage>
  )
}
