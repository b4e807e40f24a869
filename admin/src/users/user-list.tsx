import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import { rightsOfPerson } from './roles-input.tsx'

/** The people who log in. */
export default function UserList() {
  return (
    <ListPage
      title={say('People')}
      noun={say('people')}
      sort={{ field: 'name', order: 'ASC' }}
      create={say('New person')}
      search={say('Name or e-mail')}
      rowClick="edit"
      bulk={[
        { verb: say('Open log-in'), done: say('may log in'), change: { isActive: true } },
        { verb: say('Close log-in'), done: say('can no longer log in'), change: { isActive: false } },
      ]}
      columns={[
        { source: 'name', label: say('Name'), as: 'strong', canSort: true },
        { source: 'email', label: say('E-mail'), canSort: true },
        { source: 'roles', label: say('May do'), draw: rightsOfPerson },
        {
          source: 'isActive',
          label: say('Log-in'),
          draw: ({ isActive }) => (isActive ? say('open') : <span className="muted">{say('closed')}</span>),
        },
        { source: 'createdAt', label: say('Created'), as: 'instant', canSort: true },
      ]}
    />
  )
}
