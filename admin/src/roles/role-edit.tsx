import { EditPage } from '../pieces/form-page.tsx'
import { RoleFields } from './role-fields.tsx'

/** Changes what a role may do; whoever has it logs in anew. */
export default function RoleEdit() {
  return (
    <EditPage
      title="Role"
      over={{ word: 'Roles', to: '/roles' }}
      verb="Save role"
      nameOf={(row) => row.name}
      redirect="list"
    >
      <RoleFields />
    </EditPage>
  )
}
