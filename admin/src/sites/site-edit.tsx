import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { SiteFields } from './site-fields.tsx'

/** Changes a site. */
export default function SiteEdit() {
  return (
    <EditPage
      title={say('Site')}
      over={{ word: say('Sites'), to: '/sites' }}
      verb={say('Save site')}
      nameOf={(row) => `${row.code} ${row.name}`}
      redirect="list"
    >
      <SiteFields />
    </EditPage>
  )
}
