import { CreatePage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { RoleFields } from './role-fields.tsx'

/** A new role, with no more permissions than you have yourself. */
export default function RoleCreate() {
  return (
    <CreatePage
      title={say('New role')}
      over={{ word: say('Roles'), to: '/roles' }}
      verb={say('Create role')}
      defaults={{ permissions: [], isForFloor: false, isBreakGlass: false }}
    >
      <RoleFields />
    </CreatePage>
  )
}
