import { EditPage } from '../pieces/form-page.tsx'
import { OwnerFields } from './owner-fields.tsx'

/** Changes a owner. */
export default function OwnerEdit() {
  return (
    <EditPage
      title="Owner"
      over={{ word: 'Owners', to: '/owners' }}
      verb="Save owner"
      nameOf={(row) => row.name}
      redirect="list"
    >
      <OwnerFields />
    </EditPage>
  )
}
