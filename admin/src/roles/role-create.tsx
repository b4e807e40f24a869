import { CreatePage } from '../pieces/form-page.tsx'
import { RoleFields } from './role-fields.tsx'

/** A new role, with no more permissions than you have yourself. */
export default function RoleCreate() {
  return (
    <CreatePage
      title="New role"
      over={{ word: 'Roles', to: '/roles' }}
      verb="Create role"
      defaults={{ permissions: [], isForFloor: false, isBreakGlass: false }}
    >
      <RoleFields />
    </CreatePage>
  )
}
