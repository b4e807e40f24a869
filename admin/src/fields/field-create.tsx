import { useState } from 'react'
import { CreatePage } from '../pieces/form-page.tsx'
import { newId } from '../providers/ids.ts'
import { say } from '../words/say.ts'
import { FieldInputs } from './field-inputs.tsx'
import { fieldFrom } from './field-values.ts'

/** A new field. Its id is made here, so that saving twice makes one. */
export default function FieldCreate() {
  const [defaults] = useState(() => ({ id: newId(), kind: 'text', place: 0, isRequired: false }))
  return (
    <CreatePage
      title={say('New field')}
      over={{ word: say('Fields'), to: '/custom-fields' }}
      verb={say('Create field')}
      defaults={defaults}
      transform={({ id, ...data }) => ({ ...forCreate(fieldFrom(data)), id })}
    >
      <FieldInputs isNew />
    </CreatePage>
  )
}

function forCreate({ version: _, ...field }: Record<string, unknown>): Record<string, unknown> {
  return field
}
