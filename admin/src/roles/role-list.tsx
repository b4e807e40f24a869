import { DataTable } from 'react-admin'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { rightsWords } from '../users/rights-input.tsx'

/** The roles that people and keys are given. */
export default function RoleList() {
  return (
    <ListPage
      title="Roles"
      noun="roles"
      sort={{ field: 'name', order: 'ASC' }}
      actions={<NewButton resource="roles" word="New role" />}
      filters={<SearchFilter placeholder="Name or description" />}
    >
      <DataTable rowClick="edit" bulkActionButtons={false}>
        <DataTable.Col
          source="name"
          label="Name"
          render={(row) => <span className="strong">{row.name}</span>}
        />
        <DataTable.Col source="description" label="What for" disableSort />
        <DataTable.Col label="May do" disableSort render={(row) => rightsWords(row.permissions)} />
        <DataTable.Col label="Counts" disableSort render={(row) => whereItCounts(row)} />
        <DataTable.NumberCol source="holders" label="Given to" disableSort />
      </DataTable>
    </ListPage>
  )
}

function whereItCounts(row: { isForFloor?: boolean; isBreakGlass?: boolean }): string {
  if (row.isBreakGlass) return 'in an emergency, for half an hour'
  return row.isForFloor ? 'at the desk and on the floor' : 'at the desk'
}
