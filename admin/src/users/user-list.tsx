import { DataTable } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { rightsOfPerson } from './roles-input.tsx'

/** The people who log in. */
export default function UserList() {
  return (
    <ListPage
      title="People"
      noun="people"
      sort={{ field: 'name', order: 'ASC' }}
      actions={<NewButton resource="users" word="New person" />}
      filters={<SearchFilter placeholder="Name or e-mail" />}
    >
      <DataTable rowClick="edit" bulkActionButtons={false}>
        <DataTable.Col
          source="name"
          label="Name"
          render={(row) => <span className="strong">{row.name}</span>}
        />
        <DataTable.Col source="email" label="E-mail" />
        <DataTable.Col label="May do" disableSort render={(row) => rightsOfPerson(row)} />
        <DataTable.Col
          label="Log-in"
          disableSort
          render={(row) => (row.isActive ? 'open' : <span className="muted">closed</span>)}
        />
        <DataTable.Col source="createdAt" label="Created" render={(row) => <Instant at={row.createdAt} />} />
      </DataTable>
    </ListPage>
  )
}
