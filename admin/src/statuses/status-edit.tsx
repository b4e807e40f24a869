import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { StatusFields } from './status-fields.tsx'

/** Changes a status of one's own. */
export default function StatusEdit() {
  return (
    <EditPage
      title={say('Status')}
      over={{ word: say('Statuses'), to: '/statuses' }}
      verb={say('Save status')}
      nameOf={(row) => row.title}
      redirect="list"
    >
      <StatusFields />
    </EditPage>
  )
}
