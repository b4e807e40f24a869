import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { BooksOf } from './company-books.tsx'
import { CompanyFields } from './company-fields.tsx'

/** Changes a company, and says until when its books are closed. */
export default function CompanyEdit() {
  return (
    <EditPage
      title={say('Company')}
      over={{ word: say('Companies'), to: '/companies' }}
      verb={say('Save company')}
      nameOf={(row) => row.name}
      redirect="list"
    >
      <CompanyFields />
      <BooksOf />
    </EditPage>
  )
}
