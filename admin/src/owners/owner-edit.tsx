import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { OwnerFields } from './owner-fields.tsx'

/** Changes a owner. */
export default function OwnerEdit() {
  return (
    <EditPage
      title={say('Owner')}
      over={{ word: say('Owners'), to: '/owners' }}
      verb={say('Save owner')}
      nameOf={(row) => row.name}
      redirect="list"
    >
      <OwnerFields />
    </EditPage>
  )
}
