import { ListPage } from '../pieces/list-page.tsx'
import { rightsOfPerson } from './roles-input.tsx'

/** The people who log in. */
export default function UserList() {
  return (
    <ListPage
      title="People"
      noun="people"
      sort={{ field: 'name', order: 'ASC' }}
      create="New person"
      search="Name or e-mail"
      rowClick="edit"
      bulk={[
        { verb: 'Open log-in', done: 'may log in', change: { isActive: true } },
        { verb: 'Close log-in', done: 'can no longer log in', change: { isActive: false } },
      ]}
      columns={[
        { source: 'name', label: 'Name', as: 'strong', canSort: true },
        { source: 'email', label: 'E-mail', canSort: true },
        { source: 'roles', label: 'May do', draw: rightsOfPerson },
        {
          source: 'isActive',
          label: 'Log-in',
          draw: ({ isActive }) => (isActive ? 'open' : <span className="muted">closed</span>),
        },
        { source: 'createdAt', label: 'Created', as: 'instant', canSort: true },
      ]}
    />
  )
}
