import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { TargetFields } from './target-fields.tsx'

/** Changes what is allowed of a host. */
export default function TargetEdit() {
  return (
    <EditPage
      title={say('Target')}
      over={{ word: say('Allowed targets'), to: '/allowed-targets' }}
      verb={say('Save target')}
      nameOf={({ host }) => String(host)}
      redirect="list"
      transform={({ note, ...data }) => ({ ...data, note: note ?? '' })}
    >
      <TargetFields />
    </EditPage>
  )
}
