import { EditPage } from '../pieces/form-page.tsx'
import { SiteFields } from './site-fields.tsx'

/** Changes a site. */
export default function SiteEdit() {
  return (
    <EditPage
      title="Site"
      over={{ word: 'Sites', to: '/sites' }}
      verb="Save site"
      nameOf={(row) => `${row.code} ${row.name}`}
      redirect="list"
    >
      <SiteFields />
    </EditPage>
  )
}
