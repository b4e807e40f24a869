import { ListPage } from '../pieces/list-page.tsx'
import { rightsWords } from '../users/rights-input.tsx'

/** The roles that people and keys are given. */
export default function RoleList() {
  return (
    <ListPage
      title="Roles"
      noun="roles"
      sort={{ field: 'name', order: 'ASC' }}
      create="New role"
      search="Name or description"
      rowClick="edit"
      columns={[
        { source: 'name', label: 'Name', as: 'strong', canSort: true },
        { source: 'description', label: 'What for' },
        { source: 'permissions', label: 'May do', draw: ({ permissions }) => rightsWords(permissions) },
        { source: 'isForFloor', label: 'Counts', draw: whereItCounts },
        { source: 'holders', label: 'Given to', as: 'figure' },
      ]}
    />
  )
}

function whereItCounts(row: { isForFloor?: boolean; isBreakGlass?: boolean }): string {
  if (row.isBreakGlass) return 'in an emergency, for half an hour'
  return row.isForFloor ? 'at the desk and on the floor' : 'at the desk'
}
