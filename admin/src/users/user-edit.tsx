import { EditPage } from '../pieces/form-page.tsx'
import { withRights } from './rights.ts'
import { UserFields } from './user-fields.tsx'

/** Changes a person's name, rights or log-in. */
export default function UserEdit() {
  return (
    <EditPage
      title="Person"
      over={{ word: 'People', to: '/users' }}
      verb="Save person"
      nameOf={(row) => row.name}
      redirect="list"
      transform={withRights}
    >
      <UserFields />
    </EditPage>
  )
}
