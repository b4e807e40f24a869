import { CreatePage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { withRights } from './rights.ts'
import { UserFields } from './user-fields.tsx'

/** A new person, with no more rights than you have yourself. */
export default function UserCreate() {
  return (
    <CreatePage
      title={say('New person')}
      over={{ word: say('People'), to: '/users' }}
      verb={say('Create person')}
      defaults={{ permissions: [], roles: [] }}
      transform={withRights}
    >
      <UserFields isNew />
    </CreatePage>
  )
}
