import { ListPage } from '../pieces/list-page.tsx'
import { rightsWords } from '../users/rights-input.tsx'
import { say } from '../words/say.ts'

/** The roles that people and keys are given. */
export default function RoleList() {
  return (
    <ListPage
      title={say('Roles')}
      noun={say('roles')}
      sort={{ field: 'name', order: 'ASC' }}
      create={say('New role')}
      search={say('Name or description')}
      rowClick="edit"
      columns={[
        { source: 'name', label: say('Name'), as: 'strong', canSort: true },
        { source: 'description', label: say('What for') },
        { source: 'permissions', label: say('May do'), draw: ({ permissions }) => rightsWords(permissions) },
        { source: 'isForFloor', label: say('Counts'), draw: whereItCounts },
        { source: 'holders', label: say('Given to'), as: 'figure' },
      ]}
    />
  )
}

function whereItCounts(row: { isForFloor?: boolean; isBreakGlass?: boolean }): string {
  if (row.isBreakGlass) return say('in an emergency, for half an hour')
  return row.isForFloor ? say('at the desk and on the floor') : say('at the desk')
}
