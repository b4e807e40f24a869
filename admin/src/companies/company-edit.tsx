import { EditPage } from '../pieces/form-page.tsx'
import { CompanyFields } from './company-fields.tsx'

/** Changes a company. */
export default function CompanyEdit() {
  return (
    <EditPage
      title="Company"
      over={{ word: 'Companies', to: '/companies' }}
      verb="Save company"
      nameOf={(row) => row.name}
      redirect="list"
    >
      <CompanyFields />
    </EditPage>
  )
}
