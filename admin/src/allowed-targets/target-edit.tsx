import { EditPage } from '../pieces/form-page.tsx'
import { TargetFields } from './target-fields.tsx'

/** Changes what is allowed of a host. */
export default function TargetEdit() {
  return (
    <EditPage
      title="Target"
      over={{ word: 'Allowed targets', to: '/allowed-targets' }}
      verb="Save target"
      nameOf={({ host }) => String(host)}
      redirect="list"
      transform={({ note, ...data }) => ({ ...data, note: note ?? '' })}
    >
      <TargetFields />
    </EditPage>
  )
}
