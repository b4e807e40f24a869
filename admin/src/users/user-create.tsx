import { CreatePage } from '../pieces/form-page.tsx'
import { withRights } from './rights.ts'
import { UserFields } from './user-fields.tsx'

/** A new person, with no more rights than you have yourself. */
export default function UserCreate() {
  return (
    <CreatePage
      title="New person"
      over={{ word: 'People', to: '/users' }}
      verb="Create person"
      defaults={{ permissions: [], roles: [] }}
      transform={withRights}
    >
      <UserFields isNew />
    </CreatePage>
  )
}
