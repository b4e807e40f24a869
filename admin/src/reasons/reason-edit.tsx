import { EditPage } from '../pieces/form-page.tsx'
import { ReasonFields } from './reason-fields.tsx'

/** Changes a reason. */
export default function ReasonEdit() {
  return (
    <EditPage
      title="Reason"
      over={{ word: 'Reasons', to: '/reasons' }}
      verb="Save reason"
      nameOf={(row) => row.title}
      redirect="list"
    >
      <ReasonFields />
    </EditPage>
  )
}
