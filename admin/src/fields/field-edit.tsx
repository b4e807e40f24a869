import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { FieldEnd } from './field-end.tsx'
import { FieldInputs } from './field-inputs.tsx'
import { fieldFrom } from './field-values.ts'

/** Changes a field, retires it, brings it back, or removes it for good. */
export default function FieldEdit() {
  return (
    <EditPage
      title={say('Field')}
      over={{ word: say('Fields'), to: '/custom-fields' }}
      verb={say('Save field')}
      nameOf={(field) => field.label}
      redirect="list"
      transform={fieldFrom}
    >
      <FieldInputs />
      <FieldEnd />
    </EditPage>
  )
}
