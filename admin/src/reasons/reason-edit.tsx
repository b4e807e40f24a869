import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { ReasonFields } from './reason-fields.tsx'

/** Changes a reason. */
export default function ReasonEdit() {
  return (
    <EditPage
      title={say('Reason')}
      over={{ word: say('Reasons'), to: '/reasons' }}
      verb={say('Save reason')}
      nameOf={(row) => row.title}
      redirect="list"
    >
      <ReasonFields />
    </EditPage>
  )
}
