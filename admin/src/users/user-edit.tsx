import { useParams } from 'react-router-dom'
import { EditPage } from '../pieces/form-page.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { say } from '../words/say.ts'
import { FloorCard } from './floor-card.tsx'
import { withRights } from './rights.ts'
import { SessionsCard } from './sessions-card.tsx'
import { UserFields } from './user-fields.tsx'
import { ViewCard } from './view-card.tsx'

/** A person: name, rights, log-in; below, how he logs in on the floor, and where he is logged in. */
export default function UserEdit() {
  const { id = '' } = useParams()
  return (
    <div className="stack">
      <EditPage
        title={say('Person')}
        over={{ word: say('People'), to: '/users' }}
        verb={say('Save person')}
        nameOf={(row) => row.name}
        redirect="list"
        defaults={{ password: null }}
        transform={withRights}
      >
        <UserFields />
      </EditPage>
      <FloorCard key={`floor ${id}`} id={id} />
      <Slot name="users.user.edit" record={{ id }} />
      <SessionsCard key={`sessions ${id}`} id={id} />
      <ViewCard key={`view ${id}`} id={id} />
    </div>
  )
}
