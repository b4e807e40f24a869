import { EditPage } from '../pieces/form-page.tsx'
import { StatusFields } from './status-fields.tsx'

/** Changes a status of one's own. */
export default function StatusEdit() {
  return (
    <EditPage
      title="Status"
      over={{ word: 'Statuses', to: '/statuses' }}
      verb="Save status"
      nameOf={(row) => row.title}
      redirect="list"
    >
      <StatusFields />
    </EditPage>
  )
}
