import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { RoleFields } from './role-fields.tsx'

/** Changes what a role may do; whoever has it logs in anew. */
export default function RoleEdit() {
  return (
    <EditPage
      title={say('Role')}
      over={{ word: say('Roles'), to: '/roles' }}
      verb={say('Save role')}
      nameOf={(row) => row.name}
      redirect="list"
    >
      <RoleFields />
    </EditPage>
  )
}
