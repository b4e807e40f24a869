import { EditPage } from '../pieces/form-page.tsx'
import { BooksOf } from './company-books.tsx'
import { CompanyFields } from './company-fields.tsx'

/** Changes a company, and says until when its books are closed. */
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
      <BooksOf />
    </EditPage>
  )
}
